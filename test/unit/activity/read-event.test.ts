import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../../src/activity/read-event.ts';
import type { ActivityEvent } from '../../../src/model/activity-event.ts';
import {
  ACCOUNT,
  assumeRole,
  type CloudTrailRecord,
  consoleLogin,
  credentials,
  failedConsoleLogin,
  iamCall,
  MESSAGE,
  OTHER_ACCOUNT,
  record,
  roleIdentity,
  rootIdentity,
  serviceEvent,
  SESSION_KEY,
  signIn,
} from '../../support/cloudtrail-records.ts';
import { at } from '../../support/model-values.ts';

function eventOf(values: CloudTrailRecord): ActivityEvent {
  const read = readEvent(values);
  if (!read.ok) throw new Error(read.refusal);
  return read.event;
}

test('of a record is kept who did what, when and from where', () => {
  expect(eventOf(assumeRole({ eventID: 'a1' }))).toEqual({
    id: 'a1',
    time: at('2026-11-24T09:12:44Z'),
    region: 'us-east-1',
    accountId: ACCOUNT,
    service: 'sts.amazonaws.com',
    name: 'AssumeRole',
    type: 'AwsApiCall',
    principal: expect.objectContaining({ kind: 'user', name: 'eve' }),
    address: '198.51.100.7',
    agent: 'aws-cli/2.30.1 md/awscrt#0.27.6 ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/python#3.13.7',
    readOnly: true,
    targets: [
      { kind: 'role', name: 'audit', arn: `arn:aws:iam::${OTHER_ACCOUNT}:role/ops/audit` },
      { kind: 'session-key', name: SESSION_KEY },
    ],
    sessionExpiry: at('2026-11-24T10:12:44Z'),
    sharedId: '9d1e0000-0000-4000-8000-000000000001',
  });
});

describe('a record is refused that', () => {
  test.each<[string, unknown, string]>([
    ['is a text', '{}', 'not-an-object'],
    ['is nothing', null, 'not-an-object'],
    ['is a list', [record()], 'not-an-object'],
    ['is an unusual rate of calls', record({ eventType: 'AwsCloudTrailInsight', eventName: undefined }), 'insight'],
    ['has another major version', record({ eventVersion: '2.0' }), 'unknown-version'],
    ['has a version that is no text', record({ eventVersion: 1.1 }), 'unknown-version'],
    ['has no id', record({ eventID: undefined }), 'without-id'],
    ['has no time', record({ eventTime: undefined }), 'without-time'],
    ['has a time without a zone', record({ eventTime: 'Nov 24, 2026 9:12:44 AM' }), 'without-time'],
    ['has a time of the day that there is not', record({ eventTime: '2026-11-24T25:12:44Z' }), 'without-time'],
    ['has a time that there is not', record({ eventTime: '2026-13-24T09:12:44Z' }), 'without-time'],
    ['has no service', record({ eventSource: null }), 'without-service'],
    ['has no name', record({ eventName: '' }), 'without-name'],
    ['has no region', record({ awsRegion: 7 }), 'without-region'],
    ['has no account', record({ recipientAccountId: '1', userIdentity: {} }), 'without-account'],
  ])('%s', (_what, value, refusal) => {
    expect(readEvent(value)).toEqual({ ok: false, refusal });
  });
});

describe('a record is an event though it', () => {
  test.each<[string, CloudTrailRecord, Partial<ActivityEvent>]>([
    ['has a newer minor version', record({ eventVersion: '1.11' }), { name: 'ListUsers' }],
    ['has no version', record({ eventVersion: undefined }), { name: 'ListUsers' }],
    ["is old and has the caller's account only", record({ recipientAccountId: undefined }), { accountId: ACCOUNT }],
    ['says read-only in a text', record({ readOnly: 'true' }), { readOnly: true }],
    ['does not say whether it is read-only', record({ readOnly: undefined }), { readOnly: false }],
    ['has no type', record({ eventType: undefined }), { type: 'unknown' }],
    ['is of a service, without an agent', serviceEvent(), { type: 'AwsServiceEvent', address: 'ec2.amazonaws.com' }],
    [
      'corrects another one',
      record({ addendum: { reason: 'UPDATED_DATA', originalEventID: 'b2' } }),
      { replaces: 'b2' },
    ],
  ])('%s', (_what, values, expected) => {
    expect(eventOf(values)).toMatchObject(expected);
  });
});

describe('the error is', () => {
  test.each<[string, CloudTrailRecord, string | undefined]>([
    ['none of a call that succeeded', record(), undefined],
    ['none where the source writes empty texts', record({ errorCode: '', errorMessage: '' }), undefined],
    [
      "AWS's code",
      record({ errorCode: 'Client.UnauthorizedOperation', errorMessage: MESSAGE }),
      'Client.UnauthorizedOperation',
    ],
    ['not the message', record({ errorMessage: MESSAGE }), 'failed'],
    ['not a code that is none', record({ errorCode: MESSAGE }), 'failed'],
    ['none of a sign-in that succeeded', consoleLogin('Yes'), undefined],
    ['a wrong password', failedConsoleLogin('Failed authentication', 'No'), 'failed-authentication'],
    ['a wrong code of MFA', failedConsoleLogin('Failed authentication', 'Yes'), 'wrong-mfa-code'],
    ['an unknown user', failedConsoleLogin('No username found in supplied account', 'No'), 'no-such-user'],
    ['that it failed, where AWS says it in new words', failedConsoleLogin('Password was hunter2', 'No'), 'failed'],
    ['that a step of a sign-in failed', signIn('CheckMfa', { responseElements: { CheckMfa: 'Failure' } }), 'failed'],
    [
      'that an external sign-in failed',
      signIn('ExternalIdPDirectoryLogin', { responseElements: { ExternalIdPDirectoryLogin: 'Failure' } }),
      'failed',
    ],
    [
      'that a sign-in to Identity Center failed',
      signIn('CredentialVerification', {
        eventType: 'AwsServiceEvent',
        responseElements: null,
        serviceEventDetails: { CredentialVerification: 'Failure' },
      }),
      'failed',
    ],
    [
      'none of another service that has such a field',
      record({ eventName: 'Check', responseElements: { Check: 'Failure' } }),
      undefined,
    ],
  ])('%s', (_what, values, expected) => {
    expect(eventOf(values).error).toBe(expected);
  });
});

