import { describe, expect, test } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { Member } from '../../../src/model/members.ts';
import { withoutOrganization } from '../../../src/refresh/members.ts';
import { membershipOf, membershipState, type ShardPlace } from '../../../src/refresh/membership.ts';
import { shardOf } from '../../../src/refresh/shards.ts';
import { awsAccount } from './running-loop.ts';

const accounts = Array.from({ length: 12 }, (_, index) => ({
  ...awsAccount(`account-${index}`),
  roleArn: `arn:aws:iam::${100_000_000_000 + index}:role/reader`,
}));
const places = [0, 1, 2].map((shard) => ({ shard, totalShards: 3 }));

function place(listed: readonly Account[], where: ShardPlace) {
  return membershipOf(withoutOrganization(listed), where);
}

describe('of three shards', () => {
  test('each reads some of the accounts, and each account is read by one', () => {
    const own = places.map((each) => place(accounts, each).own.map(({ name }) => name));
    expect(own.flat().sort()).toEqual(accounts.map(({ name }) => name).sort());
    expect(own.every((names) => names.length > 0)).toBe(true);
  });

  test('each names all accounts and who reads them', () => {
    const [first, ...others] = places.map((each) => membershipState(place(accounts, each), true, new Map()).members);
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
  const members = place(accounts, { shard: 0, totalShards: 1 });
  expect(members.own).toEqual(accounts);
  expect(membershipState(members, true, new Map())).toMatchObject({ membersKnown: true, shard: 0, totalShards: 1 });
});

test('an id that came with the report is told, and the account stays where it is', () => {
  const local = { source: 'aws', name: 'local', owner: '' } as const;
  const members = place([local], { shard: 0, totalShards: 3 });
  const shard = shardOf(local, 3);

  expect(membershipState(members, true, new Map()).members).toEqual([{ accountName: 'local', shard }]);
  expect(membershipState(members, true, new Map([['local', '123456789012']])).members).toEqual([
    { accountName: 'local', shard, accountId: '123456789012' },
  ]);
});

describe('an account of an organization', () => {
  const [account] = accounts as [Account];
  const here = { shard: shardOf(account, 3), totalShards: 3 };
  const elsewhere = { ...here, shard: (here.shard + 1) % 3 };
  const named = (awaits: Member['awaits'], where: ShardPlace) => {
    const inside = [{ account, isListed: false, ownerFrom: 'none' as const, ...(awaits && { awaits }) }];
    const membership = membershipOf({ inside, outside: [] }, where);
    return [membershipState(membership, true, new Map()).members.length, membership.own.length];
  };

  test.each([
    ['nothing', undefined, [1, 1], [1, 0]],
    ['its owner', 'owner', [1, 0], [1, 0]],
    ['whether it is read', 'selection', [1, 0], [0, 0]],
  ] as const)('that awaits %s is named and read where that is known', (_what, awaits, own, other) => {
    expect([named(awaits, here), named(awaits, elsewhere)]).toEqual([own, other]);
  });
});
