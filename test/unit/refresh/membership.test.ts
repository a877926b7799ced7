import { describe, expect, test } from '@jest/globals';
import { membershipState, membersOf } from '../../../src/refresh/membership.ts';
import { shardOf } from '../../../src/refresh/shards.ts';
import { awsAccount } from './running-loop.ts';

const accounts = Array.from({ length: 12 }, (_, index) => ({
  ...awsAccount(`account-${index}`),
  roleArn: `arn:aws:iam::${100_000_000_000 + index}:role/reader`,
}));
const places = [0, 1, 2].map((shard) => ({ shard, totalShards: 3 }));

describe('of three shards', () => {
  test('each reads some of the accounts, and each account is read by one', () => {
    const own = places.map((place) => membersOf({ accounts }, place).own.map(({ name }) => name));
    expect(own.flat().sort()).toEqual(accounts.map(({ name }) => name).sort());
    expect(own.every((names) => names.length > 0)).toBe(true);
  });

  test('each names all accounts and who reads them', () => {
    const [first, ...others] = places.map(
      (place) => membershipState(membersOf({ accounts }, place), new Map()).members,
    );
    expect(first).toEqual(
      accounts.map((account, index) => ({
        accountName: account.name,
        accountId: String(100_000_000_000 + index),
        shard: shardOf(account, 3),
      })),
    );
    for (const other of others) expect(other).toEqual(first);
  });
});

test('without shards an exporter reads all accounts of its configuration, in its order, and knows of no others', () => {
  const members = membersOf({ accounts }, { shard: 0, totalShards: 1 });
  expect(members.own).toEqual(accounts);
  expect(membershipState(members, new Map())).toMatchObject({ membersKnown: true, shard: 0, totalShards: 1 });
});

test('an id that came with the report is told, and the account stays where it is', () => {
  const local = { source: 'aws', name: 'local', owner: '' } as const;
  const members = membersOf({ accounts: [local] }, { shard: 0, totalShards: 3 });
  const shard = shardOf(local, 3);

  expect(membershipState(members, new Map()).members).toEqual([{ accountName: 'local', shard }]);
  expect(membershipState(members, new Map([['local', '123456789012']])).members).toEqual([
    { accountName: 'local', shard, accountId: '123456789012' },
  ]);
});
