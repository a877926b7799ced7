/** Which records the watch sees something in, and whose names it takes from them. */
import { describe, expect, test } from '@jest/globals';
import { readSightings } from '../../../src/activity/read-sightings.ts';
import { EVENT_KINDS } from '../../../src/model/facts/activity.ts';
import {
  ACCOUNT,
  assumedRootIdentity,
  type CloudTrailRecord,
  consoleLogin,
  failedConsoleLogin,
  federatedUserIdentity,
  iamCall,
  OTHER_ACCOUNT,
  record,
  roleIdentity,
  ROOT_ISSUER,
  rootIdentity,
  serviceEvent,
  signIn,
  TIME,
  USER_ISSUER,
  userIdentity,
} from '../../support/cloudtrail-records.ts';

const ROOT = '<root_account>';
const EVE = 'user eve';
const ofRoot = { userIdentity: rootIdentity() };
const ofRole = { userIdentity: roleIdentity() };
const bob = { userName: 'bob' };
const quarantine = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
const ofTrail = (eventName: string, requestParameters: CloudTrailRecord = { name: 'main' }) =>
  iamCall(eventName, requestParameters, { eventSource: 'cloudtrail.amazonaws.com' });

/** `root_sign_in of <root_account>`, and by whom, if by somebody else. */
function seen(given: unknown): string[] {
  return readSightings(given).map(({ kind, user, maker }) => {
    const by = maker === undefined ? '' : ` by ${[maker.kind, maker.name ?? []].flat().join(' ')}`;
    return `${kind} of ${user === '' ? 'nobody' : user}${by}`;
  });
}

const CASES: [string, CloudTrailRecord, string[]][] = [
  ['root signs in', consoleLogin('Yes', ofRoot), [`root_sign_in of ${ROOT}`]],
  [
    'somebody fails to sign in as root',
    failedConsoleLogin('Failed authentication', 'No', ofRoot),
    [`root_sign_in_failed of ${ROOT}`],
  ],
  ['root calls', record(ofRoot), [`root_api of ${ROOT}`]],
  ['root calls and is denied', record({ ...ofRoot, errorCode: 'AccessDenied' }), [`root_api of ${ROOT}`]],
  [
    'a session that root asked for calls',
    record({ userIdentity: federatedUserIdentity(ROOT_ISSUER) }),
    [`root_api of ${ROOT}`],
  ],
  [
    'somebody asks for a new password of root',
    signIn('PasswordRecoveryRequested', ofRoot),
    [`root_password_recovery_requested of ${ROOT}`],
  ],
  ['and sets it', signIn('PasswordRecoveryCompleted', ofRoot), [`root_password_recovery_completed of ${ROOT}`]],
  ['root creates a user', iamCall('CreateUser', bob, ofRoot), [`root_api of ${ROOT}`, 'user_created of bob by root']],
  [
    'root removes its device',
    iamCall('DeactivateMFADevice', { userName: 'AWS ROOT USER' }, ofRoot),
    [`root_api of ${ROOT}`, `mfa_removed of ${ROOT}`],
  ],
  [
    'central root access removes it',
    iamCall('DeactivateMFADevice', null, { userIdentity: assumedRootIdentity() }),
    [`root_session_assumed of ${ROOT}`, `mfa_removed of ${ROOT} by root`],
  ],
  ['a user signs in', consoleLogin('Yes'), ['sign_in of eve']],
  ['a user signs in without MFA', consoleLogin('No'), ['sign_in of eve', 'sign_in_without_mfa of eve']],
  ['a user fails to sign in', failedConsoleLogin('Failed authentication', 'No'), ['sign_in_failed of eve']],
  [
    'somebody types a name that no user has',
    failedConsoleLogin('No username found in supplied account', 'No', {
      userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
    }),
    ['sign_in_failed of nobody'],
  ],
  ['a user creates a key', iamCall('CreateAccessKey', null), ['access_key_created of eve']],
  [
    'and one of another user',
    iamCall('CreateAccessKey', bob),
    [`access_key_created of bob by ${EVE}`, `access_key_created_for_other of bob by ${EVE}`],
  ],
  [
    'a session of a user creates one',
    iamCall('CreateAccessKey', bob, { userIdentity: federatedUserIdentity(USER_ISSUER) }),
    [`access_key_created of bob by ${EVE}`, `access_key_created_for_other of bob by ${EVE}`],
  ],
  [
    'a role creates one',
    iamCall('CreateAccessKey', bob, ofRole),
    ['access_key_created of bob by role deploy', 'access_key_created_for_other of bob by role deploy'],
  ],
  [
    'a key is activated',
    iamCall('UpdateAccessKey', { ...bob, status: 'Active' }),
    [`access_key_activated of bob by ${EVE}`],
  ],
  ['a key is deactivated', iamCall('UpdateAccessKey', { status: 'Inactive' }), ['access_key_deactivated of eve']],
  ['a key is deleted', iamCall('DeleteAccessKey', bob), [`access_key_deleted of bob by ${EVE}`]],
  ['a user is created', iamCall('CreateUser', bob), [`user_created of bob by ${EVE}`]],
  ['a user gets a password', iamCall('CreateLoginProfile', bob), [`password_created of bob by ${EVE}`]],
  ['a password is reset', iamCall('UpdateLoginProfile', bob), [`password_reset of bob by ${EVE}`]],
  ['a device is enabled', iamCall('EnableMFADevice', { userName: 'eve' }), ['mfa_enabled of eve']],
  ['a device is removed', iamCall('DeactivateMFADevice', bob), [`mfa_removed of bob by ${EVE}`]],
  [
    'AWS attaches its quarantine, as if the user had',
    iamCall('AttachUserPolicy', { userName: 'eve', policyArn: quarantine }),
    ['quarantined of eve'],
  ],
  [
    'or puts it on the user',
    iamCall('PutUserPolicy', { ...bob, policyName: 'AWSCompromisedKeyQuarantine' }, ofRole),
    ['quarantined of bob by role deploy'],
  ],
  ['a trail is stopped', ofTrail('StopLogging'), [`trail_stopped of nobody by ${EVE}`]],
];

