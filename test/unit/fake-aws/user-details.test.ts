import {
  EntityType,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandOutput,
} from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import type { GivenUser } from '../../support/fake-aws/live-data.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClientOf } from './iam-client.ts';

const ACCOUNT = '111111111111';

function startFake(users: readonly GivenUser[]): Promise<FakeAws> {
  return startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv: 'user', users }] });
}

function detailsOf(
  fake: FakeAws,
  filter: EntityType[] = [EntityType.User],
): Promise<GetAccountAuthorizationDetailsCommandOutput> {
  return iamClientOf(fake, ACCOUNT).send(new GetAccountAuthorizationDetailsCommand({ Filter: filter }));
}

test('a user arrives with all that was given', async () => {
  const policies = 'arn:aws:iam::aws:policy/';
  const user = {
    UserName: 'ann@example.com',
    Path: '/team/a/',
    UserId: 'AIDAIOSFODNN7EXAMPLE1',
    Arn: `arn:aws:iam::${ACCOUNT}:user/team/a/ann@example.com`,
    CreateDate: new Date('2020-02-29T01:02:03Z'),
    UserPolicyList: [{ PolicyName: 'own', PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') }],
    GroupList: ['developers', 'on-call'],
    AttachedManagedPolicies: [
      { PolicyName: 'AWSCompromisedKeyQuarantineV3', PolicyArn: `${policies}AWSCompromisedKeyQuarantineV3` },
    ],
    PermissionsBoundary: {
      PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
      PermissionsBoundaryArn: `${policies}ReadOnlyAccess`,
    },
    Tags: [
      { Key: 'team', Value: 'R&D <core>' },
      { Key: 'empty', Value: '' },
    ],
  } satisfies GivenUser;

  const details = await detailsOf(await startFake([user]));

  expect(details.UserDetailList).toEqual([user]);
  expect(details).toMatchObject({ IsTruncated: false, GroupDetailList: [], RoleDetailList: [], Policies: [] });
  expect(details.Marker).toBeUndefined();
  expect(decodeURIComponent(details.UserDetailList?.[0]?.UserPolicyList?.[0]?.PolicyDocument ?? '')).toBe(
    '{"Version":"2012-10-17"}',
  );
});

test('a user of whom only the name was given has what AWS always sends', async () => {
  const details = await detailsOf(await startFake([{ UserName: 'bob', Path: '/ci/' }, { UserName: 'eve' }]));

  const [bob, eve] = details.UserDetailList ?? [];
  expect(bob).toStrictEqual({
    UserName: 'bob',
    Path: '/ci/',
    Arn: `arn:aws:iam::${ACCOUNT}:user/ci/bob`,
    UserId: expect.stringMatching(/^AIDA[A-Z0-9]{17}$/),
    CreateDate: expect.any(Date),
    GroupList: [],
    AttachedManagedPolicies: [],
    Tags: [],
  });
  expect(eve?.Arn).toBe(`arn:aws:iam::${ACCOUNT}:user/eve`);
  expect(eve?.UserId).not.toBe(bob?.UserId);
});

test.each<[EntityType[], number]>([
  [['User'], 1],
  [['Group', 'User'], 1],
  [[], 1],
  [['Role', 'LocalManagedPolicy'], 0],
])('with the filter %j come %d users', async (filter, users) => {
  const details = await detailsOf(await startFake([{ UserName: 'bob' }]), filter);

  expect(details.UserDetailList).toHaveLength(users);
});

test('users change at run time, and the rest of the live data stays', async () => {
  const fake = await startFake([{ UserName: 'bob' }]);

  fake.setLive(ACCOUNT, { passwordPolicy: {} });
  expect((await detailsOf(fake)).UserDetailList).toHaveLength(1);
  fake.setLive(ACCOUNT, { users: [] });
  expect((await detailsOf(fake)).UserDetailList).toEqual([]);
  expect(() => fake.setLive('999999999999', { users: [] })).toThrow('no account 999999999999');
});
