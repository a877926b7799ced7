import { describe, expect, test } from '@jest/globals';
import type { FactState } from '../../../src/model/exporter-state.ts';
import { accountsView, type AccountsView, readAccountsQuery } from '../../../src/views/accounts.ts';
import { accessKey, accountFacts, at, factState, root, user } from '../../support/model-values.ts';
import { defaultPolicy } from '../../support/policy.ts';
import { held, type HeldValues } from '../../support/held.ts';

const ROOT_KEY = root({ accessKeys: [accessKey()] });
const WITHOUT_MFA = user({ password: { enabled: true, lastChanged: at('2026-11-01T00:00:00Z') } });

const FACTS = [
  accountFacts({ account: { name: 'calm', owner: 'platform', source: 'aws' }, accountId: '000000000001' }),
  accountFacts({
    account: { name: 'bad', owner: 'payments', source: 'aws' },
    accountId: '000000000002',
    users: [ROOT_KEY, WITHOUT_MFA],
  }),
  accountFacts({
    account: { name: 'failing', owner: 'platform', source: 'aws' },
    accountId: '000000000003',
    generatedTime: at('2026-11-20T08:00:00Z'),
  }),
];

const FAILURE = { reason: 'access_denied', message: 'the role may not read the report' } as const;

const STATES: readonly FactState[] = [
  factState({ accountName: '', fact: 'organization', up: false }),
  factState({ accountName: 'calm', up: true }),
  factState({ accountName: 'bad', up: true }),
  factState({ accountName: 'failing', up: false, failure: FAILURE, nextRefresh: at('2026-11-22T12:08:00Z') }),
  factState({ accountName: 'new' }),
  factState({ accountName: 'pending', up: false, isPending: true }),
];

const MEMBERS = [{ accountName: 'new', accountId: '000000000004', shard: 0 }];

async function view(query: string, values: HeldValues = {}): Promise<AccountsView> {
  const of = await held({ facts: FACTS, exporter: { facts: STATES, members: MEMBERS }, ...values });
  const read = readAccountsQuery(new URLSearchParams(query), defaultPolicy());
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return accountsView(of, read.query);
}

function names({ rows }: AccountsView): string[] {
  return rows.map(({ name }) => name);
}

test.each([
  ['', ['failing', 'new', 'pending', 'bad', 'calm']],
  ['sort=account', ['bad', 'calm', 'failing', 'new', 'pending']],
  ['sort=owner', ['bad', 'calm', 'failing', 'new', 'pending']],
  ['sort=report', ['failing', 'calm', 'bad', 'new', 'pending']],
  ['sort=-critical', ['bad', 'failing', 'calm', 'new', 'pending']],
  ['sort=-owner', ['failing', 'calm', 'bad', 'new', 'pending']],
])('the order %s', async (query, expected) => {
  expect(names(await view(query))).toEqual(expected);
});

test.each([
  ['owner=platform', ['failing', 'calm']],
  ['account=bad', ['bad']],
  ['account=000000000004', ['new']],
  ['account=.*', ['failing', 'new', 'pending', 'bad', 'calm']],
])('the filter %s', async (query, expected) => {
  expect(names(await view(query))).toEqual(expected);
});

describe('a row', () => {
  test('has the report, the open findings by severity, and values that are not known', async () => {
    const [row] = (await view('account=bad')).rows;

    expect(row).toMatchObject({ name: 'bad', accountId: '000000000002', failing: [] });
    expect(row?.judged).toMatchObject({ owner: 'payments', reportTime: at('2026-11-22T08:00:00Z') });
    expect(row?.judged?.open).toEqual({ critical: 1, warning: 1, info: 0 });
    expect(row?.judged?.byStatus).toEqual({ open: 2, exempt: 0, unknown: 1 });
  });

  test('has each fact that fails, with the reason and the next try', async () => {
    const [row] = (await view('account=failing')).rows;

    expect(row?.failing).toEqual([
      expect.objectContaining({ failure: FAILURE, nextRefresh: at('2026-11-22T12:08:00Z') }),
    ]);
  });

  test('has nothing of what is not read yet, and an account that waits for its role fails in nothing', async () => {
    expect((await view('account=new')).rows).toEqual([
      { name: 'new', accountId: '000000000004', facts: [STATES[4]], failing: [] },
    ]);
    expect((await view('account=pending')).rows[0]?.failing).toEqual([]);
  });
});

test('the sums are of the chosen accounts', async () => {
  const { critical, warning } = (await view('')).sums.open;

  expect([critical, warning]).toEqual([1, 1]);
  expect((await view('')).sums).toMatchObject({ failing: 1, unread: 2 });
  expect((await view('account=calm')).sums).toMatchObject({ failing: 0, unread: 0 });
});

test('rows that could not be read are summed', async () => {
  const facts = [accountFacts({ skippedRows: [{ line: 3, problem: 'no ARN' }] })];

  expect((await view('', { facts, exporter: {} })).sums.skippedRows).toBe(1);
});

test('accounts are counted in full where users are not named', async () => {
  expect((await view('', { perUser: false })).sums.open.warning).toBe(1);
});
