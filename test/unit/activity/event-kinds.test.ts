import { describe, expect, test } from '@jest/globals';
import { EVENT_KINDS, type EventKindName, kindsOf } from '../../../src/activity/event-kinds.ts';
import { readEvent } from '../../../src/activity/read-event.ts';
import {
  assumedRootIdentity,
  type CloudTrailRecord,
  consoleLogin,
  failedConsoleLogin,
  federatedUserIdentity,
  iamCall,
  LONG_TERM_KEY,
  record,
  roleIdentity,
  ROOT_ISSUER,
  rootIdentity,
  serviceEvent,
  signIn,
  userSessionIdentity,
} from '../../support/cloudtrail-records.ts';

const byRoot = { userIdentity: rootIdentity() };
const denied = { errorCode: 'AccessDenied' };
const failure = (name: string) => ({ responseElements: { [name]: 'Failure' } });
const failed = { ...failure('ConsoleLogin'), errorMessage: 'Failed authentication' };
const bob = { userName: 'bob' };
const status = (value: string) => ({ accessKeyId: LONG_TERM_KEY, status: value });
const policy = (name: string) => ({ ...bob, policyArn: `arn:aws:iam::aws:policy/${name}` });
const trail = (eventName: string, values: CloudTrailRecord = {}) =>
  record({ eventSource: 'cloudtrail.amazonaws.com', eventName, readOnly: false, ...values });
const assumeRoot = (values: CloudTrailRecord = {}) =>
  record({ eventSource: 'sts.amazonaws.com', eventName: 'AssumeRoot', ...values });

function kindsOfRecord(values: CloudTrailRecord): readonly EventKindName[] {
  const read = readEvent(values);
  if (!read.ok) throw new Error(read.refusal);
  return kindsOf(read.event);
}

const SHOWN: readonly [string, CloudTrailRecord, readonly EventKindName[]][] = [
  ['root signs in', consoleLogin('Yes', byRoot), ['root_sign_in']],
  ['root fails to sign in', consoleLogin('No', { ...byRoot, ...failed }), ['root_sign_in_failed']],
  ['root calls', record(byRoot), ['root_api']],
  ['root calls and is denied', record({ ...byRoot, ...denied }), ['root_api']],
  ['root makes its own key', iamCall('CreateAccessKey', null, byRoot), ['root_api', 'access_key_created']],
  ["somebody gets a session of another account's root", assumeRoot(), ['root_session_assumed']],
  ["root's password is asked for", signIn('PasswordRecoveryRequested', byRoot), ['root_password_recovery_requested']],
  ["root's password is set anew", signIn('PasswordRecoveryCompleted', byRoot), ['root_password_recovery_completed']],
  ['a user signs in with MFA', consoleLogin('Yes'), ['sign_in']],
  ['a user signs in without MFA', consoleLogin('No'), ['sign_in', 'sign_in_without_mfa']],
  ['a user fails to sign in', failedConsoleLogin('Failed authentication', 'No'), ['sign_in_failed']],
  ['a user makes a key', iamCall('CreateAccessKey', null), ['access_key_created']],
  ['a user names oneself for a key', iamCall('CreateAccessKey', { userName: 'eve' }), ['access_key_created']],
  [
    'a user makes a key for another',
    iamCall('CreateAccessKey', bob),
    ['access_key_created', 'access_key_created_for_other'],
  ],
  [
    'a role makes a key for a user',
    iamCall('CreateAccessKey', bob, { userIdentity: roleIdentity() }),
    ['access_key_created', 'access_key_created_for_other'],
  ],
  ['a key is deactivated', iamCall('UpdateAccessKey', status('Inactive')), ['access_key_deactivated']],
  ['a key is activated', iamCall('UpdateAccessKey', status('Active')), ['access_key_activated']],
  ['a key is deleted', iamCall('DeleteAccessKey', { accessKeyId: LONG_TERM_KEY }), ['access_key_deleted']],
  ['a user is made', iamCall('CreateUser', bob), ['user_created']],
  ['a user gets a password', iamCall('CreateLoginProfile', bob), ['password_created', 'password_created_for_other']],
  ['a user makes a password for oneself', iamCall('CreateLoginProfile', { userName: 'eve' }), ['password_created']],
  ["another's password is set", iamCall('UpdateLoginProfile', bob), ['password_changed_for_other']],
  ['a device is taken away', iamCall('DeactivateMFADevice', bob), ['mfa_removed']],
  ['AWS quarantines a user', iamCall('AttachUserPolicy', policy('AWSCompromisedKeyQuarantineV3')), ['quarantined']],
  ['AWS quarantined a user once', iamCall('AttachUserPolicy', policy('AWSCompromisedKeyQuarantine')), ['quarantined']],
  ['a trail is stopped', trail('StopLogging'), ['trail_stopped']],
  ['a trail is deleted', trail('DeleteTrail'), ['trail_stopped']],
];

