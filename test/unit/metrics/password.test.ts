import { expect, test } from '@jest/globals';
import { passwordFamilies } from '../../../src/metrics/families/password.ts';
import type { Password } from '../../../src/model/facts/credential-report.ts';
import { at, user } from '../../support/model-values.ts';
import { type FamilyReading, readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';

const NOW = at('2026-11-22T12:00:00Z');
const CHANGED = at('2026-09-01T12:00:00Z');
const USED = at('2026-11-20T00:00:00Z');
/** What was used since is in no report yet. */
const GENERATED = at('2026-11-22T00:00:00Z');
const NEXT = at('2026-11-30T12:00:00Z');

test.each<[string, Password, Record<string, FamilyReading>]>([
  [
    'used, with an expiry policy',
    { enabled: true, lastChanged: CHANGED, lastUsed: USED, nextRotation: NEXT },
    {
      enabled: 1,
      last_changed_timestamp_seconds: CHANGED,
      last_used_timestamp_seconds: USED,
      next_rotation_timestamp_seconds: NEXT,
      age_days: 82,
      unused_days: 2,
      idle_days: 2,
      never_used: 0,
    },
  ],
  [
    'never used: idle since it was last changed',
    { enabled: true, lastChanged: CHANGED, lastUsed: 'never' },
    {
      enabled: 1,
      last_changed_timestamp_seconds: CHANGED,
      age_days: 82,
      unused_days: 82,
      idle_days: 81,
      never_used: 1,
    },
  ],
  [
    'used before it was last changed: unused since its last use, and idle since its change',
    { enabled: true, lastChanged: USED, lastUsed: CHANGED },
    {
      enabled: 1,
      last_changed_timestamp_seconds: USED,
      last_used_timestamp_seconds: CHANGED,
      age_days: 2,
      unused_days: 82,
      idle_days: 2,
      never_used: 0,
    },
  ],
  ['never used and changed nobody knows when', { enabled: true, lastUsed: 'never' }, { enabled: 1, never_used: 1 }],
  [
    'of which the report does not say whether it was used',
    { enabled: true, lastChanged: CHANGED },
    { enabled: 1, last_changed_timestamp_seconds: CHANGED, age_days: 82 },
  ],
  ['that there is none of', { enabled: false }, { enabled: 0 }],
  [
    'that was taken away after use: the last use stays, and nobody judges it',
    { enabled: false, lastUsed: USED },
    { enabled: 0, last_used_timestamp_seconds: USED, unused_days: 2, never_used: 0 },
  ],
  ['that there is none of is not called never used', { enabled: false, lastUsed: 'never' }, { enabled: 0 }],
  [
    'that was taken away without a use is not called idle either',
    { enabled: false, lastChanged: CHANGED, lastUsed: 'never' },
    { enabled: 0, last_changed_timestamp_seconds: CHANGED, age_days: 82 },
  ],
  [
    'of root in a report before 2025',
    { lastUsed: USED },
    { last_used_timestamp_seconds: USED, unused_days: 2, never_used: 0 },
  ],
  ['of root before 2025, never used, if there is one', { lastUsed: 'never' }, {}],
  ['of which nothing is known', {}, {}],
])('a password %s', (_what, password, expected) => {
  const subject = userSubject(user({ password }), GENERATED);
  expect(readFamilies(passwordFamilies, 'aws_iam_user_password_', subject, NOW)).toEqual(expected);
});
