/** What is known of a held finding beside that it is open: its age, the limit that it exceeds, and the date of its key. */
import { FINDING_KEPT, FINDING_LABELS, FINDING_STATE, HELD_FINDING } from './held.ts';
import type { RecordingRule } from './rule.ts';

export const HELD_AGE = 'aws_iam:finding_age_days:held';
export const HELD_LIMIT = 'aws_iam:finding_limit_days:held';
/** Of those that the exporter does not show. */
export const LIMIT_KEPT = 'aws_iam:finding_limit_days:kept';
export const KEY_ROTATED = 'aws_iam:finding_key_rotated_timestamp_seconds:held';

/** A key, in whatever finding it is. */
export const KEY = 'namespace, job, account_id, user, key';

/** Over a restart of Prometheus. After a longer one texts do without what they cannot say. */
export const JUST_NOW = '15m';

export const heldValues: readonly RecordingRule[] = [
  { record: HELD_AGE, expr: `${FINDING_STATE} >= 0` },
  { record: LIMIT_KEPT, expr: `last_over_time(${HELD_LIMIT}[${JUST_NOW}]) and ${FINDING_KEPT}` },
  { record: HELD_LIMIT, expr: `max by (${FINDING_LABELS}) (aws_iam_finding_limit_days) or ${LIMIT_KEPT}` },
];

/** For texts, and so as often as these. */
export const keyDates: readonly RecordingRule[] = [
  {
    record: KEY_ROTATED,
    expr: [
      '(',
      `  max by (${KEY}) (aws_iam_access_key_last_rotated_timestamp_seconds)`,
      '  or',
      `  last_over_time(${KEY_ROTATED}[${JUST_NOW}])`,
      ')',
      `and on (${KEY}) ${HELD_FINDING}{key!=""}`,
    ].join('\n'),
    comment: 'When the key of a finding was made or last changed, as the report says.',
  },
];
