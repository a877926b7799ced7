import { expect, test } from '@jest/globals';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { newestMoment } from '../../../src/report/newest-moment.ts';
import { user } from '../../support/model-values.ts';

const CREATED = 1_000;

function newestOf(values: Partial<User>): Promise<number> {
  const users = [user({ name: 'rob', created: CREATED, ...values })];
  return newestMoment({ users });
}

test.each<[string, Partial<User>]>([
  ['a changed password', { password: { lastChanged: 2_000 } }],
  ['a sign-in', { password: { lastUsed: 2_000 } }],
  ['a made key', { accessKeys: [{ slot: '1', active: true, lastRotated: 2_000 }] }],
  ['a used key', { accessKeys: [{ slot: '2', active: false, lastRotated: 1_500, lastUsed: 2_000 }] }],
  ['a certificate', { signingCertificates: [{ slot: '1', lastRotated: 2_000 }] }],
  ['a user', { created: 2_000 }],
])('%s may be the newest', async (_what, values) => {
  expect(await newestOf(values)).toBe(2_000);
});

test.each<[string, Partial<User>]>([
  ['a password that has to be changed later', { password: { nextRotation: 9_000 } }],
  ['a key that was never used', { accessKeys: [{ slot: '1', active: true, lastUsed: 'never' }] }],
])('%s is not', async (_what, values) => {
  expect(await newestOf(values)).toBe(CREATED);
});

test('a report without users says nothing', async () => {
  expect(await newestMoment({ users: [] })).toBe(0);
});
