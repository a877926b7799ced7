import { expect, test } from '@jest/globals';
import type { Account, AwsAccount } from '../../../src/model/account.ts';
import { sameAccounts } from '../../../src/model/same-accounts.ts';

/** `name=account`, whose role stands for the source. */
function accounts(text: string): Account[] {
  return text.split(' ').map((entry) => {
    const [name = '', number] = entry.split('=');
    return { source: 'aws', name, owner: '', roleArn: `arn:aws:iam::11112222333${number}:role/x` };
  });
}

test.each([
  ['the same entries in another order', 'a=1 b=2', 'b=2 a=1', 'b->b a->a'],
  ['an account under another name', 'a=1 b=2', 'c=1 b=2', 'a->c b->b'],
  ['two that exchange their names', 'a=1 b=2', 'b=1 a=2', 'a->b b->a'],
  ['an account with another role', 'a=1 b=2', 'a=3 b=2', 'a->a b->b'],
  ['one that left, whose name another one has now', 'one=1 two=2 three=3', 'one=2 two=3', 'two->one three->two'],
  ['one that is new, under a name that another one had', 'a=1', 'b=1 a=2', 'a->b'],
  ['two entries of one source', 'a=1 b=1', 'a=1 b=1', 'a->a b->b'],
  ['one that left and one that is new', 'a=1 b=2', 'a=1 c=3', 'a->a'],
])('%s', (_what, before, after, expected) => {
  const same = sameAccounts(accounts(before), accounts(after));

  const pairs = [...same].map(([account, known]) => `${known.name}->${account.name}`);
  expect(pairs.sort()).toEqual(expected.split(' ').sort());
});

test.each<[string, Partial<AwsAccount>]>([
  ['role by its name', { accountId: '111122223331', roleName: 'x' }],
  ['role in its account', { accountId: '111122223331', roleName: 'y' }],
  ['id without a role', { accountId: '111122223331' }],
])('a role by its ARN is the same account as its %s, whatever that is called', (_what, entry) => {
  const [before] = accounts('a=1') as [Account];
  const after: Account = { source: 'aws', name: 'b', owner: '', ...entry };

  expect([...sameAccounts([before], [after])]).toEqual([[after, before]]);
});

test('the file of an account goes before its name, though the entry says something else of the file now', () => {
  const file = { source: 'file', owner: '', reportFile: '/reports/a.csv' } as const;
  const before: Account = { ...file, name: 'a', staleAfter: 1 };
  const after: Account = { ...file, name: 'b', staleAfter: 2 };

  expect([...sameAccounts([before], [after])]).toEqual([[after, before]]);
});