test.each(CASES)('%s', (_, given, expected) => {
  expect(seen(given)).toEqual(expected);
});

test('each kind of event is among them', () => {
  const kinds = new Set(CASES.flatMap(([, given]) => readSightings(given).map(({ kind }) => kind)));

  expect([...kinds].sort()).toEqual([...EVENT_KINDS].sort());
});

test('the time is that of the event', () => {
  expect(readSightings(consoleLogin('Yes', ofRoot))).toEqual([
    { kind: 'root_sign_in', user: ROOT, time: Date.parse(TIME) / 1000 },
  ]);
});

describe('nothing is', () => {
  test.each<[string, unknown]>([
    ['a call that failed', iamCall('CreateUser', bob, { errorCode: 'AccessDenied' })],
    ['a quarantine that could not be attached', iamCall('AttachUserPolicy', null, { errorCode: 'LimitExceeded' })],
    ['another policy', iamCall('AttachUserPolicy', { ...bob, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })],
    ['a service that acts for root', record({ userIdentity: rootIdentity({ invokedBy: 'health.amazonaws.com' }) })],
    ['an event that a service made', serviceEvent(ofRoot)],
    ['root of another account', record({ userIdentity: rootIdentity({ accountId: OTHER_ACCOUNT }) })],
    [
      'a failed sign-in by way of an identity provider, which is recorded as of root',
      signIn('ExternalIdPDirectoryLogin', {
        ...ofRoot,
        responseElements: { ExternalIdPDirectoryLogin: 'Failure' },
        errorMessage: 'x',
      }),
    ],
    ['the code of MFA, which comes before the sign-in', signIn('CheckMfa', ofRoot)],
    ['the sign-in of a role', consoleLogin('No', { userIdentity: roleIdentity() })],
    ['a status that is new', iamCall('UpdateAccessKey', { ...bob, status: 'Expired' })],
    [
      'a call of the same name of another service',
      iamCall('CreateUser', bob, { eventSource: 'transfer.amazonaws.com' }),
    ],
    ['no record', null],
    ['an empty one', {}],
  ])('%s', (_, given) => {
    expect(seen(given)).toEqual([]);
  });
});

describe('a trail', () => {
  const management = { field: 'eventCategory', equals: ['Management'] };
  const data = { field: 'eventCategory', equals: ['Data'] };

  test.each<[string, CloudTrailRecord, boolean]>([
    ['is deleted', ofTrail('DeleteTrail'), true],
    ['is to record one region only', ofTrail('UpdateTrail', { name: 'main', isMultiRegionTrail: false }), true],
    ['writes into another bucket', ofTrail('UpdateTrail', { name: 'main', s3BucketName: 'x' }), false],
    ['records all', ofTrail('PutEventSelectors', { eventSelectors: [{ readWriteType: 'All' }] }), false],
    ['records writes', ofTrail('PutEventSelectors', { eventSelectors: [{ readWriteType: 'WriteOnly' }] }), true],
    [
      'records data only',
      ofTrail('PutEventSelectors', { eventSelectors: [{ readWriteType: 'All', includeManagementEvents: false }] }),
      true,
    ],
    [
      'records all, and data of some',
      ofTrail('PutEventSelectors', {
        advancedEventSelectors: [{ fieldSelectors: [data] }, { fieldSelectors: [management] }],
      }),
      false,
    ],
    [
      'records data only, by fields',
      ofTrail('PutEventSelectors', { advancedEventSelectors: [{ fieldSelectors: [data] }] }),
      true,
    ],
    [
      'records writes, by fields',
      ofTrail('PutEventSelectors', {
        advancedEventSelectors: [{ fieldSelectors: [management, { field: 'readOnly', equals: ['false'] }] }],
      }),
      true,
    ],
    ['is started', ofTrail('StartLogging'), false],
  ])('%s', (_, given, isSeen) => {
    expect(seen(given)).toEqual(isSeen ? [`trail_stopped of nobody by ${EVE}`] : []);
  });
});

test('no name that is none comes into it', () => {
  const secret = 'a password that somebody typed';
  const typed = failedConsoleLogin('No username found in supplied account', 'No', {
    userIdentity: userIdentity({ userName: secret, arn: undefined }),
  });

  expect(JSON.stringify(readSightings(typed))).not.toContain(secret);
});
