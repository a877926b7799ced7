import type { AccessKey } from '../../model/facts/credential-report.ts';
import { momentOf } from '../../model/facts/moment.ts';
import { ageInDays, idleDays, neverUsed, unusedDays } from '../ages.ts';
import type { Family, Level } from '../family.ts';
import { shownUsers, USER_LABELS, type UserSubject, type World } from '../world.ts';

export interface AccessKeySubject extends UserSubject {
  readonly key: AccessKey;
}

/** One access key. A slot without a key is no subject, so it has no series; an inactive key keeps its facts. */
export const accessKeyFamilies: readonly Family<AccessKeySubject>[] = [
  {
    name: 'aws_iam_access_key_active',
    type: 'gauge',
    help: '1 if the access key is active, 0 if it is inactive.',
    labels: [],
    absent: 'if the report does not say; an empty slot has no series in any family',
    example: 'count by (account_id) (aws_iam_access_key_active == 1)',
    read: ({ key: { active } }) => (active === undefined ? undefined : Number(active)),
  },
  {
    name: 'aws_iam_access_key_last_rotated_timestamp_seconds',
    type: 'gauge',
    help: 'When the access key was created or last changed, in Unix seconds.',
    labels: [],
    absent: 'if the report does not say',
    example: 'time() - aws_iam_access_key_last_rotated_timestamp_seconds',
    read: ({ key }) => key.lastRotated,
  },
  {
    name: 'aws_iam_access_key_age_days',
    type: 'gauge',
    help: 'Whole days since the access key was created or last changed.',
    labels: [],
    absent: 'if the report does not say',
    example: 'aws_iam_access_key_age_days > 90 and aws_iam_access_key_active == 1',
    read: ({ key, facts }, now) => ageInDays(key.lastRotated, momentOf(facts, now)),
  },
  {
    name: 'aws_iam_access_key_last_used_timestamp_seconds',
    type: 'gauge',
    help: 'When the access key was last used, in Unix seconds. AWS records one use in 15 minutes.',
    labels: [],
    absent: 'if it was never used, or if the report does not say (reports of 2015)',
    example: 'time() - aws_iam_access_key_last_used_timestamp_seconds',
    read: ({ key }) => (key.lastUsed === 'never' ? undefined : key.lastUsed),
  },
  {
    name: 'aws_iam_access_key_unused_days',
    type: 'gauge',
    help: 'Whole days since the access key was last used. If it was never used: since it was created or last changed.',
    labels: [],
    absent: 'if the report does not say',
    example: 'aws_iam_access_key_unused_days >= 45 and aws_iam_access_key_active == 1',
    read: ({ key, facts }, now) => unusedDays(key.lastUsed, key.lastRotated, momentOf(facts, now)),
  },
  {
    name: 'aws_iam_access_key_idle_days',
    type: 'gauge',
    help: 'Whole days from the last use or the last change of the access key, whichever was later, to the report. Checks compare it with their limit.',
    labels: [],
    absent: 'if the report leaves out when the key was used or changed',
    example: 'aws_iam_access_key_idle_days >= 45 and aws_iam_access_key_active == 1',
    read: ({ key, facts }) => idleDays(key.lastUsed, key.lastRotated, facts),
  },
  {
    name: 'aws_iam_access_key_never_used',
    type: 'gauge',
    help: '1 if the access key was never used, 0 if it was. AWS has recorded this since April 2015.',
    labels: [],
    absent: 'if the report does not say (reports of 2015)',
    example: 'aws_iam_access_key_never_used == 1 and aws_iam_access_key_active == 1',
    read: ({ key }) => neverUsed(key.lastUsed),
  },
  {
    name: 'aws_iam_access_key_last_used_info',
    type: 'gauge',
    help: 'Always 1. Its labels say with which service the access key was last used, and in which region. The region is empty for a service without regions, such as s3.',
    labels: ['last_used_service', 'last_used_region'],
    absent: 'if the key was never used, or if the report does not say',
    example: 'count by (last_used_service) (aws_iam_access_key_last_used_info)',
    read: ({ key }) =>
      typeof key.lastUsed === 'number'
        ? [{ labels: [key.lastUsedService ?? '', key.lastUsedRegion ?? ''], value: 1 }]
        : undefined,
  },
];

export const accessKeyLevel: Level<World, AccessKeySubject> = {
  name: 'key',
  introduction:
    'One series per access key. `key` is the slot in the report, `1` or `2`: a position, not an identity. A key can change its slot when the other one is deleted.',
  labels: [...USER_LABELS, { name: 'key', of: ({ key }) => key.slot }],
  families: accessKeyFamilies,
  *select(world) {
    for (const subject of shownUsers(world)) {
      for (const key of subject.user.accessKeys) yield { ...subject, key };
    }
  },
};
