import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { serviceCredentialNotRotated } from '../../../../src/checks/catalogue/service-credential-not-rotated.ts';
import type { ServiceCredential } from '../../../../src/model/facts/user-details.ts';
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
import { fact, root, serviceCredential, user } from '../../../support/model-values.ts';

const LIMIT = { maxAgeDays: 90 };
const HOUR_AGO = NOW - 3600;
const credentials = (...values: Partial<ServiceCredential>[]) => ({
  'user-details.serviceCredentials': fact(values.map(serviceCredential), HOUR_AGO),
});
const OLD = { created: daysAgo(91) };

function outcomes(...values: Partial<ServiceCredential>[]): readonly Outcome[] {
  return serviceCredentialNotRotated.evaluate(user(), LIMIT, knowing(credentials(...values)));
}

describe('one credential', () => {
  test.each<{ name: string; values: Partial<ServiceCredential>; expected: Outcome[] }>([
    {
      name: 'a second short of 91 days old',
      values: { created: daysAgo(91) + SECOND },
      expected: [{ status: 'pass', days: 90 }],
    },
    { name: 'exactly 91 days old', values: OLD, expected: [{ status: 'open', days: 91 }] },
    { name: 'made now', values: { created: NOW }, expected: [{ status: 'pass', days: 0 }] },
    {
      name: 'made in the future, by a clock that is ahead',
      values: { created: daysAgo(-1) },
      expected: [{ status: 'pass', days: 0 }],
    },
    { name: 'inactive', values: { ...OLD, status: 'Inactive' }, expected: [] },
    { name: 'expired, as AWS says', values: { ...OLD, status: 'Expired' }, expected: [] },
    { name: 'past its expiry, though AWS calls it active', values: { ...OLD, expiry: HOUR_AGO }, expected: [] },
    {
      name: 'expired since AWS was asked: the next look shows it',
      values: { ...OLD, expiry: HOUR_AGO + SECOND },
      expected: [{ status: 'open', days: 91 }],
    },
    { name: 'that expires later', values: { ...OLD, expiry: daysAgo(-300) }, expected: [{ status: 'open', days: 91 }] },
    { name: 'of another user', values: { ...OLD, user: 'bob' }, expected: [] },
  ])('$name', ({ values, expected }) => {
    expect(outcomes(values)).toEqual(expected);
  });
});

test('its age counts now, and not when AWS was asked', () => {
  const known = { 'user-details.serviceCredentials': fact([serviceCredential(OLD)], daysAgo(10)) };

  expect(serviceCredentialNotRotated.evaluate(user(), LIMIT, knowing(known))).toEqual([{ status: 'open', days: 91 }]);
});

test('another limit', () => {
  const known = knowing(credentials({ created: daysAgo(31) }));

  expect(serviceCredentialNotRotated.evaluate(user(), { maxAgeDays: 30 }, known)).toEqual([
    { status: 'open', days: 31 },
  ]);
});

test('a user without any is not concerned, and one who is newer than what AWS said is unknown', () => {
  expect(outcomes()).toEqual([]);
  expect(
    serviceCredentialNotRotated.evaluate(user({ created: HOUR_AGO + SECOND }), LIMIT, knowing(credentials(OLD))),
  ).toEqual([{ status: 'unknown' }]);
});

test('several of one user are one finding, and it is about users', () => {
  const known = credentials(
    OLD,
    { created: daysAgo(200), service: 'codecommit.amazonaws.com' },
    { created: NOW, slot: '2' },
  );

  expect(counted(serviceCredentialNotRotated, user(), known)).toEqual(ONE_OPEN);
  expect(counted(serviceCredentialNotRotated, root(), known)).toEqual(NOTHING);
  expect(counted(serviceCredentialNotRotated, user({ created: NOW }), known)).toEqual(ONE_UNKNOWN);
});
