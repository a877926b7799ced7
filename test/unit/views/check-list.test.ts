import { expect, test } from '@jest/globals';
import { checkListView, isJudged, type CheckListView, readCheckListQuery } from '../../../src/views/check-list.ts';
import { held, type HeldValues } from '../../support/held.ts';
import { accessKey, accountFacts, at, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const POLICY = policyWith({
  checks: {
    'user-without-mfa': { enabled: true, severity: 'info' },
    'access-key-not-rotated': { enabled: true, severity: 'warning', values: { maxAgeDays: 30 } },
    'root-access-key': { enabled: true, severity: 'critical' },
  },
});

const PASSWORD = { enabled: true, lastChanged: at('2026-11-01T00:00:00Z') };

const FACTS = [
  accountFacts({
    account: { name: 'production', owner: 'payments', source: 'aws' },
    accountId: '111122223333',
    users: [root(), user({ name: 'zoe', password: PASSWORD }), user({ name: 'Alice', mfaActive: true })],
  }),
  accountFacts({
    account: { name: 'sandbox', owner: 'platform', source: 'aws' },
    accountId: '444455556666',
    users: [root({ accessKeys: [accessKey()] }), user({ name: 'bob', password: PASSWORD })],
  }),
];

async function view(query: string, values: HeldValues = {}): Promise<CheckListView> {
  const read = readCheckListQuery(new URLSearchParams(query), POLICY);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return checkListView(await held({ facts: FACTS, policy: POLICY, ...values }), read.query);
}

test.each([
  ['', ['root-access-key', 'access-key-not-rotated', 'user-without-mfa']],
  ['sort=check', ['access-key-not-rotated', 'root-access-key', 'user-without-mfa']],
  ['sort=-open', ['user-without-mfa', 'root-access-key', 'access-key-not-rotated']],
  ['severity=info&severity=critical', ['root-access-key', 'user-without-mfa']],
  ['check=root-.*', ['root-access-key']],
])('%s', async (query, expected) => {
  expect((await view(query)).rows.map(({ check: { id } }) => id)).toEqual(expected);
});

test('a row has the limit of the policy, and the counts of the chosen accounts', async () => {
  expect((await view('check=access-key-not-rotated')).rows).toMatchObject([
    { limit: 30, policy: { severity: 'warning' }, sums: { open: 0, exempt: 0, unknown: expect.any(Number) } },
  ]);
  expect((await view('check=user-without-mfa')).rows[0]?.sums).toMatchObject({ open: 2 });
  expect((await view('check=user-without-mfa&owner=platform')).rows[0]?.sums).toMatchObject({ open: 1 });
});

test('without a report that was judged nobody knows a count, and it is not 0', async () => {
  const { rows, notes } = await view('account=sandbo');

  expect(rows.map(isJudged)).toEqual([false, false, false]);
  expect(notes).toEqual(['There is no account sandbo: did you mean sandbox?']);
});
