import { expect, test } from '@jest/globals';
import { accessKeyFamilies } from '../../../src/metrics/families/access-key.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import { accessKey, at, user } from '../../support/model-values.ts';
import { type FamilyReading, readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';

const NOW = at('2026-11-22T12:00:00Z');
const ROTATED = at('2026-11-12T12:00:00Z');
const USED = at('2026-11-20T00:00:00Z');
/** What was used since is in no report yet. */
const GENERATED = at('2026-11-22T00:00:00Z');

test.each<[string, Partial<AccessKey>, Record<string, FamilyReading>]>([
  [
    'active and used',
    { lastRotated: ROTATED, lastUsed: USED, lastUsedRegion: 'eu-central-1', lastUsedService: 'ec2' },
    {
      active: 1,
      last_rotated_timestamp_seconds: ROTATED,
      age_days: 10,
      last_used_timestamp_seconds: USED,
      unused_days: 2,
      idle_days: 2,
      never_used: 0,
      last_used_info: [{ last_used_service: 'ec2', last_used_region: 'eu-central-1', value: 1 }],
    },
  ],
  [
    'never used: idle since it was made',
    { lastRotated: ROTATED, lastUsed: 'never' },
    {
      active: 1,
      last_rotated_timestamp_seconds: ROTATED,
      age_days: 10,
      unused_days: 10,
      idle_days: 9,
      never_used: 1,
    },
  ],
  [
    'inactive: keeps its facts',
    { active: false, lastRotated: ROTATED, lastUsed: USED, lastUsedRegion: 'eu-central-1', lastUsedService: 'ec2' },
    {
      active: 0,
      last_rotated_timestamp_seconds: ROTATED,
      age_days: 10,
      last_used_timestamp_seconds: USED,
      unused_days: 2,
      idle_days: 2,
      never_used: 0,
      last_used_info: [{ last_used_service: 'ec2', last_used_region: 'eu-central-1', value: 1 }],
    },
  ],
  [
    'used with a service without regions',
    { lastUsed: USED, lastUsedService: 's3' },
    {
      active: 1,
      last_used_timestamp_seconds: USED,
      unused_days: 2,
      never_used: 0,
      last_used_info: [{ last_used_service: 's3', last_used_region: '', value: 1 }],
    },
  ],
  [
    'used, but the report does not say with what',
    { lastUsed: USED },
    {
      active: 1,
      last_used_timestamp_seconds: USED,
      unused_days: 2,
      never_used: 0,
      last_used_info: [{ last_used_service: '', last_used_region: '', value: 1 }],
    },
  ],
  [
    'of a report of 2015, which does not know about use',
    { lastRotated: ROTATED },
    { active: 1, last_rotated_timestamp_seconds: ROTATED, age_days: 10 },
  ],
  ['never used and made nobody knows when', { lastUsed: 'never' }, { active: 1, never_used: 1 }],
  ['inactive, of which nothing is known', { active: false }, { active: 0 }],
  [
    'used before it was last changed: unused since its last use, and idle since its change',
    { lastRotated: USED, lastUsed: ROTATED },
    {
      active: 1,
      last_rotated_timestamp_seconds: USED,
      age_days: 2,
      last_used_timestamp_seconds: ROTATED,
      unused_days: 10,
      idle_days: 2,
      never_used: 0,
      last_used_info: [{ last_used_service: '', last_used_region: '', value: 1 }],
    },
  ],
])('a key %s', (_what, values, expected) => {
  const subject = { ...userSubject(user(), GENERATED), key: accessKey(values) };
  expect(readFamilies(accessKeyFamilies, 'aws_iam_access_key_', subject, NOW)).toEqual(expected);
});

test('a key of which nobody knows whether it is active has its other facts', () => {
  const subject = { ...userSubject(user(), GENERATED), key: { slot: '1' as const, lastRotated: ROTATED } };

  expect(readFamilies(accessKeyFamilies, 'aws_iam_access_key_', subject, NOW)).toEqual({
    last_rotated_timestamp_seconds: ROTATED,
    age_days: 10,
  });
});

test('where the report is dated after the clock, its date counts', () => {
  const key = accessKey({ lastRotated: ROTATED, lastUsed: 'never' });
  const subject = { ...userSubject(user(), at('2026-12-22T12:00:00Z')), key };

  expect(readFamilies(accessKeyFamilies, 'aws_iam_access_key_', subject, NOW)).toMatchObject({
    age_days: 40,
    unused_days: 40,
    idle_days: 40,
  });
});
