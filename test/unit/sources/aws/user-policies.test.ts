import { expect, test } from '@jest/globals';
import { createUserPoliciesSource } from '../../../../src/sources/aws/user-policies.ts';
import { describeFailures, describePages } from './fact-failures.ts';
import { fetchFact, startFake } from './fetch-fact.ts';

const managed = (PolicyName: string) => ({ PolicyName, PolicyArn: `arn:aws:iam::aws:policy/${PolicyName}` });
const inline = (PolicyName: string) => ({ PolicyName, PolicyDocument: encodeURIComponent('{"Version":"2012-10-17"}') });

test('every user has the names of its policies, managed and inline, or none', async () => {
  await startFake({
    users: [
      {
        UserName: 'leaked',
        AttachedManagedPolicies: [managed('ReadOnlyAccess'), managed('AWSCompromisedKeyQuarantineV3')],
      },
      { UserName: 'full', UserPolicyList: [inline('AWSCompromisedKeyQuarantineV2'), inline('own')] },
      { UserName: 'both', AttachedManagedPolicies: [managed('ReadOnlyAccess')], UserPolicyList: [inline('own')] },
      { UserName: 'grouped', GroupList: ['administrators'] },
    ],
  });

  const { value, counted } = await fetchFact(createUserPoliciesSource);

  expect(value).toEqual(
    new Map([
      ['leaked', { attached: ['ReadOnlyAccess', 'AWSCompromisedKeyQuarantineV3'], inline: [] }],
      ['full', { attached: [], inline: ['AWSCompromisedKeyQuarantineV2', 'own'] }],
      ['both', { attached: ['ReadOnlyAccess'], inline: ['own'] }],
      ['grouped', { attached: [], inline: [] }],
    ]),
  );
  expect(counted).toEqual(['GetAccountAuthorizationDetails success']);
});

test('the text of a policy is dropped', async () => {
  await startFake({ users: [{ UserName: 'ann', UserPolicyList: [inline('own')] }] });

  const { value } = await fetchFact(createUserPoliciesSource);

  expect(JSON.stringify([...(value ?? [])])).not.toContain('2012-10-17');
});

test('a user without a name fails the fact: its policies would be nowhere', async () => {
  await startFake({ users: [{ UserName: undefined as never }] });

  const { value, failure } = await fetchFact(createUserPoliciesSource);

  expect({ value, reason: failure?.reason }).toEqual({ reason: 'service' });
});

describeFailures(createUserPoliciesSource, ['GetAccountAuthorizationDetails']);
describePages(createUserPoliciesSource, 'GetAccountAuthorizationDetails', {
  users: ['ann', 'bob', 'eve'].map((UserName) => ({
    UserName,
    AttachedManagedPolicies: [managed(`policy-of-${UserName}`)],
  })),
});
