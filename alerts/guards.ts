/**
 * Alerts about the numbers themselves: the exporter, the accounts that it reads, the age of their reports, the exemptions. Each
 * looks back, so that a series that vanished is not taken for one that is well.
 */
import { type AlertingRule, HOLD, type RecordingRule, runbookUrl } from './rule.ts';
import { ACCOUNT, EXPORTER_LABELS, printf, withDate } from './template.ts';

const EXPORTER = 'namespace, job';
const NAMED_ACCOUNT = 'namespace, job, account_name';
const REPORTED_ACCOUNT = 'namespace, job, account_id, account_name';
const EXEMPTION = 'namespace, job, exemption';

const BUILD = 'iam_credential_exporter_build_info';
const GENERATED = 'aws_iam_credential_report_generated_timestamp_seconds';
const INTERVAL = 'aws_iam_credential_report_refresh_interval_seconds';
const ERRORS = 'iam_credential_exporter_refresh_errors_total';

const ACCOUNT_UP = 'iam_credential_exporter:account_up:min';
const ACCOUNT_CONFIGURED = 'iam_credential_exporter:account:configured';
const ACCOUNT_HELD = 'iam_credential_exporter:account:held';
const RELOADED = 'iam_credential_exporter:config_last_reload_successful:min';
const OLDEST_REPORT = 'aws_iam:credential_report_generated_timestamp_seconds:min';
const REPORT_INTERVAL = 'aws_iam:credential_report_refresh_interval_seconds:max';
const SKIPPED_ROWS = 'aws_iam:credential_report_skipped_rows:max';
const UNKNOWN = 'aws_iam:check_findings_unknown:sum';
const EXEMPTION_FINDINGS = 'aws_iam:exemption_findings:max';
const EXEMPTION_EXPIRY = 'aws_iam:exemption_expiry_timestamp_seconds:max';
const EXEMPTION_HELD = 'aws_iam:exemption_expiry_timestamp_seconds:held';

const UNKNOWN_COUNTS = 'aws_iam_check_findings{status="unknown",severity!="info"}';

/** How long a report or an account is remembered: longer than anybody sleeps. */
const MEMORY = '1d';

/** Without the pod and the node, so that the last value is the last one of all pods, and not that of each that ever ran. */
export const guardRecordings: readonly RecordingRule[] = [
  {
    record: ACCOUNT_CONFIGURED,
    // There from the start of the exporter on, unlike all that the first refresh brings.
    expr: `group by (${NAMED_ACCOUNT}) (${ERRORS})`,
  },
  {
    record: ACCOUNT_HELD,
    expr: currentOrLast(ACCOUNT_CONFIGURED, MEMORY),
    comment:
      'The accounts of the exporter, or of the one that is gone. One that was taken out of the configuration is neither.',
  },
  {
    record: ACCOUNT_UP,
    expr: `min by (${NAMED_ACCOUNT}) (iam_credential_exporter_account_up)`,
    comment:
      'The worst of all replicas, here and below: one that is stuck keeps findings that the others know to be fixed.',
  },
  { record: OLDEST_REPORT, expr: `min by (${REPORTED_ACCOUNT}) (${GENERATED})` },
  { record: REPORT_INTERVAL, expr: `max by (${REPORTED_ACCOUNT}) (${INTERVAL})` },
  { record: RELOADED, expr: `min by (${EXPORTER}) (iam_credential_exporter_config_last_reload_successful)` },
  { record: SKIPPED_ROWS, expr: `max by (${REPORTED_ACCOUNT}) (aws_iam_credential_report_skipped_rows)` },
  {
    record: UNKNOWN,
    expr: [`sum by (${REPORTED_ACCOUNT}) (`, `  max by (${REPORTED_ACCOUNT}, check) (${UNKNOWN_COUNTS})`, ')'].join(
      '\n',
    ),
  },
  { record: EXEMPTION_FINDINGS, expr: `max by (${EXEMPTION}) (aws_iam_exemption_findings)` },
  { record: EXEMPTION_EXPIRY, expr: `max by (${EXEMPTION}) (aws_iam_exemption_expiry_timestamp_seconds)` },
  {
    record: EXEMPTION_HELD,
    expr: currentOrLast(EXEMPTION_EXPIRY, HOLD),
    comment: 'The exemptions of the exporter, or of the one that is gone.',
  },
];

