/**
 * A finding is held while nobody can tell whether it is still there: the exporter is gone, has no report of the account yet, has one
 * that leaves out what the check needs, or has not read another fact that the check needs since it started.
 *
 * `:open` is 1 for an open finding, and 0 for one that ended while somebody could tell. Else it has no sample, so that its last
 * one, which `:held` looks for, tells the two apart: holding `aws_iam_finding` itself would raise again, as soon as the exporter is
 * gone, all that was fixed within the hours before.
 */
import { checks } from '../src/checks/catalogue.ts';
import { HOLD, type RecordingRule } from './rule.ts';
import {
  ACCOUNT_BY_ID,
  ERRORS,
  EXPORTER,
  GENERATED,
  NAMED_ACCOUNT,
  NAMED_FACT,
  REFRESH_ERRORS,
  REPORTED_ACCOUNT,
} from './series.ts';

/** What makes a finding's alert the same alert: a new pod, node or version of the exporter is no part of it. */
const FINDING_LABELS = 'namespace, job, account_id, account_name, owner, user, key, check, severity';
const COUNT_LABELS = 'namespace, job, account_id, account_name, owner, check, severity';

export const HELD_FINDING = 'aws_iam:finding:held';
export const HELD_AGE = 'aws_iam:finding_age_days:held';
export const HELD_LIMIT = 'aws_iam:finding_limit_days:held';
export const HELD_COUNT = 'aws_iam:check_findings:held';

/** Once the report is there, only these can still wait for something. */
const NEEDING_FACTS = checks.filter(({ needs = [] }) => needs.length > 0).map(({ id }) => id);
const OTHER_FACTS = `${REFRESH_ERRORS}{fact!="credential-report"}`;

const STARTING = 'iam_credential_exporter:account:starting';
const UNREAD = 'aws_iam:check:unread';

/** What the exporter says of its refreshes may be some seconds ahead of what it says of the account. */
const STARTED_LATELY = '10m';

export const findingRecordings: readonly RecordingRule[] = [
  {
    record: STARTING,
    expr: [
      `group by (${NAMED_ACCOUNT}) (${OTHER_FACTS} unless on (${NAMED_FACT}) iam_credential_exporter_fact_up)`,
      'or',
      `group by (${NAMED_ACCOUNT}) (`,
      `  ${OTHER_FACTS} and on (${EXPORTER}, instance) time() - process_start_time_seconds < 600`,
      ')',
    ].join('\n'),
    comment:
      'Accounts of which the exporter has not tried every fact since it started, and all that have facts beyond the report just after a start.',
  },
  {
    record: UNREAD,
    expr: [
      `group by (${REPORTED_ACCOUNT}, check) (`,
      `  last_over_time(aws_iam_check_findings{status="open",check=~"${NEEDING_FACTS.join('|')}"}[${HOLD}])`,
      ')',
      `unless on (${ACCOUNT_BY_ID}, check) aws_iam_check_findings`,
      `and on (${NAMED_ACCOUNT}) last_over_time(${STARTING}[${STARTED_LATELY}])`,
    ].join('\n'),
    comment:
      'Checks that counted their findings in such an account and do not now: they wait for a fact. Elsewhere somebody turned them off.',
  },
  {
    record: 'aws_iam:finding:open',
    expr: openOrEnded('aws_iam_finding', FINDING_LABELS),
    comment:
      '1: the finding is open. 0: it ended, because a whole report, or another fact, no longer shows it or because its account left the configuration. No sample: the exporter cannot say.',
  },
  {
    record: HELD_FINDING,
    expr: `last_over_time(aws_iam:finding:open[${HOLD}]) == 1`,
    comment: `Open now, or open when the exporter could last say, up to ${HOLD} ago.`,
  },
  { record: HELD_AGE, expr: ofHeldFinding('aws_iam_finding_age_days') },
  { record: HELD_LIMIT, expr: ofHeldFinding('aws_iam_finding_limit_days') },
];

export const countRecordings: readonly RecordingRule[] = [
  {
    record: 'aws_iam:check_findings:open',
    expr: openOrEnded('aws_iam_check_findings{status="open"}', COUNT_LABELS),
    comment:
      'From here on: the same alerts for `metrics.perUser: false`, where no series names a finding. One per check and account.',
  },
  { record: HELD_COUNT, expr: `last_over_time(aws_iam:check_findings:open[${HOLD}]) > 0` },
];

function openOrEnded(series: string, labels: string): string {
  return [
    `max by (${labels}) (${series}) > 0`,
    'or',
    `0 * max by (${labels}) (last_over_time(${series}[${HOLD}]))`,
    '# The exporter is there,',
    `and on (${EXPORTER}) ${ERRORS}`,
    '# has read the account, or no longer has it in its configuration,',
    `unless on (${NAMED_ACCOUNT}) (${ERRORS} unless on (${NAMED_ACCOUNT}) ${GENERATED})`,
    '# and the report leaves out no users and no values that the check needs,',
    `unless on (${ACCOUNT_BY_ID}) aws_iam_credential_report_skipped_rows > 0`,
    `unless on (${ACCOUNT_BY_ID}, check) aws_iam_check_findings{status="unknown"} > 0`,
    '# nor is another fact that the check needs unread.',
    `unless on (${ACCOUNT_BY_ID}, check) ${UNREAD}`,
  ].join('\n');
}

function ofHeldFinding(metric: string): string {
  return [
    '(',
    `  max by (${FINDING_LABELS}) (${metric})`,
    '  or',
    `  max by (${FINDING_LABELS}) (last_over_time(${metric}[${HOLD}]))`,
    ')',
    `and ${HELD_FINDING}`,
  ].join('\n');
}
