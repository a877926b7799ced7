import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../../src/activity/read-event.ts';
import type { Principal } from '../../../src/model/activity-event.ts';
import {
  ACCOUNT,
  assumedRootIdentity,
  assumeRoleThere,
  type CloudTrailRecord,
  federatedUserIdentity,
  LONG_TERM_KEY,
  OTHER_ACCOUNT,
  record,
  roleIdentity,
  ROOT_ISSUER,
  rootIdentity,
  serviceEvent,
  SESSION_KEY,
  USER_ISSUER,
  userIdentity,
  userSessionIdentity,
} from '../../support/cloudtrail-records.ts';

const EVE = {
  kind: 'user',
  id: 'AIDAYS2Z7ODMEVEEXAMPL',
  name: 'eve',
  arn: `arn:aws:iam::${ACCOUNT}:user/staff/eve`,
  accountId: ACCOUNT,
} as const;
const ROOT = { kind: 'root', arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT } as const;
const DEPLOY = {
  kind: 'role',
  id: 'AROAYS2Z7ODMDEPLOYEXA',
  name: 'deploy',
  arn: `arn:aws:iam::${ACCOUNT}:role/ci/deploy`,
  session: 'build-7',
  accountId: ACCOUNT,
} as const;
const VISITOR = {
  kind: 'federated-user',
  name: 'visitor',
  arn: `arn:aws:sts::${ACCOUNT}:federated-user/visitor`,
  accountId: ACCOUNT,
  keyId: SESSION_KEY,
} as const;

function principalOf(values: CloudTrailRecord): Principal | undefined {
  const read = readEvent(values);
  return read.ok ? read.event.principal : undefined;
}

