import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../../src/activity/read-event.ts';
import { isAbout } from '../../../src/activity/subject.ts';
import type { ActivitySubject } from '../../../src/model/activity-source.ts';
import {
  ACCOUNT,
  assumedRootIdentity,
  assumeRole,
  type CloudTrailRecord,
  failedConsoleLogin,
  federatedUserIdentity,
  iamCall,
  LONG_TERM_KEY,
  OTHER_ACCOUNT,
  record,
  roleIdentity,
  ROOT_ISSUER,
  rootIdentity,
  serviceEvent,
  SESSION_KEY,
  signIn,
  USER_ISSUER,
  userIdentity,
  userSessionIdentity,
} from '../../support/cloudtrail-records.ts';

const by = (identity: CloudTrailRecord) => record({ userIdentity: identity });
const eve = { of: 'user', name: 'eve' } as const;
const deploy = { of: 'role', name: 'deploy' } as const;
const deployArn = (arn: string) => ({ ...deploy, arn });
const root = { of: 'root' } as const;
const target = (name: string) => ({ of: 'target', name }) as const;
const policy = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
const quarantined = () => iamCall('AttachUserPolicy', { userName: 'bob', policyArn: policy });
const withoutIssuer = () => roleIdentity({ sessionContext: undefined });

function isAboutRecord(values: CloudTrailRecord, subject: ActivitySubject): boolean {
  const read = readEvent(values);
  if (!read.ok) throw new Error(read.refusal);
  return isAbout(read.event, subject);
}

describe('an event is about', () => {
  test.each<[string, CloudTrailRecord, ActivitySubject]>([
    ['a user who called', by(userIdentity()), eve],
    ['a user in a session', by(userSessionIdentity()), eve],
    ['a user who failed to sign in', failedConsoleLogin('Failed authentication', 'No'), eve],
    ['a user for whom a service called', by(userIdentity({ invokedBy: 'health.amazonaws.com' })), eve],
    ['the user of a federated user', by(federatedUserIdentity(USER_ISSUER)), eve],
    ['a role by its name', by(roleIdentity()), deploy],
    ['a role by its ARN', by(roleIdentity()), deployArn(`arn:aws:iam::${ACCOUNT}:role/ci/deploy`)],
    [
      'a role by its ARN, where the record lacks it',
      by(withoutIssuer()),
      deployArn(`arn:aws:iam::${ACCOUNT}:role/ci/deploy`),
    ],
    ["a role's session", by(roleIdentity()), { of: 'session', name: 'build-7' }],
    ['a long-term key', by(userIdentity()), { of: 'key', id: LONG_TERM_KEY }],
    ['the key of a session', by(userSessionIdentity()), { of: 'key', id: SESSION_KEY }],
    ['root without a session', by(rootIdentity()), root],
    ['root in a session', by(rootIdentity({ accessKeyId: SESSION_KEY })), root],
    [
      'root whose sign-in failed',
      signIn('ConsoleLogin', { userIdentity: rootIdentity(), responseElements: { ConsoleLogin: 'Failure' } }),
      root,
    ],
    ['root with whose key somebody was federated', by(federatedUserIdentity(ROOT_ISSUER)), root],
    ['a user to whom something was done', quarantined(), target('bob')],
    ['a policy by its ARN', quarantined(), target(policy)],
    ['a policy by its name', quarantined(), target('AWSCompromisedKeyQuarantineV3')],
    ['a role that was assumed, by its name', assumeRole(), target('audit')],
    ['a role that was assumed, by its ARN', assumeRole(), target(`arn:aws:iam::${OTHER_ACCOUNT}:role/ops/audit`)],
    ['the key of the session that was handed out', assumeRole(), target(SESSION_KEY)],
    ['anybody', serviceEvent(), { of: 'anybody' }],
  ])('%s', (_whom, values, subject) => {
    expect(isAboutRecord(values, subject)).toBe(true);
  });
});

describe('an event is not about', () => {
  test.each<[string, CloudTrailRecord, ActivitySubject]>([
    ['a user whose name is that of a role', by(roleIdentity()), { of: 'user', name: 'deploy' }],
    ["a user whose name is that of a role's session", by(roleIdentity()), { of: 'user', name: 'build-7' }],
    ['a user whose name is longer', by(userIdentity({ userName: 'eve2' })), eve],
    [
      'a user whose name is that of a federated user',
      by(federatedUserIdentity(USER_ISSUER)),
      { of: 'user', name: 'visitor' },
    ],
    ['a user to whom something was done', quarantined(), { of: 'user', name: 'bob' }],
    ['a user whose name is the alias of the account', by(rootIdentity()), { of: 'user', name: 'our-alias' }],
    ['a role whose name is that of a user', by(userIdentity()), { of: 'role', name: 'eve' }],
    ['a role that was assumed', assumeRole(), { of: 'role', name: 'audit' }],
    ['a role of another path', by(roleIdentity()), deployArn(`arn:aws:iam::${ACCOUNT}:role/deploy`)],
    ['a role of another account', by(withoutIssuer()), deployArn(`arn:aws:iam::${OTHER_ACCOUNT}:role/ci/deploy`)],
    [
      'a key that somebody changed',
      iamCall('DeleteAccessKey', { accessKeyId: SESSION_KEY }),
      { of: 'key', id: SESSION_KEY },
    ],
    ['root, when a service acts for it', by(rootIdentity({ invokedBy: 'support.amazonaws.com' })), root],
    ['root, when a service made the event', serviceEvent({ userIdentity: rootIdentity() }), root],
    ["root, when somebody got root's session by AssumeRoot", by(assumedRootIdentity()), root],
    [
      'root, when an external sign-in failed',
      signIn('ExternalIdPDirectoryLogin', {
        userIdentity: rootIdentity(),
        responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
      }),
      root,
    ],
    ['the one who calls, as a target', quarantined(), target('eve')],
  ])('%s', (_whom, values, subject) => {
    expect(isAboutRecord(values, subject)).toBe(false);
  });
});
