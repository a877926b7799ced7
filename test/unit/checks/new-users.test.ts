/** Users of whom the watch knows before the report: their findings do not wait for it. */
import { expect, test } from '@jest/globals';
import { assess } from '../../../src/checks/assess.ts';
import { newUsers } from '../../../src/checks/new-users.ts';
import type { Sighting } from '../../../src/model/facts/activity.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { activityFact, sighting } from '../../support/activity-values.ts';
import { NOW } from '../../support/check-cases.ts';
import { accountFacts, root, user } from '../../support/model-values.ts';
import { policyWith, type PolicyValues } from '../../support/policy.ts';

const HOUR = 3600;
const maker = { kind: 'user', name: 'eve' } as const;
const created = sighting('user_created', { user: 'mallory', maker });

/** Names of the users with findings, when the report is of two hours ago. */
async function found(
  sightings: readonly Sighting[],
  users: readonly User[] = [],
  values: PolicyValues & { readonly only?: string } = {},
): Promise<string[]> {
  const facts = accountFacts({
    users: [root(), ...users],
    generatedTime: NOW - 2 * HOUR,
    facts: activityFact(sightings),
  });
  const checks = { 'user-created-by-user': { enabled: true }, 'user-without-mfa': { enabled: true } };
  const options = values.only === undefined ? {} : { users: (name: string) => name === values.only };
  const { accounts, faults } = await assess([facts], policyWith({ checks, ...values }), NOW, options);
  expect(faults).toEqual([]);
  return accounts.flatMap(({ findings }) => findings.map(({ subject }) => subject.user));
}

test('a user who was created after the report is found', async () => {
  expect(await found([created])).toEqual(['mallory']);
});

test.each<[string, Sighting[], User[]]>([
  ['whom the report has is found once', [created], [user({ name: 'mallory', created: NOW - HOUR })]],
])('a user %s', async (_, sightings, users) => {
  expect(await found(sightings, users)).toEqual(['mallory']);
});

test.each<[string, Sighting]>([
  ['of before the report, which does not have the user: it is gone', { ...created, time: NOW - 3 * HOUR }],
  ['of a sign-in that failed: its name may be anything', sighting('sign_in_failed', { user: 'mallory' })],
  ['of nobody', sighting('user_created', { user: '', maker })],
  ['of root', sighting('user_created', { user: '<root_account>', maker })],
])('an event %s', (_, event) => {
  const facts = accountFacts({ generatedTime: NOW - 2 * HOUR, facts: activityFact([event]) });

  expect(newUsers(facts.facts)).toEqual([]);
});

test('the policy applies to such a user as to others', async () => {
  const match = { users: [/^mallory$/u] };
  const check = 'user-created-by-user';
  const exemption = { name: 'x', match, checks: [/^user-created-by-user$/u], reason: 'x', expiry: NOW + 1 };

  expect(await found([created], [], { overrides: [{ match, checks: { [check]: { enabled: false } } }] })).toEqual([]);
  expect(await found([created], [], { exemptions: [exemption] })).toEqual([]);
});

test('who asks for other users is told nothing of it', async () => {
  expect(await found([created], [], { only: 'alice' })).toEqual([]);
  expect(await found([created], [], { only: 'mallory' })).toEqual(['mallory']);
});
