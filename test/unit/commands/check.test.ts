/** What `check` prints, and with which code it ends. */
import { describe, expect, test } from '@jest/globals';
import { checks } from '../../../src/checks/catalogue.ts';
import { progress } from '../../../src/cli/check-notes.ts';
import type { CheckOptions } from '../../../src/cli/check-options.ts';
import { findingsTable } from '../../../src/cli/check-table.ts';
import { judge } from '../../../src/commands/judge.ts';
import type { Account } from '../../../src/model/account.ts';
import { accessKey, accountFacts, at, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';
import { judgeInput } from './check-input.ts';
import {
  NOW,
  alice,
  bob,
  cellsOf,
  check,
  failed,
  policy,
  production,
  read,
  sandbox,
  unknown,
  whole,
} from './judged-accounts.ts';

describe('the table', () => {
  test('has a line for each open finding, the worst first', async () => {
    const users = [user(alice), root({ accessKeys: [accessKey()] })];
    const { out } = await check([whole(accountFacts({ account: production, users }))]);

    expect(cellsOf(out).slice(0, 4)).toEqual([
      ['SEVERITY', 'ACCOUNT', 'OWNER', 'USER', 'KEY', 'CHECK', 'DAYS', 'LIMIT'],
      ['critical', 'production (111122223333)', 'payments', '<root_account>', '1', 'root-access-key'],
      ['warning', 'production (111122223333)', 'payments', 'alice', '2', 'access-key-not-rotated', '100', '90'],
      [''],
    ]);
  });

  test('has a line for each of very many findings, too', async () => {
    const users = Array.from({ length: 200_000 }, (_, index) => user({ ...alice, name: `user${index}` }));
    const { out } = await check([whole(accountFacts({ account: production, users }))]);

    expect(out.match(/^warning /gm)).toHaveLength(200_000);
  });

  test('says below what its words mean and where to read how to fix it, for each check once', async () => {
    const { out } = await check([read(production, alice, { ...alice, name: 'carol' })]);

    expect(cellsOf(out).slice(3)).toEqual([
      [''],
      ['DAYS: how old or idle it is. LIMIT: what the policy allows.'],
      [''],
      ['access-key-not-rotated'],
      ['', 'open when an access key is active and older than maxAgeDays'],
      [
        '',
        'https://github.com/iam-credential-exporter/iam-credential-exporter/blob/main/docs/checks.md#access-key-not-rotated',
      ],
      [''],
    ]);
  });

  test('explains no check in a line of more than 100 characters, but for an address', () => {
    const open = checks.map(({ id }) => ({
      finding: {
        accountId: '111122223333',
        accountName: 'production',
        owner: '',
        subject: { kind: 'user', user: 'alice', key: undefined },
        check: id,
        severity: 'info',
        age: undefined,
      } as const,
      arn: undefined,
      generatedTime: NOW,
    }));
    const out = findingsTable({ now: NOW, complete: true, accounts: [], open, exempt: [], counts: [] });

    const lines = (out.split('\n\n').at(-1) ?? '').split('\n').filter((line) => !line.includes('https://'));
    expect(lines.length).toBeGreaterThan(checks.length);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test('lets no name command the terminal', async () => {
    const { out } = await check([read(production, { ...alice, name: 'a\u001b[31mb' })]);

    expect(out).toContain(' a?[31mb ');
  });

  test('is not there without a finding', async () => {
    expect((await check([read(production, bob)])).out).toBe('');
  });
});

test('CSV has a header, quotes commas, and lets no spreadsheet calculate a name', async () => {
  const users = [
    { ...alice, name: 'a,b' },
    { ...alice, name: '=1+1' },
  ];

  expect((await check([read(sandbox, ...users)], { output: 'csv' })).out.split('\n')).toEqual([
    'severity,account_id,account_name,owner,user,key,check,title,days,limit_days,generated_time',
    'warning,111122223333,sandbox,,"a,b",2,access-key-not-rotated,Access key not rotated,100,90,2026-11-22T08:00:00.000Z',
    "warning,111122223333,sandbox,,'=1+1,2,access-key-not-rotated,Access key not rotated,100,90,2026-11-22T08:00:00.000Z",
    '',
  ]);
});

test('beside the findings it says how many there are of each kind', async () => {
  expect((await check([read(production, alice, bob, unknown)])).error).toBe(
    'the report is of production, 4 hours old (2026-11-22T08:00:00.000Z)\n1 open finding (1 warning), 1 exempt (1 bob), 1 unknown, in 1 account\n',
  );
});

test('an exemption counts in all accounts together, and may cover what another one covers', async () => {
  const both = { ...policy, exemptions: policy.exemptions.map((exemption) => ({ ...exemption, match: {} })) };
  const { error } = await judge(
    [read(production, alice), read(sandbox, bob)],
    judgeInput({ policy: both, output: 'csv', now: NOW }),
  );

  expect(error).toContain('\n0 open findings, 2 exempt (2 bob, 2 nobody), 0 unknown, in 2 accounts\n');
});

describe('the exit code', () => {
  test.each<[string, CheckOptions['failOn'], number]>([
    ['nothing that it should fail on', undefined, 0],
    ['critical, of which there is none', 'critical', 0],
    ['warning, as the finding is', 'warning', 1],
    ['info, which the finding is worse than', 'info', 1],
  ])('with --fail-on %s', async (_what, failOn, expected) => {
    expect((await check([read(production, alice)], { failOn })).code).toBe(expected);
  });

  test('is 0 for what is exempt or unknown', async () => {
    expect((await check([read(production, bob, unknown)], { failOn: 'info' })).code).toBe(0);
  });

  test('is 3 rather than 1 where both hold, as nobody knows the rest', async () => {
    expect((await check([read(production, alice), failed], { failOn: 'warning' })).code).toBe(3);
  });

  test('is 3 if an account could not be read, which nobody must take for a pass', async () => {
    const { code, error } = await check([read(production, bob), failed]);

    expect(code).toBe(3);
    expect(error).toBe(
      'sandbox: access_denied: not allowed\nthe report is of production, 4 hours old (2026-11-22T08:00:00.000Z)\n0 open findings, 1 exempt (1 bob), 0 unknown, in 1 account\nnot everything could be read, so there may be more\n',
    );
  });
});

test('a row that could not be read is told, and nobody must take the rest for all', async () => {
  const skippedRows = [{ line: 3, problem: 'user_creation_time is no time' }];
  const { code, error } = await check([whole(accountFacts({ account: production, skippedRows }))]);

  expect(code).toBe(3);
  expect(error).toBe(
    'production: 1 row could not be read (line 3: user_creation_time is no time)\nthe report is of production, 4 hours old (2026-11-22T08:00:00.000Z)\n0 open findings, 0 exempt, 0 unknown, in 1 account\nnot everything could be read, so there may be more\n',
  );
});

test.each([
  ['twice the interval old', '2026-11-22T04:00:00Z', ''],
  ['older than that', '2026-11-22T03:59:59Z', 'production: the report is old, of 2026-11-22T03:59:59.000Z\n'],
])('a report that is %s', async (_what, generated, told) => {
  const old = accountFacts({ account: production, generatedTime: at(generated) });

  expect((await check([whole(old)])).error).toMatch(new RegExp(`^${told}the report is of production, 8 hours old`));
});

test('a report file says which enabled checks it cannot answer, as nobody must take them for passed', async () => {
  const withFact = policyWith({ checks: { 'user-quarantined': { enabled: true } } });
  const facts = accountFacts({ account: production });
  const { code, error } = await judge([whole(facts)], judgeInput({ policy: withFact, now: NOW }));

  expect(code).toBe(0);
  expect(error).toContain('production: not judged, as a report file does not hold what they need: user-quarantined\n');
});

test('an account that is not the one to ask for a fact is not told as one that lacks it', async () => {
  const policy = policyWith({ checks: { 'root-management-not-central': { enabled: true } } });
  const membership = { isManagement: false, isOwn: false, isReader: false };
  const told = async (account: Account) =>
    (await judge([whole(accountFacts({ account }))], judgeInput({ policy, now: NOW }))).error;

  expect(await told({ ...production, membership })).not.toContain('not judged');
  expect(await told(production)).toContain('not judged');
});

describe('the progress', () => {
  test('tells how many users an account has', () => {
    expect(progress(read(production, alice, bob), 1, 300)).toBe('[1/300] production: 3 users\n');
  });

  test('tells that an account failed; why comes at the end', () => {
    expect(progress(failed, 2, 300)).toBe('[2/300] sandbox: failed\n');
  });
});