describe('of a sign-in', () => {
  test.each([
    ['Yes', true],
    ['YES', true],
    ['No', false],
    ['Perhaps', undefined],
  ])('MFAUsed %s', (used, mfa) => {
    expect(eventOf(consoleLogin(used)).principal.mfa).toBe(mfa);
    expect(eventOf(consoleLogin(used, { userIdentity: rootIdentity() })).principal.mfa).toBe(mfa);
  });

  test('of a role nothing is known of MFA', () => {
    expect(eventOf(consoleLogin('No', { userIdentity: roleIdentity() })).principal.mfa).toBeUndefined();
  });

  test.each(['AwsConsoleSignIn', 'AwsConsoleSignin'])('the type is one, spelt %s', (eventType) => {
    expect(eventOf(consoleLogin('Yes', { eventType })).type).toBe('AwsConsoleSignIn');
  });

  test.each(['HIDDEN_DUE_TO_SECURITY_REASONS', '', undefined])('%j is no name', (userName) => {
    const failed = failedConsoleLogin('No username found in supplied account', 'No', {
      userIdentity: { type: 'IAMUser', accountId: ACCOUNT, accessKeyId: '', userName },
    });
    expect(eventOf(failed).principal).toEqual({ kind: 'user', accountId: ACCOUNT, mfa: false });
  });

  test('who switched to a role is known by the ARN', () => {
    const switchFrom = `arn:aws:iam::${OTHER_ACCOUNT}:user/eve`;
    const switched = signIn('SwitchRole', {
      userIdentity: roleIdentity(),
      additionalEventData: { SwitchFrom: switchFrom, RedirectTo: 'https://console.aws.amazon.com/' },
    });
    expect(eventOf(switched).principal).toMatchObject({ kind: 'role', name: 'deploy', switchedFrom: switchFrom });
  });
});

describe('a session that a call handed out ends', () => {
  test.each<[string, unknown, string | undefined]>([
    ['as Java writes it', 'Nov 24, 2026, 10:12:44 AM', '2026-11-24T10:12:44Z'],
    ['as an older Java writes it', 'Nov 24, 2026 12:02:04 PM', '2026-11-24T12:02:04Z'],
    ['as a newer Java writes it, with a narrow blank', 'Nov 25, 2026, 12:02:04\u202fAM', '2026-11-25T00:02:04Z'],
    ['as others write it', '2026-11-24T10:12:44Z', '2026-11-24T10:12:44Z'],
    ['at no time that is known', '24.11.2026 10:12', undefined],
    ['at no time that is no text', 1_795_515_164, undefined],
    ['not before it began', 'Nov 24, 2026, 8:12:44 AM', undefined],
    ['not later than any session', 'Nov 27, 2026, 10:12:44 AM', undefined],
  ])('%s', (_what, expiration, expected) => {
    const call = assumeRole({ responseElements: { credentials: { ...credentials(), expiration } } });
    expect(eventOf(call).sessionExpiry).toBe(expected && at(expected));
  });

  test('only where a call handed one out', () => {
    expect(eventOf(record({ responseElements: { credentials: credentials() } })).sessionExpiry).toBeUndefined();
  });
});

describe('the program that called', () => {
  test('is named without a token', () => {
    const { agent } = eventOf(record({ userAgent: 'curl/8 token=FwoGZXIvYXdzEBYaDM2kXq0hG8yVrJ1Zsi' }));
    expect(agent).toBe('curl/8 token=[cut]');
  });

  test('is named without JSON, as of a policy', () => {
    expect(eventOf(record({ userAgent: 'curl/8 {"Statement":[]}' })).agent).toBe('curl/8');
    expect(eventOf(record({ userAgent: '{"Statement":[]}' })).agent).toBeUndefined();
  });

  test('is named without a word that is as long as a token', () => {
    expect(eventOf(record({ userAgent: `curl/8 ${'abc/'.repeat(25)}` })).agent).toBe('curl/8 [cut]');
  });

  test('is named in 512 characters at most', () => {
    expect(eventOf(record({ userAgent: 'Firefox/9 0'.repeat(100) })).agent).toHaveLength(512);
  });
});

test.each(['Active', 'Inactive'])('a key that became %s', (status) => {
  const change = (values: CloudTrailRecord) => eventOf(iamCall('UpdateAccessKey', { status, ...values })).keyStatus;
  expect(change({})).toBe(status);
  expect(change({ status: 'Expired?' })).toBeUndefined();
  expect(eventOf(iamCall('UpdateSSHPublicKey', { status })).keyStatus).toBeUndefined();
});
