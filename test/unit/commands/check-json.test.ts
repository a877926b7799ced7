/** What `check` prints for programs, and its sums. */
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkOutputSchema } from '../../../scripts/generated/check-output-schema.ts';
import type { Account } from '../../../src/model/account.ts';
import type { GatheredAccount } from '../../../src/model/gathered-account.ts';
import { accountFacts, root, user } from '../../support/model-values.ts';
import {
  alice,
  bob,
  cellsOf,
  check,
  failed,
  oldKey,
  production,
  read,
  sandbox,
  unknown,
  whole,
} from './judged-accounts.ts';

describe('JSON', () => {
  const json = async (accounts: GatheredAccount[], options: Parameters<typeof check>[1] = {}) =>
    JSON.parse((await check(accounts, { output: 'json', ...options })).out) as Record<string, unknown>;

  test('has each finding, the exempt ones last, under the names of the labels', async () => {
    const { findings } = await json([read(production, bob, alice)]);

    const common = {
      severity: 'warning',
      account_id: '111122223333',
      account_name: 'production',
      owner: 'payments',
      key: '2',
      check: 'access-key-not-rotated',
      title: 'Access key not rotated',
      days: 100,
      limit_days: 90,
      generated_time: '2026-11-22T08:00:00.000Z',
      cis: { '1.4': '1.14', '5.0': '1.13', '6.0': '2.13', '7.0': '2.12' },
      securityhub: 'IAM.3',
      documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
      fix: 'https://github.com/iam-credential-exporter/iam-credential-exporter/blob/main/docs/checks.md#access-key-not-rotated',
    };
    expect(findings).toEqual([
      { ...common, user: 'alice', arn: 'arn:aws:iam::111122223333:user/alice', status: 'open' },
      { ...common, user: 'bob', arn: 'arn:aws:iam::111122223333:user/bob', status: 'exempt', exemption: 'bob' },
    ]);
  });

  test('has each account with the time of its report or its failure, and says whether that is all', async () => {
    const { complete, accounts } = await json([read(production, alice), failed]);

    expect(complete).toBe(false);
    expect(accounts).toEqual([
      {
        account_id: '111122223333',
        account_name: 'production',
        owner: 'payments',
        source: 'aws',
        generated_time: '2026-11-22T08:00:00.000Z',
        users: 2,
        skipped_rows: 0,
        failures: [],
      },
      {
        account_name: 'sandbox',
        owner: '',
        source: 'aws',
        failures: [{ fact: 'credential-report', reason: 'access_denied', message: 'not allowed' }],
      },
    ]);
  });

  test('has the counts of each check, those without a finding too', async () => {
    const { counts } = await json([read(production, alice, bob, unknown)]);

    const common = { account_id: '111122223333', account_name: 'production', owner: 'payments' };
    expect(counts).toEqual([
      { ...common, check: 'access-key-not-rotated', severity: 'warning', open: 1, exempt: 1, unknown: 1 },
      { ...common, check: 'inactive-access-key', severity: 'info', open: 0, exempt: 0, unknown: 0 },
      { ...common, check: 'root-access-key', severity: 'critical', open: 0, exempt: 0, unknown: 0 },
    ]);
  });

  test('is what its schema says, with and without findings', async () => {
    const schema = z.fromJSONSchema(checkOutputSchema() as never);
    const documents = [
      await json([read(production, alice, bob, unknown), failed]),
      await json([read(production)]),
      await json([read(production, alice)], { summary: true }),
      await json([]),
    ];

    expect(documents.map((document) => schema.safeParse(document).error?.issues ?? [])).toEqual([[], [], [], []]);
    expect(schema.safeParse({ ...documents[0], accounts: [{}] }).success).toBe(false);
  });
});

describe('the summary', () => {
  const dave = user({ ...alice, name: 'dave' });
  const platform: Account = { ...sandbox, owner: 'platform' };
  const accounts = [
    read(production, alice, bob, unknown),
    whole(
      accountFacts({ account: platform, accountId: '444455556666', users: [root({ accessKeys: [oldKey] }), dave] }),
    ),
  ];

  test('sums up by account and by check', async () => {
    const { out } = await check(accounts, { summary: true });

    expect(cellsOf(out).slice(0, 8)).toEqual([
      ['ACCOUNT', 'OWNER', 'CRITICAL', 'WARNING', 'INFO', 'EXEMPT', 'UNKNOWN'],
      ['production (111122223333)', 'payments', '0', '1', '0', '1', '1'],
      ['sandbox (444455556666)', 'platform', '1', '1', '0', '0', '0'],
      [''],
      ['CHECK', 'SEVERITY', 'OPEN', 'EXEMPT', 'UNKNOWN'],
      ['access-key-not-rotated', 'warning', '2', '1', '1'],
      ['inactive-access-key', 'info', '0', '0', '0'],
      ['root-access-key', 'critical', '1', '0', '0'],
    ]);
  });

  test('is the counts in CSV, and JSON without findings', async () => {
    const csv = (await check(accounts, { output: 'csv', summary: true })).out;
    const json = JSON.parse((await check(accounts, { output: 'json', summary: true })).out) as object;

    expect(csv.split('\n').slice(0, 2)).toEqual([
      'account_id,account_name,owner,check,severity,open,exempt,unknown',
      '111122223333,production,payments,access-key-not-rotated,warning,1,1,1',
    ]);
    expect(Object.keys(json)).toEqual(['time', 'complete', 'accounts', 'counts']);
  });
});
