/** The accounts that the exporter reads: whether it can read each of their facts, and whether each of them still has a report. */
import { FAILURE_REASONS } from '../src/model/refresh-failure.ts';
import { LAST_READ } from './account-states.ts';
import { carriedOn, FACT_HELD, type Guard, guard, LAST_WORD, MEMORY } from './guard-parts.ts';
import { listed, namedTogether, namesOf } from './named-together.ts';
import { HOLD_IN_WORDS, type RecordingRule } from './rule.ts';
import {
  ACCOUNT_BY_ID,
  BUILD,
  EXPORTER,
  GENERATED,
  NAMED_ACCOUNT,
  NAMED_FACT,
  REFRESH_ERRORS,
  REPORT_FACT,
  REPORTED_ACCOUNT,
} from './series.ts';
import { ACCOUNT } from './template.ts';

const FACT_UP = 'iam_credential_exporter:fact_up:min';
const FACT_CONFIGURED = 'iam_credential_exporter:fact:configured';
/** The accounts of the configuration: each has the report. */
const ACCOUNT_HELD = `${FACT_HELD}{${REPORT_FACT}}`;
/** Those beyond the report. */
const OTHER_FACTS = 'fact!="credential-report"';
export const OLDEST_REPORT = 'aws_iam:credential_report_generated_timestamp_seconds:min';

const FAILURE = 'iam_credential_exporter:fact:failure';
const FAILURES = 'iam_credential_exporter:fact:failures';
const LOST = 'aws_iam:account:lost';

const REASONS = `{{ if $labels.reasons }}: ${listed('reasons')}{{ end }}. `;

/** Longer than AwsIamExporterDown waits: an exporter that is gone is told before its lost accounts cease to be. */
const LATELY = '15m';

/** Without the pod and the node, so that the last value is the last one of all pods, and not that of each that ever ran. */
export const accountRecordings: readonly RecordingRule[] = [
  {
    record: FACT_CONFIGURED,
    expr: `group by (${NAMED_FACT}) (${REFRESH_ERRORS})`,
  },
  {
    ...carriedOn(FACT_HELD, FACT_CONFIGURED, MEMORY),
    comment: 'The facts of each account in the configuration of the exporter, or of the exporter that is gone.',
  },
  {
    record: FACT_UP,
    expr: `min by (${NAMED_FACT}) (iam_credential_exporter_fact_up)`,
    comment:
      'The worst of all replicas, here and below: a replica that is stuck keeps findings that the others know are fixed.',
  },
  {
    record: FAILURE,
    expr: `group by (${NAMED_FACT}, reason) (increase(${REFRESH_ERRORS}[2h]) > 0)`,
    comment: 'Why refreshes have failed within two hours.',
  },
  {
    record: FAILURES,
    expr: namedTogether({
      label: 'reasons',
      of: 'reason',
      values: [...FAILURE_REASONS].sort(),
      series: FAILURE,
      labels: NAMED_FACT,
    }),
    comment: 'The reasons of a fact in one label.',
  },
  { record: OLDEST_REPORT, expr: `min by (${REPORTED_ACCOUNT}) (${GENERATED})` },
  {
    record: LOST,
    expr: [
      `group by (${REPORTED_ACCOUNT}) (${LAST_READ})`,
      `unless on (${ACCOUNT_BY_ID}) ${GENERATED}`,
      `and on (${EXPORTER}) last_over_time(${BUILD}[${LATELY}])`,
    ].join('\n'),
    comment: 'Accounts that had a report within a day and have none, of an exporter that is there, or comes and goes.',
  },
];

/** What was said of an account counts as long as the configuration has it. */
export const ofHeldAccount = `and on (${NAMED_ACCOUNT}) ${ACCOUNT_HELD}`;

export const accountGuards: readonly Guard[] = [
  guard('AwsIamAccountFailing', 'warning', {
    comment:
      'The exporter tries a failed refresh again after 1, 2, 4, 8 and 16 minutes: this failure did not end by itself.',
    wait: '30m',
    expr: [
      `(min by (${NAMED_ACCOUNT}) (last_over_time(${FACT_UP}{${REPORT_FACT}}[${LAST_WORD}])) == 0)`,
      `* on (${NAMED_ACCOUNT}) group_left (reasons) (${namesOf(`${FAILURES}{${REPORT_FACT}}`, NAMED_FACT)} or on (${NAMED_ACCOUNT}) ${ACCOUNT_HELD})`,
      ofHeldAccount,
    ].join('\n'),
    carried: ['reasons'],
    summary: 'The exporter cannot refresh the credential report of an account.',
    description:
      `The exporter cannot refresh the credential report of account {{ $labels.account_name }}${REASONS}` +
      'It keeps the last good report, if there is one, and this report gets older. The log of the exporter says what went wrong.',
  }),
  guard('AwsIamFactFailing', 'warning', {
    comment: 'The same for each fact except the credential report.',
    wait: '30m',
    expr: [
      `(last_over_time(${FACT_UP}{${OTHER_FACTS}}[${LAST_WORD}]) == 0)`,
      `* on (${NAMED_FACT}) group_left (reasons) (${namesOf(FAILURES, NAMED_FACT)} or on (${NAMED_FACT}) ${FACT_HELD})`,
      `and on (${NAMED_FACT}) ${FACT_HELD}`,
    ].join('\n'),
    carried: ['reasons'],
    summary: 'The exporter cannot refresh a fact of an account. The credential report is not affected.',
    description:
      `The exporter cannot refresh the fact {{ $labels.fact }} of account {{ $labels.account_name }}${REASONS}` +
      'Checks that need this fact find nothing new: their open findings stay, and without any value of the fact their results are unknown. ' +
      'The credential report, its metrics and all other checks are not affected. The log of the exporter says what went wrong.',
  }),
  guard('AwsIamAccountLost', 'warning', {
    comment:
      'Longer than a restart of the exporter while AWS throttles. While the exporter is gone, only AwsIamExporterDown fires; an exporter that comes and goes is not gone.',
    wait: '30m',
    expr: [
      '# Its name belongs to another account,',
      `${LOST} * on (${NAMED_ACCOUNT}) group_left (why) (`,
      `  topk by (${NAMED_ACCOUNT}) (1, label_replace(last_over_time(${OLDEST_REPORT}[${LATELY}]) ^ 0, "why", "$1", "account_id", "(.*)"))`,
      ')',
      '# or the configuration has it,',
      `or on (${REPORTED_ACCOUNT}) label_replace(${LOST} and on (${NAMED_ACCOUNT}) ${ACCOUNT_HELD}, "why", "unread", "", "")`,
      '# or not.',
      `or on (${REPORTED_ACCOUNT}) ${LOST}`,
    ].join('\n'),
    carried: ['why'],
    summary: 'An account that had a credential report has none now.',
    description:
      `The exporter has no credential report of ${ACCOUNT} now, but had one within the last day. ` +
      '{{ if eq $labels.why "unread" }}The account is in the configuration of the exporter, but the exporter has not read it. ' +
      `Its findings stay as they were for ${HOLD_IN_WORDS}, and nobody sees new ones. The log of the exporter says what went wrong.` +
      '{{ else }}{{ if $labels.why }}Its name now belongs to account {{ $labels.why }}: perhaps that is intended. ' +
      'The findings of {{ $labels.account_id }} ended, but nobody fixed them.' +
      '{{ else }}The account is not in the configuration of the exporter: perhaps somebody removed it on purpose. ' +
      'Its findings ended, but nobody fixed them.{{ end }} This alert ends by itself within a day.{{ end }}',
  }),
];
