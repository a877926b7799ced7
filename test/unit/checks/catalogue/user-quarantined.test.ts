import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { userQuarantined } from '../../../../src/checks/catalogue/user-quarantined.ts';
import type { PoliciesOfUser } from '../../../../src/model/facts/user-details.ts';
import {
  counted,
  daysAgo,
  knowing,
  NOTHING,
  NOW,
  ONE_OPEN,
  ONE_UNKNOWN,
  SECOND,
} from '../../../support/check-cases.ts';
import { fact, root, user } from '../../../support/model-values.ts';

/** What AWS said of alice an hour ago. */
const HOUR_AGO = NOW - 3600;
const alice = (values: Partial<PoliciesOfUser>) => ({
  'user-details.policies': fact(new Map([['alice', { attached: [], inline: [], ...values }]]), HOUR_AGO),
});
const QUARANTINED = alice({ attached: ['AWSCompromisedKeyQuarantineV3'] });

test.each<{ name: string; policies: Partial<PoliciesOfUser>; expected: Outcome['status'] }>([
  { name: 'no policy', policies: {}, expected: 'pass' },
  { name: 'the first quarantine', policies: { attached: ['AWSCompromisedKeyQuarantine'] }, expected: 'open' },
  { name: 'a later one', policies: { attached: ['AWSCompromisedKeyQuarantineV3'] }, expected: 'open' },
  { name: 'one to come', policies: { attached: ['AWSCompromisedKeyQuarantineV12'] }, expected: 'open' },
  {
    name: 'among others',
    policies: { attached: ['ReadOnlyAccess', 'AWSCompromisedKeyQuarantineV2'], inline: ['own'] },
    expected: 'open',
  },
  { name: 'as an inline policy', policies: { inline: ['AWSCompromisedKeyQuarantineV2'] }, expected: 'open' },
  {
    name: 'others only',
    policies: { attached: ['AdministratorAccess'], inline: ['NoAWSCompromisedKeyQuarantine'] },
    expected: 'pass',
  },
])('$name: $expected', ({ policies, expected }) => {
  expect(userQuarantined.evaluate(user(), {}, knowing(alice(policies)))).toEqual([{ status: expected }]);
});

test.each<{ name: string; created: number; expected: Outcome[] }>([
  { name: 'before AWS was asked', created: HOUR_AGO, expected: [{ status: 'open' }] },
  {
    name: 'after it, in the place of an older namesake',
    created: HOUR_AGO + SECOND,
    expected: [{ status: 'unknown' }],
  },
])('a user who was made $name', ({ created, expected }) => {
  expect(userQuarantined.evaluate(user({ created }), {}, knowing(QUARANTINED))).toEqual(expected);
});

test.each<{ name: string; created: number; expected: Outcome[] }>([
  { name: 'made since', created: NOW, expected: [{ status: 'unknown' }] },
  { name: 'gone by then', created: daysAgo(400), expected: [] },
])('a user whom AWS did not name is $name', ({ created, expected }) => {
  expect(userQuarantined.evaluate(user({ name: 'bob', created }), {}, knowing(QUARANTINED))).toEqual(expected);
});

test('root has no policies, and a user who is too new is counted as unknown', () => {
  expect(counted(userQuarantined, user(), QUARANTINED)).toEqual(ONE_OPEN);
  expect(counted(userQuarantined, root(), QUARANTINED)).toEqual(NOTHING);
  expect(counted(userQuarantined, user({ created: NOW }), QUARANTINED)).toEqual(ONE_UNKNOWN);
});