describe('an event shows that', () => {
  test.each(SHOWN)('%s', (_what, values, kinds) => {
    expect(kindsOfRecord(values)).toEqual(kinds);
  });

  test('each kind of the list happened', () => {
    const shown = new Set(SHOWN.flatMap(([, , kinds]) => kinds));
    expect(EVENT_KINDS.map(({ kind }) => kind).filter((kind) => !shown.has(kind))).toEqual([]);
  });
});

describe('what looks alike is', () => {
  test.each<[string, CloudTrailRecord, readonly EventKindName[]]>([
    [
      'no use of root: a failed sign-in by way of an identity provider',
      signIn('ExternalIdPDirectoryLogin', { ...byRoot, ...failure('ExternalIdPDirectoryLogin') }),
      [],
    ],
    ["no use of root: root's session that somebody assumed", record({ userIdentity: assumedRootIdentity() }), []],
    [
      'no use of root: a service that acts for it',
      record({ userIdentity: rootIdentity({ invokedBy: 'support.amazonaws.com' }) }),
      [],
    ],
    ['no use of root: an event of a service', serviceEvent(byRoot), []],
    ['no call by root: one of a federated user', record({ userIdentity: federatedUserIdentity(ROOT_ISSUER) }), []],
    ['no session of root: one that was denied', assumeRoot(denied), []],
    [
      'no recovery: one that failed',
      signIn('PasswordRecoveryCompleted', { ...byRoot, ...failure('PasswordRecoveryCompleted') }),
      [],
    ],
    ['no second sign-in: the step that asks for MFA', signIn('CheckMfa'), []],
    ['no second sign-in of root either', signIn('CheckMfa', byRoot), []],
    ['no sign-in without MFA: that of a role', consoleLogin('No', { userIdentity: roleIdentity() }), ['sign_in']],
    ['no sign-in without MFA: one that failed', failedConsoleLogin('Failed authentication', 'No'), ['sign_in_failed']],
    ["no user's sign-in without MFA: root's", consoleLogin('No', byRoot), ['root_sign_in']],
    ['no sign-in without MFA: one of which nobody knows', signIn('ConsoleLogin'), ['sign_in']],
    ['no new key: one that was denied', iamCall('CreateAccessKey', bob, denied), []],
    ['no changed key: one of which nobody knows what changed', iamCall('UpdateAccessKey', null), []],
    [
      'no new user: one of another service',
      iamCall('CreateUser', bob, { eventSource: 'identitystore.amazonaws.com' }),
      [],
    ],
    [
      "no change of another's password: one's own",
      iamCall('ChangePassword', null, { userIdentity: userSessionIdentity() }),
      [],
    ],
    [
      'no quarantine: another policy of AWS',
      iamCall('AttachUserPolicy', policy('AWSCompromisedKeyQuarantineExtra')),
      [],
    ],
    [
      "no quarantine: somebody's policy of that name",
      iamCall('AttachUserPolicy', {
        ...bob,
        policyArn: 'arn:aws:iam::111122223333:policy/AWSCompromisedKeyQuarantineV3',
      }),
      [],
    ],
    ['no quarantine: its end', iamCall('DetachUserPolicy', policy('AWSCompromisedKeyQuarantineV3')), []],
    ['no stopped trail: one that goes on', trail('StartLogging'), []],
    ['no stopped trail: one that was denied', trail('StopLogging', denied), []],
  ])('%s', (_what, values, kinds) => {
    expect(kindsOfRecord(values)).toEqual(kinds);
  });
});
