/**
 * A finding is held while nobody can tell whether it is still there: the exporter is gone, has no report of the account yet, has one
 * that leaves out what the check needs, or has not read another fact that the check needs since it started. It is also held while its
 * account has only just left the configuration, and under its old labels until the alert under the new ones fires.
 *
 * `:open` is 1 for an open finding, and 0 for one that ended while somebody could tell. Otherwise it has no sample, so that its last
 * one, which `:held_before` looks for, tells the two apart: holding `aws_iam_finding` itself would raise again, as soon as the
 * exporter is gone, all that was fixed within the hours before. It is 1 again and again for a finding that a report of a present
 * exporter leaves open whether it is there, for as long as that lasts.
 */
import { checks } from '../src/checks/catalogue.ts';
import { ROOT_USER_NAME } from '../src/model/facts/credential-report.ts';
import { accountStates, LEFT, UNREAD } from './account-states.ts';
import { HOLD, type RecordingRule } from './rule.ts';
import { ACCOUNT_BY_ID, FIRING, GENERATED, REPORTED_ACCOUNT } from './series.ts';

/** A series whose last value is kept while nobody can tell. */
interface Held {
  readonly series: string;
  /** The part of it that has alerts. */
  readonly alerting: string;
  /** What makes its alert the same alert: a new pod, node or version of the exporter is no part of it. */
  readonly labels: string;
  /** By which it is the same under another name or owner of its account, or another severity. */
  readonly same: string;
  /** And also in another slot, into which AWS moves a key when the other one is deleted. */
  readonly moved: string;
  /** What of it is about rows of the report, and by which labels something shows that they were read, or are named one by one. */
  readonly rows: { readonly some: string; readonly read: string };
  /** The names of what is recorded of it. */
  readonly record: Readonly<Record<'before' | 'pending' | 'open' | 'held', string>>;
}

export const HELD_FINDING = 'aws_iam:finding:held';
export const HELD_AGE = 'aws_iam:finding_age_days:held';
export const HELD_LIMIT = 'aws_iam:finding_limit_days:held';
export const HELD_COUNT = 'aws_iam:check_findings:held';

/** Whose findings are named where users are not: root and the account. */
const NAMED_ALWAYS = checks.filter(({ subject }) => subject !== 'user').map(({ id }) => id);

const finding: Held = {
  series: 'aws_iam_finding',
  alerting: 'aws_iam_finding{severity!="info"}',
  labels: 'namespace, job, account_id, account_name, owner, user, key, check, severity',
  same: 'namespace, job, account_id, user, key, check',
  moved: 'namespace, job, account_id, user, check',
  rows: { some: '{user!=""}', read: '(namespace, job, account_id, user) aws_iam_user_info' },
  record: {
    before: 'aws_iam:finding:held_before',
    pending: 'aws_iam:finding:pending',
    open: 'aws_iam:finding:open',
    held: HELD_FINDING,
  },
};

const count: Held = {
  series: 'aws_iam_check_findings{status="open"}',
  alerting: 'aws_iam_check_findings{status="open",severity!="info"}',
  labels: 'namespace, job, account_id, account_name, owner, check, severity',
  same: 'namespace, job, account_id, check',
  moved: 'namespace, job, account_id, check',
  rows: {
    some: `{check!~"${NAMED_ALWAYS.join('|')}"}`,
    read: `(${ACCOUNT_BY_ID}) aws_iam_user_info{user!="${ROOT_USER_NAME}"}`,
  },
  record: {
    before: 'aws_iam:check_findings:held_before',
    pending: 'aws_iam:check_findings:pending',
    open: 'aws_iam:check_findings:open',
    held: HELD_COUNT,
  },
};

export const findingRecordings: readonly RecordingRule[] = [
  ...accountStates,
  ...recordings(finding, {
    before: `What was open when the exporter could last say before this evaluation, up to ${HOLD} ago.`,
    pending: 'Open, and its alert does not fire yet: until it does, the alert that it had under other labels goes on.',
    open: '1: the finding is open, or the report of a present exporter does not say whether it still is. 0: it ended, because a whole report, or another fact, no longer shows it or because its account left the configuration. No sample: the exporter cannot say.',
    held: `Open now, or open when the exporter could last say, up to ${HOLD} ago.`,
  }),
  { record: HELD_AGE, expr: ofHeldFinding('aws_iam_finding_age_days', HELD_AGE) },
  { record: HELD_LIMIT, expr: ofHeldFinding('aws_iam_finding_limit_days', HELD_LIMIT) },
];

export const countRecordings: readonly RecordingRule[] = recordings(count, {
  before:
    'From here on: the same alerts for `metrics.perUser: false`, where no series names a finding. One per check and account.',
});

type Recorded = keyof Held['record'];

function recordings(held: Held, comments: Partial<Record<Recorded, string>>): RecordingRule[] {
  const { before, open } = held.record;
  const exprs: Record<Recorded, string> = {
    before: `last_over_time(${open}[${HOLD}]) > 0`,
    pending: pending(held),
    open: openOrEnded(held),
    held: [`${open} > 0`, 'or', `${before} unless ${open}`].join('\n'),
  };
  return (Object.keys(exprs) as Recorded[]).map((recorded) => ({
    record: held.record[recorded],
    expr: exprs[recorded],
    ...(comments[recorded] !== undefined && { comment: comments[recorded] }),
  }));
}

function pending({ alerting, labels }: Held): string {
  return [`max by (${labels}) (${alerting}) > 0`, `unless on (${labels}) ${FIRING}`].join('\n');
}

function openOrEnded({ series, labels, same, moved, rows, record }: Held): string {
  return [
    `max by (${labels}) (${series}) > 0`,
    'or',
    '# Its row could not be read, or the report leaves out values that its check needs,',
    '(',
    `  ${record.before}${rows.some} and on (${ACCOUNT_BY_ID}) aws_iam_credential_report_skipped_rows > 0 unless on ${rows.read}`,
    '  or',
    `  ${record.before} and on (${ACCOUNT_BY_ID}, check) aws_iam_check_findings{status="unknown"} > 0`,
    ')',
    '# and no alert with other labels has taken its place.',
    `unless on (${same}) (${series} > 0 unless on (${labels}) ${record.pending})`,
    'or',
    '# The exporter has read the account, under whatever name, and every fact that the check needs,',
    `0 * ${record.before} and on (${ACCOUNT_BY_ID}) ${GENERATED}`,
    `unless on (${ACCOUNT_BY_ID}, check) ${UNREAD}`,
    '# and no alert with other labels is about to take its place;',
    `unless on (${moved}) ${record.pending}`,
    'or',
    '# or no longer has the account in its configuration.',
    `0 * ${record.before} and on (${REPORTED_ACCOUNT}) ${LEFT}`,
  ].join('\n');
}

/** Its own last value, since the exporter's may be older than any hold. */
function ofHeldFinding(metric: string, held: string): string {
  return [
    '(',
    `  max by (${finding.labels}) (${metric})`,
    '  or',
    `  last_over_time(${held}[${HOLD}])`,
    ')',
    `and ${HELD_FINDING}`,
  ].join('\n');
}
