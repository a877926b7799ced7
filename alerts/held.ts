/**
 * A finding is held while nobody can tell whether it is still there: the exporter is gone, has no report of the account yet, has one
 * that leaves out what the check needs, or has not read another fact that the check needs since it started. It is also held while its
 * account has only just left the configuration, and under its old labels until the alert under the new ones fires.
 *
 * `:state` is what was last known of it, evaluation after evaluation: each looks only for the state of a moment ago, for what of it is
 * `:unseen` now, and for which of these are `:kept`. What is not kept gets the state ENDED once, so that its last state tells the two
 * apart: a plain look back would raise again, as soon as the exporter is gone, all that was fixed within the hours before. Nearly
 * always nothing is unseen, so that what follows costs nothing.
 */
import { checks } from '../src/checks/catalogue.ts';
import { factsOf } from '../src/checks/check.ts';
import { ROOT_USER_NAME } from '../src/model/facts/credential-report.ts';
import { A_MOMENT_AGO, accountStates, LAST_READ, LEFT, STARTING } from './account-states.ts';
import { HOLD, type RecordingRule } from './rule.ts';
import { ACCOUNT_BY_ID, FIRING, GENERATED, NAMED_ACCOUNT, REPORTED_ACCOUNT } from './series.ts';

/** A series whose last value is kept while nobody can tell. */
interface Held {
  /** What of it is open now. */
  readonly open: string;
  /** What makes its alert the same alert: a new pod, node or version of the exporter is no part of it. */
  readonly labels: string;
  /** By which it is the same under another name or owner of its account, or another severity. */
  readonly same: string;
  /** And also in another slot, into which AWS moves a key when the other one is deleted. */
  readonly moved: string;
  /** What of it is about rows of the report, and by which labels something shows that they were read, or are named one by one. */
  readonly rows: { readonly some: string; readonly read: string };
  readonly state: string;
  /** Which states say that it is open. */
  readonly ifOpen: string;
  readonly unseen: string;
  readonly instead: string;
  readonly pending: string;
  readonly kept: string;
}

export const FINDING_LABELS = 'namespace, job, account_id, account_name, owner, user, key, check, severity';
const COUNT_LABELS = 'namespace, job, account_id, account_name, owner, check, severity';

/** The age of a finding in days, WITHOUT_AGE or ENDED. */
export const FINDING_STATE = 'aws_iam:finding:state';
/** A number of findings, or ENDED. */
export const COUNT_STATE = 'aws_iam:check_findings:state';
export const HELD_FINDING = 'aws_iam:finding:held';
/** The number of findings where none of them is named; 0 where one is. */
export const UNNAMED = 'aws_iam:check_findings:unnamed';
/** What the exporter does not show, and goes on: a few series at most, and none nearly always. */
export const FINDING_KEPT = 'aws_iam:finding:kept';
export const COUNT_KEPT = 'aws_iam:check_findings:kept';

const WITHOUT_AGE = -1;
export const ENDED = -2;

/** Much longer than an alert waits. */
const WITHOUT_ALERT = '1h';

/** Checks that wait for a fact, by the account's id. */
const UNREAD = 'aws_iam:check:unread';
/** What the exporter says of its refreshes may be some seconds ahead of what it says of the account. */
const STARTED_LATELY = '10m';
/** Once the report is there, only these can still wait for something. */
const NEEDING_FACTS = checks.filter((check) => factsOf(check).length > 0).map(({ id }) => id);

/** Whose findings are named where users are not: root and the account. */
const NAMED_ALWAYS = checks.filter(({ subject }) => subject !== 'user').map(({ id }) => id);

const finding: Held = {
  open: 'aws_iam_finding',
  labels: FINDING_LABELS,
  same: 'namespace, job, account_id, user, key, check',
  moved: 'namespace, job, account_id, user, check',
  rows: { some: '{user!=""}', read: '(namespace, job, account_id, user) aws_iam_user_info' },
  state: FINDING_STATE,
  ifOpen: `> ${ENDED}`,
  unseen: 'aws_iam:finding:unseen',
  instead: 'aws_iam:finding:instead',
  pending: 'aws_iam:finding:pending',
  kept: FINDING_KEPT,
};

const count: Held = {
  open: 'aws_iam_check_findings{status="open"} > 0',
  labels: COUNT_LABELS,
  same: 'namespace, job, account_id, check',
  moved: 'namespace, job, account_id, check',
  rows: {
    some: `{check!~"${NAMED_ALWAYS.join('|')}"}`,
    read: `(${ACCOUNT_BY_ID}) aws_iam_user_info{user!="${ROOT_USER_NAME}"}`,
  },
  state: COUNT_STATE,
  ifOpen: '> 0',
  unseen: 'aws_iam:check_findings:unseen',
  instead: 'aws_iam:check_findings:instead',
  pending: 'aws_iam:check_findings:pending',
  kept: COUNT_KEPT,
};

const OPEN_COUNTS = 'aws_iam_check_findings{status="open"}';

