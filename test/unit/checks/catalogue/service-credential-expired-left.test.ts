import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { serviceCredentialExpiredLeft } from '../../../../src/checks/catalogue/service-credential-expired-left.ts';
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

const HOUR_AGO = NOW - 3600;
const credentials = (...values: Partial<ServiceCredential>[]) => ({
  'user-details.serviceCredentials': fact(values.map(serviceCredential), HOUR_AGO),
});
const EXPIRED = { status: 'Expired', expiry: daysAgo(3) } as const;

test.each<{ name: string; values: Partial<ServiceCredential>; expected: Outcome[] }>([
  { name: 'expired, as AWS says', values: EXPIRED, expected: [{ status: 'open' }] },
  { name: 'expired, without a date', values: { status: 'Expired' }, expected: [{ status: 'open' }] },
  { name: 'past its expiry, though AWS calls it active', values: { expiry: HOUR_AGO }, expected: [{ status: 'open' }] },
  {
    name: 'inactive and past its expiry',
    values: { status: 'Inactive', expiry: daysAgo(3) },
    expected: [{ status: 'open' }],
  },
  {
    name: 'expired since AWS was asked: it may be gone by now',
    values: { expiry: HOUR_AGO + SECOND },
    expected: [{ status: 'pass' }],
  },
  { name: 'active, with an expiry to come', values: { expiry: daysAgo(-3) }, expected: [{ status: 'pass' }] },
  { name: 'active for ever', values: {}, expected: [{ status: 'pass' }] },
  { name: 'inactive', values: { status: 'Inactive' }, expected: [{ status: 'pass' }] },
  { name: 'of another user', values: { ...EXPIRED, user: 'bob' }, expected: [] },
])('$name', ({ values, expected }) => {
  expect(serviceCredentialExpiredLeft.evaluate(user(), {}, knowing(credentials(values)))).toEqual(expected);
});

test('several of one user are one finding, it is about users, and one who is too new is counted as unknown', () => {
  const known = credentials(EXPIRED, { ...EXPIRED, slot: '2' }, {});

  expect(counted(serviceCredentialExpiredLeft, user(), known)).toEqual(ONE_OPEN);
  expect(counted(serviceCredentialExpiredLeft, root(), known)).toEqual(NOTHING);
  expect(counted(serviceCredentialExpiredLeft, user({ created: NOW }), known)).toEqual(ONE_UNKNOWN);
});
