import { expect, test } from '@jest/globals';
import { describeAccessDenied } from '../../../../src/sources/aws/access-denied.ts';

const USER = 'User: arn:aws:iam::111122223333:user/ops/exporter';
const REFUSED = `${USER} is not authorized to perform: iam:GetCredentialReport`;
const ROLE = 'arn:aws-us-gov:iam::444455556666:role/audit/iam-credential-exporter';
const POLICY = 'arn:aws:organizations::987654321098:policy/o-qv5af4abcd/service_control_policy/p-2kgnabcd';

test.each([
  `${REFUSED} on resource: *`,
  `${REFUSED} on resource: * with an explicit deny in a service control policy`,
  `${REFUSED} on resource: * with an explicit deny in a service control policy: ${POLICY}`,
  `${REFUSED} on resource: * with an explicit deny in an identity-based policy`,
  `${REFUSED} with an explicit deny in a permissions boundary`,
  `${REFUSED} on resource: * with an explicit deny in a VPC endpoint policy`,
  `User: arn:aws:sts::111122223333:assumed-role/caller/session is not authorized to perform: sts:AssumeRole on resource: ${ROLE}`,
])('who may not do what stays: %s', (message) => {
  expect(describeAccessDenied(message)).toBe(message);
});

test.each(['identity-based policy', 'session policy', 'resource control policy', 'permissions boundary'])(
  'so does that no %s allows it, without the action a second time',
  (policy) => {
    const message = `${REFUSED} on resource: * because no ${policy} allows the iam:GetCredentialReport action`;

    expect(describeAccessDenied(message)).toBe(`${REFUSED} on resource: * because no ${policy} allows it`);
  },
);

test.each([
  [
    'a resource that is no ARN',
    `${REFUSED} on resource: s3cret because no session policy allows it`,
    `${REFUSED} because no session policy allows it`,
  ],
  [
    'an unknown kind of policy',
    `${REFUSED} on resource: * because no brand new policy allows it`,
    `${REFUSED} on resource: *`,
  ],
  ['what stands behind', `${REFUSED} on resource: *. Token: s3cret`, `${REFUSED} on resource: *`],
])('what is unknown goes: %s', (_what, message, told) => {
  expect(describeAccessDenied(message)).toBe(told);
});

test('a refused web identity token', () => {
  expect(describeAccessDenied('Not authorized to perform sts:AssumeRoleWithWebIdentity')).toBe(
    'not authorized to perform sts:AssumeRoleWithWebIdentity',
  );
});

test.each([
  'Access Denied',
  'AccessDenied for external id s3cret',
  'User: s3cret is not authorized to perform: iam:GetCredentialReport',
  `The token s3cret is wrong. ${REFUSED}`,
  'Not authorized to perform sts:AssumeRoleWithWebIdentity with s3cret',
  '',
])('of a message in another form nothing is repeated: %j', (message) => {
  expect(describeAccessDenied(message)).toBeUndefined();
});
