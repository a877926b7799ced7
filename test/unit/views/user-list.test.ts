import { describe, expect, test } from '@jest/globals';
import { readUserListQuery, userListView, type UserListView } from '../../../src/views/user-list.ts';
import { countedTurns } from '../../support/counted-turns.ts';
import { held, type HeldValues } from '../../support/held.ts';
import { accessKey, accountFacts, at, root, user } from '../../support/model-values.ts';
import { defaultPolicy } from '../../support/policy.ts';

const OLD_KEY = accessKey({ lastRotated: at('2026-01-01T00:00:00Z'), lastUsed: at('2026-11-22T07:00:00Z') });

const FACTS = [
  accountFacts({
    account: { name: 'production', owner: 'payments', source: 'aws' },
    accountId: '111122223333',
    users: [root(), user({ name: 'zoe', accessKeys: [OLD_KEY] }), user({ name: 'Alice' })],
  }),
  accountFacts({
    account: { name: 'sandbox', owner: 'platform', source: 'aws' },
    accountId: '444455556666',
    users: [root({ accessKeys: [accessKey()] }), user({ name: 'zoe' })],
  }),
];

async function view(query: string, values: HeldValues = {}): Promise<UserListView> {
  const read = readUserListQuery(new URLSearchParams(query), defaultPolicy());
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return userListView(await held({ facts: FACTS, ...values }), read.query);
}

function names({ rows }: UserListView): string[] {
  return rows.map(({ account, user: { name } }) => `${account.facts.account.name} ${name}`);
}

test.each([
  ['', ['production <root_account>', 'production zoe', 'production Alice', 'sandbox <root_account>', 'sandbox zoe']],
  [
    'sort=-account',
    ['sandbox zoe', 'sandbox <root_account>', 'production Alice', 'production zoe', 'production <root_account>'],
  ],
  ['sort=user&user=[^<].*', ['production Alice', 'production zoe', 'sandbox zoe']],
  ['user=zoe', ['production zoe', 'sandbox zoe']],
  ['user=zoe&owner=platform', ['sandbox zoe']],
  ['account=111122223333&user=Alice', ['production Alice']],
  ['user=__proto__', []],
])('%s', async (query, expected) => {
  const found = await view(query);

  expect(names(found)).toEqual(expected);
  expect(found.total).toBe(expected.length);
});

test('each user is judged in a turn of its own, where one takes as long', async () => {
  const read = readUserListQuery(new URLSearchParams('account=production'), defaultPolicy());
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const [ofTwo, ofThree] = [countedTurns(), countedTurns()];
  const of = await held({ facts: FACTS });
  const { rows } = await userListView(of, { ...read.query, limit: 2 }, ofTwo);
  await userListView(of, { ...read.query, limit: 3 }, ofThree);

  expect(rows).toHaveLength(2);
  expect(ofThree.taken() - ofTwo.taken()).toBe(1);
});

test('a row has the findings of that user in that account', async () => {
  const { rows } = await view('');

  expect(rows.map(({ open }) => open.map(({ check }) => check))).toEqual([
    [],
    ['access-key-not-rotated'],
    [],
    ['root-access-key'],
    [],
  ]);
});

test('a finding that an exemption covers is not open', async () => {
  const exemption = { name: 'zoe leaves', match: {}, reason: 'SEC-1', expiry: at('2027-01-01T00:00:00Z') };
  const { rows } = await view('user=zoe&account=production', {
    policy: { ...defaultPolicy(), exemptions: [exemption] },
  });

  expect(rows).toMatchObject([{ open: [], exempt: [{ check: 'access-key-not-rotated', exemption: 'zoe leaves' }] }]);
});

describe('nothing is shown that /metrics does not show', () => {
  test.each([
    ['perUser: false', { perUser: false }],
    ['an exclusion of all that names users', { excluded: (name: string) => name.startsWith('aws_iam_user_') }],
  ])('%s leaves root, and says so', async (_what, values) => {
    const { rows, notes, total } = await view('', values);

    expect(rows.map(({ user: { name } }) => name)).toEqual(['<root_account>', '<root_account>']);
    expect([total, notes]).toEqual([2, ['The exporter names no users: findings about them are only counted.']]);
    expect(await view('user=zoe', values)).toEqual(await view('user=nobody', values));
  });
});

test('a value that chooses nobody is named', async () => {
  expect((await view('user=nobody')).notes).toEqual(['No report has a user nobody.']);
});
