import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { userPolicyAttached } from '../../../../src/checks/catalogue/user-policy-attached.ts';
import type { PoliciesOfUser } from '../../../../src/model/facts/user-details.ts';
import { counted, knowing, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN } from '../../../support/check-cases.ts';
import { fact, root, user } from '../../../support/model-values.ts';

const alice = (values: Partial<PoliciesOfUser>) => ({
  'user-details.policies': fact(new Map([['alice', { attached: [], inline: [], ...values }]]), NOW - 3600),
});

test.each<{ name: string; policies: Partial<PoliciesOfUser>; expected: Outcome['status'] }>([
  { name: 'none', policies: {}, expected: 'pass' },
  { name: 'a managed one', policies: { attached: ['ReadOnlyAccess'] }, expected: 'open' },
  { name: 'an inline one', policies: { inline: ['own'] }, expected: 'open' },
  { name: 'both', policies: { attached: ['ReadOnlyAccess', 'Billing'], inline: ['own'] }, expected: 'open' },
])('$name: $expected', ({ policies, expected }) => {
  expect(userPolicyAttached.evaluate(user(), {}, knowing(alice(policies)))).toEqual([{ status: expected }]);
});

test('a user whom AWS did not name is gone by then', () => {
  expect(userPolicyAttached.evaluate(user({ name: 'bob' }), {}, knowing(alice({})))).toEqual([]);
});

test('root has no policies, and a user who is newer than what AWS said is counted as unknown', () => {
  const known = alice({ inline: ['own'] });

  expect(counted(userPolicyAttached, user(), known)).toEqual(ONE_OPEN);
  expect(counted(userPolicyAttached, root(), known)).toEqual(NOTHING);
  expect(counted(userPolicyAttached, user({ created: NOW }), known)).toEqual(ONE_UNKNOWN);
});