describe('who called', () => {
  test.each<[string, unknown, Principal]>([
    ['a user with a long-term key', userIdentity(), { ...EVE, keyId: LONG_TERM_KEY }],
    ['a user in a session with MFA', userSessionIdentity('true'), { ...EVE, keyId: SESSION_KEY, mfa: true }],
    ['a user in a session without MFA', userSessionIdentity('false'), { ...EVE, keyId: SESSION_KEY, mfa: false }],
    [
      'a service on behalf of a user',
      userSessionIdentity('false', { invokedBy: 'secretsmanager.amazonaws.com' }),
      { ...EVE, keyId: SESSION_KEY, mfa: false, invokedBy: 'secretsmanager.amazonaws.com' },
    ],
    [
      'AWS itself on behalf of a user',
      userIdentity({ invokedBy: 'AWS Internal' }),
      { ...EVE, keyId: LONG_TERM_KEY, invokedBy: 'AWS Internal' },
    ],
    ['a user whose name is in the ARN only', userIdentity({ userName: undefined }), { ...EVE, keyId: LONG_TERM_KEY }],
    ['root, of which the alias is no name', rootIdentity(), ROOT],
    [
      'root in a session',
      rootIdentity({ accessKeyId: SESSION_KEY, sessionContext: { attributes: { mfaAuthenticated: 'true' } } }),
      { ...ROOT, keyId: SESSION_KEY, mfa: true },
    ],
    [
      'a service that acts for root',
      rootIdentity({ invokedBy: 'support.amazonaws.com' }),
      { ...ROOT, invokedBy: 'support.amazonaws.com' },
    ],
    [
      'a session of root that somebody else got',
      assumedRootIdentity(),
      { ...ROOT, keyId: SESSION_KEY, mfa: false, assumedRoot: true },
    ],
    ['a role, with its path', roleIdentity(), { ...DEPLOY, keyId: SESSION_KEY }],
    [
      'a role that a service took, without a key',
      roleIdentity({ accessKeyId: undefined, invokedBy: 'ssm.amazonaws.com' }),
      { ...DEPLOY, invokedBy: 'ssm.amazonaws.com' },
    ],
    [
      'a role without its issuer',
      roleIdentity({ sessionContext: undefined }),
      {
        kind: 'role',
        id: DEPLOY.id,
        name: 'deploy',
        session: 'build-7',
        accountId: ACCOUNT,
        keyId: SESSION_KEY,
      },
    ],
    [
      'a role in whose session somebody says who they are',
      roleIdentity({ sessionContext: { sourceIdentity: 'eve@example.com' } }),
      {
        kind: 'role',
        id: DEPLOY.id,
        name: 'deploy',
        session: 'build-7',
        accountId: ACCOUNT,
        keyId: SESSION_KEY,
        sourceIdentity: 'eve@example.com',
      },
    ],
    [
      'somebody of Identity Center by a permission set',
      roleIdentity({
        principalId: 'AROAYS2Z7ODMSSOEXAMPL:eve@example.com',
        sessionContext: {
          sessionIssuer: {
            type: 'Role',
            arn: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0a1b2c3d4e5f6071`,
            userName: 'AWSReservedSSO_Admin_0a1b2c3d4e5f6071',
          },
        },
      }),
      {
        kind: 'role',
        id: 'AROAYS2Z7ODMSSOEXAMPL',
        name: 'AWSReservedSSO_Admin_0a1b2c3d4e5f6071',
        arn: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0a1b2c3d4e5f6071`,
        session: 'eve@example.com',
        accountId: ACCOUNT,
        keyId: SESSION_KEY,
      },
    ],
    [
      'a federated user of a user',
      federatedUserIdentity(USER_ISSUER),
      { ...VISITOR, issuer: { kind: 'user', name: 'eve', arn: `arn:aws:iam::${ACCOUNT}:user/staff/eve` } },
    ],
    [
      'a federated user of root',
      federatedUserIdentity(ROOT_ISSUER),
      { ...VISITOR, issuer: { kind: 'root', arn: `arn:aws:iam::${ACCOUNT}:root` } },
    ],
    [
      'somebody by SAML',
      { type: 'SAMLUser', principalId: 'YWJj:eve@example.com', userName: 'eve@example.com', identityProvider: 'YWJj' },
      { kind: 'saml-user', name: 'eve@example.com' },
    ],
    [
      'a program by a web identity',
      {
        type: 'WebIdentityUser',
        principalId: 'token.actions.githubusercontent.com:sts.amazonaws.com:repo:org/name:ref:refs/heads/main',
        userName: 'repo:org/name:ref:refs/heads/main',
        identityProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
      },
      { kind: 'web-identity-user', name: 'repo:org/name:ref:refs/heads/main' },
    ],
    [
      'a program whose token stands in the place of its name',
      { type: 'WebIdentityUser', userName: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl' },
      { kind: 'web-identity-user' },
    ],
    [
      'somebody of Identity Center',
      {
        type: 'IdentityCenterUser',
        accountId: ACCOUNT,
        onBehalfOf: { userId: '94482488-3041-7005-8f4c-1a2b3c4d5e6f', identityStoreArn: 'arn:aws:identitystore::1:x' },
        credentialId: 'VlVhcmNyZWRlbnRpYWw',
      },
      { kind: 'identity-center-user', id: '94482488-3041-7005-8f4c-1a2b3c4d5e6f', accountId: ACCOUNT },
    ],
    [
      'a service',
      { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' },
      { kind: 'service', invokedBy: 'ec2.amazonaws.com' },
    ],
    [
      'a principal of type Role',
      { type: 'Role', principalId: DEPLOY.id, arn: DEPLOY.arn, accountId: ACCOUNT },
      { kind: 'role', id: DEPLOY.id, name: 'deploy', arn: DEPLOY.arn, accountId: ACCOUNT },
    ],
    [
      'a directory',
      { type: 'Directory', principalId: 'd-1234567890', accountId: ACCOUNT, userName: 'eve' },
      { kind: 'directory', accountId: ACCOUNT, name: 'eve' },
    ],
    [
      'somebody of whom AWS knows no type',
      { type: 'Unknown', principalId: ACCOUNT, arn: '', accountId: ACCOUNT, accessKeyId: '', userName: 'eve' },
      { kind: 'unknown', accountId: ACCOUNT, name: 'eve' },
    ],
    ['a type that is new', { type: 'Robot', accountId: ACCOUNT }, { kind: 'unknown', accountId: ACCOUNT }],
    ['nobody', null, { kind: 'unknown' }],
    ['a list', ['IAMUser'], { kind: 'unknown' }],
    [
      'nobody whom AWS knows, as of a bucket that is public',
      { type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' },
      { kind: 'account' },
    ],
  ])('%s', (_who, identity, expected) => {
    expect(principalOf(record({ userIdentity: identity }))).toEqual(expected);
  });

  test('another account, as the owner of a role sees it', () => {
    expect(principalOf(assumeRoleThere())).toEqual({
      kind: 'account',
      id: 'AIDAOTHER7ODMEVEEXAMP',
      accountId: OTHER_ACCOUNT,
    });
  });

  test('nobody but a service, where the record has no type', () => {
    expect(principalOf(serviceEvent())).toEqual({
      kind: 'unknown',
      accountId: ACCOUNT,
      invokedBy: 'ec2.amazonaws.com',
    });
  });
});