const ofHeldAccount = `and on (${NAMED_ACCOUNT}) ${ACCOUNT_HELD}`;
const NAMESPACE = '{{ with $labels.namespace }} in namespace {{ . }}{{ end }}';

export const guards: readonly AlertingRule[] = [
  guard('AwsIamExporterDown', 'critical', {
    comment:
      'Longer than a pod takes to move to another node. The second half: none was seen for a week, or ever, and no label can say which.',
    for: '10m',
    expr: [
      `group by (${EXPORTER}) (last_over_time(${BUILD}[7d])) unless on (${EXPORTER}) ${BUILD}`,
      `or absent(${BUILD}) unless on () last_over_time(${BUILD}[7d])`,
    ].join('\n'),
    summary: 'The IAM credential exporter is not there.',
    description:
      `{{ if $labels.job }}Prometheus gets no metrics from the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}.` +
      `{{ else }}Prometheus gets no metrics from any IAM credential exporter.{{ end }} ` +
      `{{ if $labels.job }}Findings stay as they were for ${HOLD}, and new ones are not seen.` +
      `{{ else }}No finding is seen.{{ end }} ` +
      'See whether it runs and whether Prometheus has it among its targets.',
  }),
  guard('AwsIamAccountFailing', 'warning', {
    comment: 'A failed refresh is tried again after 1, 2, 4, 8 and 16 minutes: this one did not help itself.',
    for: '30m',
    expr: [`last_over_time(${ACCOUNT_UP}[${HOLD}]) == 0`, ofHeldAccount].join('\n'),
    summary: 'The credential report of an account cannot be refreshed.',
    description:
      'The refresh of account {{ $labels.account_name }} fails' +
      `{{ with query (${printf(`sum by (reason) (increase(${ERRORS}{}[2h])) > 0`, [...EXPORTER_LABELS, 'account_name'])}) }}` +
      `: ${listed('reason')}{{ end }}. ` +
      'Its last good report, if it ever had one, stays and gets older. The log of the exporter tells what AWS answered.',
  }),
  guard('AwsIamAccountLost', 'warning', {
    comment:
      'Longer than a restart of the exporter with AWS throttling. While the exporter is gone, that is told alone.',
    for: '30m',
    expr: [
      `group by (${REPORTED_ACCOUNT}) (last_over_time(${GENERATED}[${MEMORY}]))`,
      `unless on (namespace, job, account_id) ${GENERATED}`,
      `and on (${EXPORTER}) ${BUILD}`,
    ].join('\n'),
    summary: 'An account that had a credential report has none.',
    description:
      `There is no credential report of ${ACCOUNT} any more, though there was one within a day. ` +
      `{{ with query (${printf(`group(${ERRORS}{})`, [...EXPORTER_LABELS, 'account_name'])}) }}` +
      'The exporter has the account in its configuration and has not read it. ' +
      `Its findings stay as they were for ${HOLD}, and new ones are not seen. The log of the exporter tells what AWS answered.` +
      '{{ else }}The account is not in the configuration of the exporter: perhaps it was taken out on purpose. ' +
      'Its findings have ended without having been fixed, and this ends by itself within a day.{{ end }}',
  }),
  guard('AwsIamReportStale', 'warning', {
    comment: 'Twice the interval has passed already; this lets a refresh that is under way come to its end.',
    for: '15m',
    expr: [
      `time() - last_over_time(${OLDEST_REPORT}[${MEMORY}])`,
      `> 2 * last_over_time(${REPORT_INTERVAL}[${MEMORY}])`,
      ofHeldAccount,
    ].join('\n'),
    summary: 'A credential report is too old.',
    description:
      `The credential report of ${ACCOUNT} is {{ humanizeDuration $value }} old` +
      `{{ with query (${printf(`last_over_time(${REPORT_INTERVAL}{}[${MEMORY}])`, [...EXPORTER_LABELS, 'account_id', 'account_name'])}) }}` +
      ', and a new one is due every {{ . | first | value | humanizeDuration }}{{ end }}. What it says may have changed. ' +
      'See why it is not refreshed: the log of each replica of the exporter, and for a report file whatever should write it.',
  }),
  guard('AwsIamConfigReloadFailed', 'warning', {
    comment: 'A deployment that writes several files has time to finish.',
    for: '5m',
    expr: `last_over_time(${RELOADED}[${HOLD}]) == 0`,
    summary: 'The exporter refused its new configuration.',
    description:
      `The IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, refused its new configuration and runs with the one before it. ` +
      'It would not start again with the new one. Its log lists the problems, and so does `--config.check`.',
  }),
  guard('AwsIamExemptionExpiring', 'warning', {
    comment: 'Fires once it has expired too, until it is renewed or taken out.',
    for: '15m',
    expr: `${EXEMPTION_HELD} - time() < 14 * 86400`,
    summary: 'An exemption expires within 14 days, or has expired.',
    description:
      'The exemption {{ $labels.exemption }} {{ if gt $value 0.0 }}expires soon{{ else }}has expired{{ end }}' +
      withDate(
        // The moment that the metric tells is the end of the last day.
        `${EXEMPTION_HELD}{} - 1`,
        [...EXPORTER_LABELS, 'exemption'],
        ': its last day {{ if gt $value 0.0 }}is{{ else }}was{{ end }} {{ . }}',
      ) +
      '. {{ if gt $value 0.0 }}What it covers is then raised as findings.{{ else }}What it covered is raised as findings again.{{ end }} ' +
      'Mend what it excuses, or renew it, and take it out of the configuration when nobody needs it.',
  }),
  guard('AwsIamExemptionUnused', 'warning', {
    comment: 'Right after a start no account has been read and no exemption covers anything.',
    for: '1d',
    expr: [
      `last_over_time(${EXEMPTION_FINDINGS}[${HOLD}]) == 0`,
      `and on (${EXEMPTION}) ${EXEMPTION_HELD} > time()`,
    ].join('\n'),
    summary: 'An exemption covers nothing.',
    description:
      'The exemption {{ $labels.exemption }} has covered no finding for a day. ' +
      'If what it excused is mended, take it out of the configuration. If not, its patterns match no account, user or check: they are for whole names.',
  }),
  guard('AwsIamReportRowsSkipped', 'warning', {
    for: '15m',
    expr: [`last_over_time(${SKIPPED_ROWS}[${HOLD}]) > 0`, ofHeldAccount].join('\n'),
    summary: 'A credential report has rows that could not be read.',
    description:
      `{{ $value }} row{{ if ne $value 1.0 }}s{{ end }} in the credential report of ${ACCOUNT} could not be read. ` +
      'Nothing is known of the users in them. The log of the exporter names the lines: look at them in the report, and report a bug if they look well.',
  }),
  guard('AwsIamCheckValuesUnknown', 'warning', {
    comment: 'Longer than a report lasts: the next one says the same.',
    for: '6h',
    expr: [`last_over_time(${UNKNOWN}[${HOLD}]) > 0`, ofHeldAccount].join('\n'),
    summary: 'Checks could not be decided, because the credential report leaves values out.',
    description:
      `In ${ACCOUNT}, {{ $value }} result{{ if ne $value 1.0 }}s{{ end }} of checks {{ if eq $value 1.0 }}is{{ else }}are{{ end }} unknown, because the credential report leaves values out` +
      `{{ with query (${printf(`max by (check) (${UNKNOWN_COUNTS}) > 0`, [...EXPORTER_LABELS, 'account_id', 'account_name'])}) }}` +
      `: ${listed('check')}{{ end }}. ` +
      'That is neither a pass nor a finding. docs/checks.md tells which values a check needs.',
  }),
];

interface Guard {
  readonly comment?: string;
  readonly for: string;
  readonly expr: string;
  readonly summary: string;
  readonly description: string;
}

function guard(alert: string, severity: 'critical' | 'warning', facts: Guard): AlertingRule {
  const { expr, summary, description, comment } = facts;
  return {
    alert,
    expr,
    for: facts.for,
    labels: { severity },
    annotations: { summary, description, runbook_url: runbookUrl(alert) },
    ...(comment !== undefined && { comment }),
  };
}

/** The last value counts while the exporter itself is gone: one that is there and does not tell it has it no more. */
function currentOrLast(series: string, memory: string): string {
  return [series, `or last_over_time(${series}[${memory}]) unless on (${EXPORTER}) ${BUILD}`].join('\n');
}

/** The values of a label in the query result that the dot is. */
function listed(label: string): string {
  return `{{ range $index, $sample := sortByLabel "${label}" . }}{{ if $index }}, {{ end }}{{ $sample.Labels.${label} }}{{ end }}`;
}
