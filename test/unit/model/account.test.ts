import { expect, test } from '@jest/globals';
import { type Account, externalIdsOf } from '../../../src/model/account.ts';

function account(name: string, externalId?: string): Account {
  return { source: 'aws', name, owner: '', ...(externalId !== undefined && { externalId }) };
}

test.each<[string, Account[], string[]]>([
  ['are those of all accounts', [account('a', '5ef1ab2c'), account('b'), account('c', '7f3a')], ['5ef1ab2c', '7f3a']],
  ['are not the name of their account', [account('production', 'production')], []],
  ['are not the name of another account', [account('a', 'production'), account('production')], []],
  ['are not the id of an account', [account('a', '111122223333')], []],
])('external ids that nobody may see %s', (_what, accounts, expected) => {
  expect(externalIdsOf(accounts)).toEqual(expected);
});