export const heldRecordings: readonly RecordingRule[] = [
  ...accountStates,
  {
    record: finding.unseen,
    expr: unseen(finding),
    comment: 'Was open or held a moment ago, and the exporter does not show it now.',
  },
  {
    record: finding.instead,
    expr: instead(finding),
    comment: 'Open, and perhaps the same under other labels.',
  },
  {
    record: finding.pending,
    expr: pending(finding),
    comment: `Of these, those whose alert does not fire yet. If it has not after ${WITHOUT_ALERT}, somebody turned it off, or the check has none.`,
  },
  { record: count.unseen, expr: unseen(count), comment: 'The same for the numbers of findings.' },
  { record: count.instead, expr: instead(count) },
  { record: count.pending, expr: pending(count) },
  {
    record: UNREAD,
    expr: [
      `group by (${ACCOUNT_BY_ID}, check) (${[finding, count].map((held) => `${held.unseen}{check=~"${NEEDING_FACTS.join('|')}"}`).join(' or ')})`,
      `unless on (${ACCOUNT_BY_ID}, check) aws_iam_check_findings{check=~"${NEEDING_FACTS.join('|')}"}`,
      `and on (${ACCOUNT_BY_ID}) (${GENERATED} and on (${NAMED_ACCOUNT}) last_over_time(${STARTING}[${STARTED_LATELY}]))`,
    ].join('\n'),
    comment:
      'Checks without counts in such an account, whatever its name was: they wait for a fact. Elsewhere somebody turned them off.',
  },
  { record: finding.kept, expr: kept(finding), comment: 'What goes on of the unseen.' },
  {
    record: finding.state,
    // Nested, so that each of many findings is looked up once.
    expr: [
      `max by (${finding.labels}) (aws_iam_finding_age_days)`,
      'or (',
      `  ${WITHOUT_AGE} * max by (${finding.labels}) (${finding.open} unless on (${finding.labels}) aws_iam_finding_age_days)`,
      `  or (${finding.kept} or ${ENDED} * ${finding.unseen} ^ 0)`,
      ')',
    ].join('\n'),
    comment: `Its age in days; ${WITHOUT_AGE}: it is open, and has no age. ${ENDED}, once: it ended.`,
  },
  { record: HELD_FINDING, expr: `(${finding.state} > ${ENDED}) ^ 0`, comment: 'Open, or held.' },
  { record: count.kept, expr: kept(count) },
  {
    record: count.state,
    expr: [
      `max by (${count.labels}) (${count.open})`,
      `or (${count.kept} or (max by (${count.labels}) (${OPEN_COUNTS}) or ${ENDED} * ${count.unseen} ^ 0))`,
    ].join('\n'),
    comment: `Their number, open or held. ${ENDED}, once: nobody counts them any more.`,
  },
  {
    record: UNNAMED,
    expr: [
      `${count.state}{severity!="info"} > 0 unless on (${count.same}) ${HELD_FINDING}`,
      `or 0 * ${count.state}{severity!="info"}`,
    ].join('\n'),
    comment: 'Their number where `metrics.perUser` is false, so that no series names a finding. 0 elsewhere.',
  },
];

function unseen({ state, labels, open }: Held): string {
  return [`last_over_time(${state}[${A_MOMENT_AGO}]) > ${ENDED}`, `unless on (${labels}) ${open}`].join('\n');
}

function instead({ open, labels, moved, unseen }: Held): string {
  return `max by (${labels}) (${open} and on (${moved}) ${unseen})`;
}

function pending({ instead, labels, state, ifOpen }: Held): string {
  return [
    `${instead}{severity!="info"}`,
    `unless on (${labels}) ${FIRING}`,
    `unless on (${labels}) (${state} offset ${WITHOUT_ALERT}) ${ifOpen}`,
  ].join('\n');
}

function kept({ labels, same, moved, rows, instead, pending, unseen }: Held): string {
  return [
    '# Its row could not be read, or the report leaves out values that its check needs,',
    '(',
    `  ${unseen}${rows.some} and on (${ACCOUNT_BY_ID}) aws_iam_credential_report_skipped_rows > 0 unless on ${rows.read}`,
    '  or',
    `  ${unseen} and on (${ACCOUNT_BY_ID}, check) aws_iam_check_findings{status="unknown"} > 0`,
    ')',
    '# and no alert with other labels has taken its place.',
    `unless on (${same}) (${instead} unless on (${labels}) ${pending})`,
    'or',
    '# The exporter has not read the account, under whatever name, or not every fact that the check needs,',
    '(',
    `  ${unseen} unless on (${ACCOUNT_BY_ID}) ${GENERATED}`,
    '  or',
    `  ${unseen} and on (${ACCOUNT_BY_ID}, check) ${UNREAD}`,
    '  or',
    '  # or an alert with other labels is about to take its place;',
    `  ${unseen} and on (${moved}) ${pending}`,
    ')',
    `# but no longer than ${HOLD} after the last report,`,
    `and on (${ACCOUNT_BY_ID}) ${LAST_READ}`,
    '# nor when the account left the configuration.',
    `unless on (${REPORTED_ACCOUNT}) ${LEFT}`,
  ].join('\n');
}
