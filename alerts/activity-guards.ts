/** The events of the accounts: whether the exporter reads all of them, in every region that it watches. */
import { AWS_REGIONS } from '../src/config/region-names.ts';
import { homeRegionOf, otherRegionsOf } from '../src/sources/aws/watch-regions.ts';
import { A_MOMENT_AGO, BEFORE, BEFORE_THE_LAST } from './account-states.ts';
import { FACT_HELD, type Guard, guard, LAST_WORD } from './guard-parts.ts';
import { namedTogether, namesOf, withListed } from './named-together.ts';
import type { RecordingRule } from './rule.ts';
import { EXPORTER, NAMED_ACCOUNT } from './series.ts';

const ACTIVITY_FACT = 'fact="activity"';
/** The accounts of the configuration whose events are watched. */
const WATCHED = `${FACT_HELD}{${ACTIVITY_FACT}}`;
const REGION = `${NAMED_ACCOUNT}, region`;

const COMPLETE = 'iam_credential_exporter:activity_complete:min';
const WATERMARK = 'iam_credential_exporter:activity_watermark_timestamp_seconds:min';
const INTERVAL = 'iam_credential_exporter:activity_refresh_interval_seconds:max';
const READ_UNTIL = 'iam_credential_exporter:activity_read_timestamp_seconds:held';
const LAG = 'iam_credential_exporter:activity_lag_seconds:held';
const BEHIND = 'iam_credential_exporter:activity_region:behind';
const BEHIND_TOGETHER = 'iam_credential_exporter:activity_regions:behind';

/**
 * Nobody asked for these: the exporter adds them for sign-ins. Many an organization denies regions, and then these are never read. There is
 * little to see where a policy denies nearly every call, and no check waits for it.
 */
const UNASKED_REGIONS = otherRegionsOf(homeRegionOf('us-east-1'), []);

/**
 * In a watch that is well it is up to four: what is slow is asked for at every third interval, or a little later as intervals have a
 * jitter. A look that fails is tried again after as long, so that one failure makes seven or eight, the last one or two of which are within the
 * wait.
 */
const MOST_INTERVALS = 6;

export const activityRecordings: readonly RecordingRule[] = [
  { record: COMPLETE, expr: `min by (${REGION}) (iam_credential_exporter_activity_complete)` },
  { record: WATERMARK, expr: `min by (${REGION}) (iam_credential_exporter_activity_watermark_timestamp_seconds)` },
  {
    record: INTERVAL,
    expr: `max by (${NAMED_ACCOUNT}) (iam_credential_exporter_fact_refresh_interval_seconds{${ACTIVITY_FACT}})`,
  },
  {
    record: READ_UNTIL,
    expr: [
      `${WATERMARK} and on (${REGION}) ${COMPLETE} == 1`,
      'or',
      '# Where the last look did not come to its end, it stays: as it was,',
      `last_over_time(${READ_UNTIL}[${A_MOMENT_AGO}]) and on (${REGION}) ${COMPLETE} == 0`,
      'or',
      '# or, at first, as the exporter has it,',
      WATERMARK,
      'or',
      '# or at the first such look, where none has come to its end yet.',
      `time() * group by (${REGION}) (${COMPLETE}{region!~"${UNASKED_REGIONS.join('|')}"} == 0)`,
    ].join('\n'),
    comment: 'Up to when all events of a region were read, by the replica that is furthest behind.',
  },
  {
    record: LAG,
    expr: [
      `time() - ${READ_UNTIL}`,
      'or',
      `(${LAG} ${BEFORE} or last_over_time(${LAG}[${A_MOMENT_AGO}]) unless on (${EXPORTER}) (${FACT_HELD} ${BEFORE_THE_LAST}))`,
      `unless on (${NAMED_ACCOUNT}) ${COMPLETE}`,
      `and on (${NAMED_ACCOUNT}) ${WATCHED}`,
    ].join('\n'),
    comment:
      'For how long not. It stands still while the exporter is gone, which AwsIamExporterDown tells, and after a start until it has looked.',
  },
  {
    record: BEHIND,
    expr: `${LAG} > on (${NAMED_ACCOUNT}) group_left () ${MOST_INTERVALS} * last_over_time(${INTERVAL}[${LAST_WORD}])`,
    comment: 'The regions that are too far behind.',
  },
  {
    record: BEHIND_TOGETHER,
    expr: namedTogether({
      label: 'regions',
      of: 'region',
      values: AWS_REGIONS,
      series: BEHIND,
      labels: NAMED_ACCOUNT,
    }),
    comment: 'Their names in one label.',
  },
];

export const activityGuards: readonly Guard[] = [
  guard('AwsIamActivityStale', 'warning', {
    comment:
      'One alert, whether the watermark is old, absent or said to be incomplete: what to do is the same. The wait lets a look that failed once be tried again, and a start read what an outage has left.',
    wait: '30m',
    expr: [
      `max by (${NAMED_ACCOUNT}) (${BEHIND})`,
      `* on (${NAMED_ACCOUNT}) group_left (regions) (${namesOf(BEHIND_TOGETHER, NAMED_ACCOUNT)} or on (${NAMED_ACCOUNT}) ${WATCHED})`,
    ].join('\n'),
    carried: ['regions'],
    summary: 'The exporter does not read all events of an account.',
    description:
      `For {{ humanizeDuration $value }} the exporter has not read all events of account {{ $labels.account_name }}${withListed('regions', ' in {{ . }}')}. ` +
      'Checks that need the fact activity may have missed what happened there since then. ' +
      'If AwsIamFactFailing fires for the account, follow it first. The log of the exporter says for each region why. ' +
      'If AWS denies access, allow what `iam-policy` prints, in each region that is read.',
  }),
];
