/** What somebody did with a key that has leaked, in two accounts, by their event histories. */
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { credentialsOf, eventOf, type EventOf, roleBy, userBy } from '../../support/key-story.ts';
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import { fake, MEMBER, OLD, OLD_KEY, OWN } from './whose-accounts.ts';

export const SESSION = accessKeyIdOf(OWN, 'SESSIO', 'ASIA');
export const ROLE = `arn:aws:iam::${OWN}:role/team/deploy`;
export const QUARANTINE = 'AWSCompromisedKeyQuarantineV3';
const managed = (PolicyName: string, owner = 'aws') => ({
  PolicyName,
  PolicyArn: `arn:aws:iam::${owner}:policy/${PolicyName}`,
});

export const byLeakedKey = (given: Omit<EventOf, 'accountId' | 'by'>) =>
  eventOf({ accountId: MEMBER, by: userBy(MEMBER, 'ci-deploy', OLD_KEY), ...given });

const BACKDOOR_KEY = {
  AccessKeyId: 'AKIAGO645SY5AABACKD7',
  UserName: 'backdoor',
  CreateDate: new Date('2026-11-21T22:21:00Z'),
  lastUsed: { LastUsedDate: new Date('2026-11-22T02:10:00Z'), ServiceName: 'ec2', Region: 'us-west-2' },
};

const USER = { UserName: 'ci-deploy', AttachedManagedPolicies: [managed(QUARANTINE)], GroupList: ['admins', 'staff'] };

/** A key of a user has leaked, and somebody has used it. */
export function tellLeak(): void {
  fake.setLive(MEMBER, {
    accessKeys: [OLD, BACKDOOR_KEY],
    users: [USER],
    groups: [
      { GroupName: 'admins', AttachedManagedPolicies: [managed('AdministratorAccess'), managed('S3', MEMBER)] },
      { GroupName: 'staff', AttachedManagedPolicies: [managed('AdministratorAccess', MEMBER)] },
    ],
    events: eventsInMember(),
  });
  fake.setLive(OWN, {
    events: [
      // What the owner of the role sees of who assumes it.
      eventOf({
        accountId: OWN,
        by: { type: 'AWSAccount', principalId: 'AIDAEXAMPLEEXAMPLE77', accountId: MEMBER },
        time: '2026-11-21T22:10:00Z',
        name: 'AssumeRole',
        service: 'sts',
        request: { roleArn: ROLE, roleSessionName: 'x' },
        response: credentialsOf(SESSION, 'Nov 21, 2026, 11:10:00 PM'),
      }),
      eventOf({
        accountId: OWN,
        by: roleBy(OWN, 'deploy', 'x', SESSION),
        time: '2026-11-21T22:30:00Z',
        name: 'CreateRole',
        request: { roleName: 'second-door' },
      }),
    ],
  });
}

/** Then a person has deactivated the key, and has denied the sessions of its user. AWS and the groups are as they were. */
export function tellContained(): void {
  fake.setLive(MEMBER, {
    accessKeys: [
      { ...OLD, Status: 'Inactive' },
      { ...BACKDOOR_KEY, Status: 'Inactive' },
    ],
    users: [{ ...USER, UserPolicyList: [{ PolicyName: 'AWSRevokeOlderSessions' }] }],
    events: [
      ...eventsInMember(),
      eventOf({
        accountId: MEMBER,
        by: roleBy(MEMBER, 'admin', 'ann@example.com', 'ASIAGO645SY5AAADMIN7'),
        time: '2026-11-22T09:30:00Z',
        name: 'UpdateAccessKey',
        request: { userName: 'ci-deploy', accessKeyId: OLD_KEY, status: 'Inactive' },
      }),
    ],
  });
}

function eventsInMember(): readonly GivenEvent[] {
  return [
    byLeakedKey({
      time: '2026-11-21T22:10:00Z',
      name: 'AssumeRole',
      service: 'sts',
      request: { roleArn: ROLE, roleSessionName: 'x' },
      response: credentialsOf(SESSION, 'Nov 21, 2026, 11:10:00 PM'),
    }),
    byLeakedKey({ time: '2026-11-21T22:12:00Z', name: 'AssumeRole', service: 'sts', error: 'AccessDenied' }),
    byLeakedKey({ time: '2026-11-21T22:20:00Z', name: 'CreateUser', request: { userName: 'backdoor' } }),
    byLeakedKey({
      time: '2026-11-21T22:21:00Z',
      name: 'CreateAccessKey',
      request: { userName: 'backdoor' },
      response: { accessKey: { userName: 'backdoor', accessKeyId: 'AKIAGO645SY5AABACKD7', status: 'Active' } },
    }),
    byLeakedKey({
      time: '2026-11-21T22:22:00Z',
      name: 'CreateUser',
      request: { userName: 'no' },
      error: 'AccessDenied',
    }),
    eventOf({
      accountId: MEMBER,
      by: userBy(MEMBER, 'ann', 'AKIAGO645SY5AAANNSK7'),
      time: '2026-11-21T22:23:00Z',
      name: 'CreateUser',
      request: { userName: 'of-ann' },
    }),
  ];
}
