/** What `whose --leaked` reads of the policies of a user: whole, or named as not known. */
import { describe, expect, test } from '@jest/globals';
import { createAsking } from '../../../src/commands/asking.ts';
import { readUserPermissions } from '../../../src/commands/user-permissions.ts';
import { createUserPermissionsSource } from '../../../src/sources/aws/user-permissions.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { type Fault, faults } from '../../support/fake-aws/faults.ts';
import type { LiveData } from '../../support/fake-aws/live-data.ts';
import type { PagingOptions } from '../../support/fake-aws/paging.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { StandingClock } from '../../support/standing-clock.ts';
import { goodConfig } from '../config/read.ts';

const ACCOUNT_ID = '111122223333';
const managed = (PolicyName: string) => ({ PolicyName, PolicyArn: `arn:aws:iam::aws:policy/${PolicyName}` });
const inline = (PolicyName: string) => ({ PolicyName, PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') });
const read = (name: string) => ({ name, arn: `arn:aws:iam::aws:policy/${name}` });

const LIVE: LiveData = {
  users: [
    { UserName: 'bob', AttachedManagedPolicies: [managed('other')], GroupList: ['others'] },
    {
      UserName: 'ann',
      AttachedManagedPolicies: [managed('one'), managed('two')],
      UserPolicyList: [inline('own'), inline('more')],
      GroupList: ['staff', 'night'],
    },
  ],
  groups: [
    { GroupName: 'others', AttachedManagedPolicies: [managed('other')] },
    {
      GroupName: 'staff',
      AttachedManagedPolicies: [managed('three'), managed('four')],
      GroupPolicyList: [inline('of-staff'), inline('too')],
    },
    { GroupName: 'night' },
  ],
};
const ANN = {
  attached: [read('one'), read('two')],
  inline: ['own', 'more'],
  groups: [
    { name: 'staff', attached: [read('three'), read('four')], inline: ['of-staff', 'too'] },
    { name: 'night', attached: [], inline: [] },
  ],
  failures: [],
};
const OPERATIONS = [
  { operation: 'ListAttachedUserPolicies', without: { ...ANN, attached: undefined } },
  { operation: 'ListUserPolicies', without: { ...ANN, inline: undefined } },
  { operation: 'ListGroupsForUser', without: { ...ANN, groups: undefined } },
  {
    operation: 'ListAttachedGroupPolicies',
    without: { ...ANN, groups: ANN.groups.map((group) => ({ ...group, attached: undefined })) },
  },
  {
    operation: 'ListGroupPolicies',
    without: { ...ANN, groups: ANN.groups.map((group) => ({ ...group, inline: undefined })) },
  },
] as const;

async function start(paging: PagingOptions = {}) {
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT_ID, csv: '', paging, ...LIVE }] });
  setAwsEnvironment(fake.url);
  return fake;
}

async function permissionsOf(user: string) {
  const outside = {
    clock: Object.assign(new StandingClock(), { passed: () => 0 }),
    environment: process.env,
    onConsole: () => undefined,
    random: () => 0,
    printError: () => Promise.resolve(),
  };
  const config = goodConfig('accounts: [{ name: own }]');
  const { ask, clientOf } = createAsking(outside, config);
  const source = createUserPermissionsSource(clientOf({ source: 'aws', name: 'own', owner: '' }), outside);
  return readUserPermissions(user, source, ask);
}

test('the names of all policies of a user and of its groups, and no text of a policy', async () => {
  await start();
  const found = await permissionsOf('ann');

  expect(found).toEqual(ANN);
  expect(JSON.stringify(found)).not.toContain('2012-10-17');
});

test.each([
  ['of one each', { pageSize: 1 }],
  ['that are short, or empty', { shortPages: [0, 2, 0, 1, 0] }],
])('in pages %s: the same as in one', async (_which, paging) => {
  await start(paging);

  expect(await permissionsOf('ann')).toEqual(ANN);
});

test('a user that is gone is told as gone', async () => {
  await start();

  expect(await permissionsOf('nobody')).toBe('gone');
});

describe.each(OPERATIONS)('$operation', ({ operation, without }) => {
  test.each<[string, Fault, string]>([
    ['refused', faults.accessDenied, 'access_denied'],
    ['broken', faults.serviceFailure, 'service'],
    ['answered by a proxy', { kind: 'html', status: 200, body: '<html><body>Sign in</body></html>' }, 'service'],
  ])('%s: that part is not known, and the others are', async (_what, fault, reason) => {
    const fake = await start();
    fake.always(ACCOUNT_ID, operation, fault);
    const found = await permissionsOf('ann');

    expect(found).toEqual({ ...without, failures: expect.anything() });
    expect(found).toMatchObject({ failures: expect.arrayContaining([expect.objectContaining({ reason })]) });
  });

  test('a page that is refused after others is not all', async () => {
    const fake = await start({ pageSize: 1 });
    fake.script(ACCOUNT_ID, operation, [faults.none, faults.accessDenied]);

    expect(await permissionsOf('ann')).toMatchObject({
      failures: [expect.objectContaining({ message: expect.stringContaining(`iam:${operation}`) })],
    });
  });
});
