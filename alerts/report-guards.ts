/** The reports: whether what they say is new and whole. */
import { checks } from '../src/checks/catalogue.ts';
import { ofHeldAccount, OLDEST_REPORT } from './account-guards.ts';
import { type Guard, guard, LAST_WORD, MEMORY } from './guard-parts.ts';
import { LAST_READ } from './account-states.ts';
import { listed, namedTogether, namesOf } from './named-together.ts';
import type { RecordingRule } from './rule.ts';
import { GENERATED, NAMED_ACCOUNT, REPORTED_ACCOUNT } from './series.ts';
import { ACCOUNT } from './template.ts';

const REPORT_INTERVAL = 'aws_iam:credential_report_refresh_interval_seconds:max';
const NEWEST_REPORT = 'aws_iam:credential_report_generated_timestamp_seconds:max';
const SKIPPED_ROWS = 'aws_iam:credential_report_skipped_rows:max';
const UNKNOWN = 'aws_iam:check_findings_unknown:sum';
const UNKNOWN_CHECK = 'aws_iam:check:unknown';
const UNKNOWN_CHECKS = 'aws_iam:checks:unknown';

const UNKNOWN_COUNTS = 'aws_iam_check_findings{status="unknown",severity!="info"}';

/** Seconds. */
const LARGEST_CLOCK_DIFFERENCE = 600;

/** Accounts whose name another one was given later. */
const SUCCEEDED = `${LAST_READ} unless topk by (${NAMED_ACCOUNT}) (1, ${LAST_READ})`;

export const reportRecordings: readonly RecordingRule[] = [
  {
    record: REPORT_INTERVAL,
    expr: `max by (${REPORTED_ACCOUNT}) (aws_iam_credential_report_refresh_interval_seconds)`,
  },
  { record: NEWEST_REPORT, expr: `max by (${REPORTED_ACCOUNT}) (${GENERATED})` },
  { record: SKIPPED_ROWS, expr: `max by (${REPORTED_ACCOUNT}) (aws_iam_credential_report_skipped_rows)` },
  {
    record: UNKNOWN,
    expr: [`sum by (${REPORTED_ACCOUNT}) (`, `  max by (${REPORTED_ACCOUNT}, check) (${UNKNOWN_COUNTS})`, ')'].join(
      '\n',
    ),
  },
  { record: UNKNOWN_CHECK, expr: `group by (${REPORTED_ACCOUNT}, check) (${UNKNOWN_COUNTS} > 0)` },
  {
    record: UNKNOWN_CHECKS,
    expr: namedTogether({
      label: 'checks',
      of: 'check',
      values: checks.map(({ id }) => id).sort(),
      series: UNKNOWN_CHECK,
      labels: REPORTED_ACCOUNT,
    }),
    comment: 'Their names in one label.',
  },
];

export const reportGuards: readonly Guard[] = [
  guard('AwsIamReportStale', 'warning', {
    comment: 'The report is already twice as old as its interval; this gives a running refresh time to end.',
    wait: '15m',
    expr: [
      '(',
      `time() - ${ofLastReport(OLDEST_REPORT, MEMORY)}`,
      `> 2 * last_over_time(${REPORT_INTERVAL}[${MEMORY}])`,
      ofHeldAccount,
      ')',
      `* on (${REPORTED_ACCOUNT}) group_left (interval)`,
      `count_values by (${REPORTED_ACCOUNT}) ("interval", last_over_time(${REPORT_INTERVAL}[${MEMORY}]))`,
    ].join('\n'),
    carried: ['interval'],
    summary: 'A credential report is too old.',
    description:
      `The credential report of ${ACCOUNT} is {{ humanizeDuration $value }} old` +
      ', and a new one is due every {{ humanizeDuration $labels.interval }}. What it says may be out of date. ' +
      'Find out why the exporter does not refresh it: see the log of each replica, and for a report file the job that should write the file.',
  }),
  guard('AwsIamReportFromFuture', 'warning', {
    comment: 'Ten minutes: two clocks that are both well differ by less.',
    wait: '15m',
    expr: [`${ofLastReport(NEWEST_REPORT, LAST_WORD)} - time() > ${LARGEST_CLOCK_DIFFERENCE}`, ofHeldAccount].join(
      '\n',
    ),
    summary: 'A credential report is dated in the future.',
    description:
      `The credential report of ${ACCOUNT} is dated {{ humanizeDuration $value }} in the future. ` +
      'A clock is wrong, or somebody mistyped the `generatedTime` of a report file. ' +
      'Until you correct that, AwsIamReportStale cannot see whether the report is too old.',
  }),
  guard('AwsIamReportRowsSkipped', 'warning', {
    wait: '15m',
    expr: [`${ofLastReport(SKIPPED_ROWS, LAST_WORD)} > 0`, ofHeldAccount].join('\n'),
    summary: 'The exporter cannot read some rows of a credential report.',
    description:
      `The exporter cannot read {{ $value }} row{{ if ne $value 1.0 }}s{{ end }} in the credential report of ${ACCOUNT}. ` +
      'It knows nothing about the users in unread rows. Its log names the lines: look at them in the report, and report a bug if they look correct.',
  }),
  guard('AwsIamCheckValuesUnknown', 'warning', {
    comment: 'Longer than a report lasts: the next report leaves out the same.',
    wait: '6h',
    expr: [
      '(',
      `${ofLastReport(UNKNOWN, LAST_WORD)} > 0`,
      ofHeldAccount,
      ')',
      `* on (${REPORTED_ACCOUNT}) group_left (checks) (`,
      `  ${namesOf(UNKNOWN_CHECKS, REPORTED_ACCOUNT)} or on (${REPORTED_ACCOUNT}) last_over_time(${UNKNOWN}[${LAST_WORD}]) ^ 0`,
      ')',
    ].join('\n'),
    carried: ['checks'],
    summary: 'Results of checks are unknown, because values that they need are missing.',
    description:
      `In ${ACCOUNT}, {{ $value }} result{{ if ne $value 1.0 }}s{{ end }} of checks {{ if eq $value 1.0 }}is{{ else }}are{{ end }} unknown, because values that they need are missing` +
      `{{ if $labels.checks }}: ${listed('checks')}{{ end }}. ` +
      'An unknown result is neither a pass nor a finding. If AwsIamFactFailing or AwsIamActivityStale fires for the account, follow it first. docs/checks.md says which values a check needs.',
  }),
];

/** What the last report said, until a new one says it: of the same account, or of another one that has its name now. */
function ofLastReport(series: string, memory: string): string {
  return [
    '(',
    `  ${series}`,
    `  or last_over_time(${series}[${memory}]) unless on (${NAMED_ACCOUNT}) ${series} unless on (${REPORTED_ACCOUNT}) (${SUCCEEDED})`,
    ')',
  ].join('\n');
}
