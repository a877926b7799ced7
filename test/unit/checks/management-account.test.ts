/** Checks that spare the management account of an organization: its root needs credentials. */
import { expect, test } from '@jest/globals';
import { beginEvaluation } from '../../../src/checks/evaluate-policy.ts';
import type { AwsAccount } from '../../../src/model/account.ts';
import { NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN } from '../../support/check-cases.ts';
import { accessKey, accountFacts, root, user } from '../../support/model-values.ts';
import { policyWith } from '../../support/policy.ts';

const policy = policyWith({ checks: { 'root-credentials-present': { enabled: true } } });
const MEMBER = { isManagement: false, isOwn: false, isReader: false };
const MANAGEMENT = { ...MEMBER, isManagement: true };

function countOf(membership: AwsAccount['membership'], users = [root({ password: { enabled: true } })]) {
  const account: AwsAccount = { source: 'aws', name: 'a', owner: '', ...(membership !== undefined && { membership }) };
  const evaluation = beginEvaluation(policy, accountFacts({ account, users }), NOW);
  for (const who of users) evaluation.ofUser(who);
  return evaluation.counts().map(({ findings }) => findings)[0];
}

test.each([
  ['a member', MEMBER, ONE_OPEN],
  ['an account of no organization that is known', undefined, ONE_OPEN],
  ['the management account', MANAGEMENT, NOTHING],
  ['an account of which nobody knows yet whether it is the management account', 'unlisted' as const, ONE_UNKNOWN],
])('root with a password in %s', (_which, membership, expected) => {
  expect(countOf(membership)).toEqual(expected);
});

test('root without credentials passes, whichever account it is', () => {
  const users = [root({ password: { enabled: false } })];

  expect([MEMBER, MANAGEMENT, 'unlisted' as const].map((membership) => countOf(membership, users))).toEqual([
    NOTHING,
    NOTHING,
    NOTHING,
  ]);
});

test('a report without root is unknown in a member, and nothing in the management account', () => {
  const users = [user({ accessKeys: [accessKey()] })];

  expect(countOf(MEMBER, users)).toEqual(ONE_UNKNOWN);
  expect(countOf(MANAGEMENT, users)).toEqual(NOTHING);
});

test('other checks judge the management account as any other one', () => {
  const keys = policyWith({ checks: { 'root-access-key': { enabled: true } } });
  const account: AwsAccount = { source: 'aws', name: 'a', owner: '', membership: MANAGEMENT };
  const who = root({ accessKeys: [accessKey()] });

  expect(beginEvaluation(keys, accountFacts({ account, users: [who] }), NOW).ofUser(who)).toHaveLength(1);
});
