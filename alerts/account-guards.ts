/** The accounts that the exporter reads: whether it can read each of their facts, and whether each of them still has a report. */
import { currentOrLast, guard, listed, MEMORY } from './guard-parts.ts';
import { type AlertingRule, HOLD, type RecordingRule } from './rule.ts';
import {
  ACCOUNT_BY_ID,
  BUILD,
  ERRORS,
  EXPORTER,
  GENERATED,
  NAMED_ACCOUNT,
  NAMED_FACT,
  REFRESH_ERRORS,
  REPORT_FACT,
  REPORTED_ACCOUNT,
} from './series.ts';
import { ACCOUNT, EXPORTER_LABELS, printf } from './template.ts';

const FACT_UP = 'iam_credential_exporter:fact_up:min';
const FACT_CONFIGURED = 'iam_credential_exporter:fact:configured';
const FACT_HELD = 'iam_credential_exporter:fact:held';
/** The accounts of the configuration: each has the report. */
const ACCOUNT_HELD = `${FACT_HELD}{${REPORT_FACT}}`;
/** Those beyond the report. */
const OTHER_FACTS = 'fact!="credential-report"';
export const OLDEST_REPORT = 'aws_iam:credential_report_generated_timestamp_seconds:min';

const NAME_LABELS = [...EXPORTER_LABELS, 'account_name'];
const FACT_LABELS = [...NAME_LABELS, 'fact'];

/** Longer than AwsIamExporterDown waits: an exporter that is gone is told before its lost accounts cease to be. */
const LATELY = '15m';

/** Without the pod and the node, so that the last value is the last one of all pods, and not that of each that ever ran. */
export const accountRecordings: readonly RecordingRule[] = [
  {
    record: FACT_CONFIGURED,
    expr: `group by (${NAMED_FACT}) (${REFRESH_ERRORS})`,
  },
  {
    record: FACT_HELD,
    expr: currentOrLast(FACT_CONFIGURED, MEMORY),
    comment: 'The facts of each account in the configuration of the exporter, or of the exporter that is gone.',
  },
  {
    record: FACT_UP,
    expr: `min by (${NAMED_FACT}) (iam_credential_exporter_fact_up)`,
    comment:
      'The worst of all replicas, here and below: a replica that is stuck keeps findings that the others know are fixed.',
  },
  { record: OLDEST_REPORT, expr: `min by (${REPORTED_ACCOUNT}) (${GENERATED})` },
];

/** What was said of an account counts as long as the configuration has it. */
export const ofHeldAccount = `and on (${NAMED_ACCOUNT}) ${ACCOUNT_HELD}`;

export const accountGuards: readonly AlertingRule[] = [
  guard('AwsIamAccountFailing', 'warning', {
    comment:
      'The exporter tries a failed refresh again after 1, 2, 4, 8 and 16 minutes: this failure did not end by itself.',
    for: '30m',
    expr: [`min by (${NAMED_ACCOUNT}) (last_over_time(${FACT_UP}{${REPORT_FACT}}[${HOLD}])) == 0`, ofHeldAccount].join(
      '\n',
    ),
    summary: 'The exporter cannot refresh the credential report of an account.',
    description:
      'The exporter cannot refresh the credential report of account {{ $labels.account_name }}' +
      `{{ with query (${printf(`sum by (reason) (increase(${ERRORS}[2h])) > 0`, NAME_LABELS)}) }}` +
      `: ${listed('reason')}{{ end }}. ` +
      'It keeps the last good report, if there is one, and this report gets older. The log of the exporter says what AWS answered.',
  }),
  guard('AwsIamFactFailing', 'warning', {
    comment: 'The same for each fact except the credential report.',
    for: '30m',
    expr: [`last_over_time(${FACT_UP}{${OTHER_FACTS}}[${HOLD}]) == 0`, `and on (${NAMED_FACT}) ${FACT_HELD}`].join(
      '\n',
    ),
    summary: 'The exporter cannot refresh a fact of an account. The credential report is not affected.',
    description:
      'The exporter cannot refresh the fact {{ $labels.fact }} of account {{ $labels.account_name }}' +
      `{{ with query (${printf(`sum by (reason) (increase(${REFRESH_ERRORS}{}[2h])) > 0`, FACT_LABELS)}) }}` +
      `: ${listed('reason')}{{ end }}. ` +
      'Checks that need this fact find nothing new: their open findings stay, and without any value of the fact their results are unknown. ' +
      'The credential report, its metrics and all other checks are not affected. The log of the exporter says what AWS answered.',
  }),
  guard('AwsIamAccountLost', 'warning', {
    comment:
      'Longer than a restart of the exporter while AWS throttles. While the exporter is gone, only AwsIamExporterDown fires; an exporter that comes and goes is not gone.',
    for: '30m',
    expr: [
      `group by (${REPORTED_ACCOUNT}) (last_over_time(${GENERATED}[${MEMORY}]))`,
      `unless on (${ACCOUNT_BY_ID}) ${GENERATED}`,
      `and on (${EXPORTER}) last_over_time(${BUILD}[${LATELY}])`,
    ].join('\n'),
    summary: 'An account that had a credential report has none now.',
    description:
      `The exporter has no credential report of ${ACCOUNT} now, but had one within the last day. ` +
      `{{ with query (${printf(`last_over_time(${OLDEST_REPORT}{}[${LATELY}])`, NAME_LABELS, ['account_id'])}) }}` +
      'Its name now belongs to account {{ . | first | label "account_id" }}: perhaps that is intended. ' +
      'The findings of {{ $labels.account_id }} ended, but nobody fixed them. This alert ends by itself within a day.' +
      `{{ else }}{{ with query (${printf(ACCOUNT_HELD, NAME_LABELS)}) }}` +
      'The account is in the configuration of the exporter, but the exporter has not read it. ' +
      `Its findings stay as they were for ${HOLD}, and nobody sees new ones. The log of the exporter says what AWS answered.` +
      '{{ else }}The account is not in the configuration of the exporter: perhaps somebody removed it on purpose. ' +
      'Its findings ended, but nobody fixed them. This alert ends by itself within a day.{{ end }}{{ end }}',
  }),
];
