import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../../src/activity/read-event.ts';
import { TARGETS } from '../../../src/activity/targets.ts';
import {
  ACCOUNT,
  type CloudTrailRecord,
  iamCall,
  LONG_TERM_KEY,
  record,
  roleIdentity,
  rootIdentity,
  SESSION_KEY,
} from '../../support/cloudtrail-records.ts';

const DEVICE = `arn:aws:iam::${ACCOUNT}:mfa/eve-phone`;
const POLICY = 'arn:aws:iam::aws:policy/AdministratorAccess';
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/everything`;

const newKey = { responseElements: { accessKey: { accessKeyId: LONG_TERM_KEY, status: 'Active', userName: 'eve' } } };
const denied = { errorCode: 'AccessDenied' };

function trailCall(eventName: string, requestParameters: CloudTrailRecord): CloudTrailRecord {
  return record({ eventSource: 'cloudtrail.amazonaws.com', eventName, requestParameters, readOnly: false });
}

function targetsOf(values: CloudTrailRecord): string[] {
  const read = readEvent(values);
  if (!read.ok) throw new Error(read.refusal);
  return read.event.targets.map(({ kind, name, arn }) => [kind, name, ...(arn === undefined ? [] : [arn])].join(' '));
}

describe('what a call is about', () => {
  test.each<[string, CloudTrailRecord, string[]]>([
    [
      'a key for another user',
      iamCall('CreateAccessKey', { userName: 'bob' }, newKey),
      ['user bob', `access-key ${LONG_TERM_KEY}`],
    ],
    ['a key for oneself', iamCall('CreateAccessKey', null, newKey), ['user eve', `access-key ${LONG_TERM_KEY}`]],
    [
      'a key for root',
      iamCall('CreateAccessKey', null, { ...newKey, userIdentity: rootIdentity() }),
      [`access-key ${LONG_TERM_KEY}`],
    ],
    [
      'a key that was not made, for another user',
      iamCall('CreateAccessKey', { userName: 'bob' }, denied),
      ['user bob'],
    ],
    ['a key that was not made, for nobody knows whom', iamCall('CreateAccessKey', null, denied), []],
    [
      'a key that was not made for oneself',
      iamCall('DeleteAccessKey', { accessKeyId: LONG_TERM_KEY }, denied),
      ['user eve', `access-key ${LONG_TERM_KEY}`],
    ],
    [
      'a key whose user has no name',
      iamCall('DeleteAccessKey', { userName: 'HIDDEN_DUE_TO_SECURITY_REASONS', accessKeyId: LONG_TERM_KEY }),
      [`access-key ${LONG_TERM_KEY}`],
    ],
    [
      'a key of a role, which cannot be',
      iamCall('DeleteAccessKey', { accessKeyId: LONG_TERM_KEY }, { userIdentity: roleIdentity() }),
      [`access-key ${LONG_TERM_KEY}`],
    ],
    [
      'a key that changes',
      iamCall('UpdateAccessKey', { userName: 'bob', accessKeyId: LONG_TERM_KEY, status: 'Inactive' }),
      ['user bob', `access-key ${LONG_TERM_KEY}`],
    ],
    ['a new name', iamCall('UpdateUser', { userName: 'bob', newUserName: 'rob' }), ['user bob', 'user rob']],
    [
      'a password for another user',
      iamCall('CreateLoginProfile', { userName: 'bob', passwordResetRequired: true }),
      ['user bob'],
    ],
    [
      'a device',
      iamCall('DeactivateMFADevice', { userName: 'bob', serialNumber: DEVICE }),
      ['user bob', `mfa-device ${DEVICE}`],
    ],
    [
      'a hardware token',
      iamCall('EnableMFADevice', { userName: 'bob', serialNumber: 'GAHT12345678' }),
      ['user bob', 'mfa-device GAHT12345678'],
    ],
    [
      'a policy of AWS',
      iamCall('AttachUserPolicy', { userName: 'bob', policyArn: POLICY }),
      ['user bob', `policy ${POLICY}`],
    ],
    [
      'a policy within a user',
      iamCall('PutUserPolicy', { userName: 'bob', policyName: 'all', policyDocument: '{"Statement":[]}' }),
      ['user bob', 'policy all'],
    ],
    [
      'a member of a group',
      iamCall('AddUserToGroup', { userName: 'bob', groupName: 'admins' }),
      ['user bob', 'group admins'],
    ],
    [
      'a role',
      iamCall('CreateRole', { roleName: 'deploy', assumeRolePolicyDocument: '{"Statement":[]}' }),
      ['role deploy'],
    ],
    ['a trail by its name', trailCall('StopLogging', { name: 'everything' }), ['trail everything']],
    ['a trail by its ARN', trailCall('DeleteTrail', { name: TRAIL }), [`trail everything ${TRAIL}`]],
    [
      'what a trail takes',
      trailCall('PutEventSelectors', { trailName: 'everything', eventSelectors: [] }),
      ['trail everything'],
    ],
    [
      'a session',
      record({
        eventSource: 'sts.amazonaws.com',
        eventName: 'GetSessionToken',
        responseElements: { credentials: { accessKeyId: SESSION_KEY } },
      }),
      [`session-key ${SESSION_KEY}`],
    ],
    [
      'an event of that name of another service',
      iamCall('CreateUser', { userName: 'bob' }, { eventSource: 'identitystore.amazonaws.com' }),
      [],
    ],
    [
      "a session of another account's root",
      record({
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRoot',
        requestParameters: { targetPrincipal: `arn:aws:iam::${ACCOUNT}:root` },
      }),
      [`account ${ACCOUNT}`],
    ],
    [
      'a session of root of what is no account',
      record({
        eventSource: 'sts.amazonaws.com',
        eventName: 'AssumeRoot',
        requestParameters: { targetPrincipal: 'arn:x' },
      }),
      [],
    ],
    ['an event that is not in the list', iamCall('SimulatePrincipalPolicy', { userName: 'bob' }), []],
    ['fields that are no texts', iamCall('AddUserToGroup', { userName: { name: 'bob' }, groupName: ['admins'] }), []],
  ])('%s', (_what, values, expected) => {
    expect(targetsOf(values)).toEqual(expected);
  });
});

test.each([...TARGETS].map(([name, { service, fields }]) => ({ name, service, fields })))(
  'each field of $name is kept',
  ({ name, service, fields }) => {
    const values = {
      user: 'bob',
      role: 'deploy',
      group: 'admins',
      'access-key': LONG_TERM_KEY,
      'session-key': SESSION_KEY,
      policy: POLICY,
      'mfa-device': DEVICE,
      trail: 'everything',
      account: ACCOUNT,
    };
    const parts = { requestParameters: {}, responseElements: {} };
    for (const { kind, in: part, path } of fields) {
      const value = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), values[kind]);
      Object.assign(parts[part], value);
    }

    expect(targetsOf(record({ eventSource: service, eventName: name, ...parts }))).toEqual(
      fields.map(({ kind }) => `${kind} ${values[kind]}`),
    );
  },
);
