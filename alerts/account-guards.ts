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
    comment:
      'The facts, by account, of the exporter or of the one that is gone. What was taken out of the configuration is in neither.',
  },
  {
    record: FACT_UP,
    expr: `min by (${NAMED_FACT}) (iam_credential_exporter_fact_up)`,
    comment:
      'The worst of all replicas, here and below: one that is stuck keeps findings that the others know to be fixed.',
  },
  { record: OLDEST_REPORT, expr: `min by (${REPORTED_ACCOUNT}) (${GENERATED})` },
];

/** What was said of an account counts as long as the configuration has it. */
export const ofHeldAccount = `and on (${NAMED_ACCOUNT}) ${ACCOUNT_HELD}`;

export const accountGuards: readonly AlertingRule[] = [
  guard('AwsIamAccountFailing', 'warning', {
    comment: 'A failed refresh is tried again after 1, 2, 4, 8 and 16 minutes: this one did not help itself.',
    for: '30m',
    expr: [`min by (${NAMED_ACCOUNT}) (last_over_time(${FACT_UP}{${REPORT_FACT}}[${HOLD}])) == 0`, ofHeldAccount].join(
      '\n',
    ),
    summary: 'The credential report of an account cannot be refreshed.',
    description:
      'The refresh of account {{ $labels.account_name }} fails' +
      `{{ with query (${printf(`sum by (reason) (increase(${ERRORS}[2h])) > 0`, NAME_LABELS)}) }}` +
      `: ${listed('reason')}{{ end }}. ` +
      'Its last good report, if it ever had one, stays and gets older. The log of the exporter tells what AWS answered.',
  }),
  guard('AwsIamFactFailing', 'warning', {
    comment: 'The same for each fact beyond the report.',
    for: '30m',
    expr: [`last_over_time(${FACT_UP}{${OTHER_FACTS}}[${HOLD}]) == 0`, `and on (${NAMED_FACT}) ${FACT_HELD}`].join(
      '\n',
    ),
    summary: 'A fact of an account, beyond its credential report, cannot be refreshed.',
    description:
      'The refresh of the fact {{ $labels.fact }} of account {{ $labels.account_name }} fails' +
      `{{ with query (${printf(`sum by (reason) (increase(${REFRESH_ERRORS}{}[2h])) > 0`, FACT_LABELS)}) }}` +
      `: ${listed('reason')}{{ end }}. ` +
      'Checks that need this fact find nothing new: their open findings stay, and without any value of the fact their results are unknown. ' +
      'The credential report, its metrics and all other checks are not affected. The log of the exporter says what AWS answered.',
  }),
  guard('AwsIamAccountLost', 'warning', {
    comment:
      'Longer than a restart of the exporter with AWS throttling. An exporter that is gone is told alone; one that comes and goes is not gone.',
    for: '30m',
    expr: [
      `group by (${REPORTED_ACCOUNT}) (last_over_time(${GENERATED}[${MEMORY}]))`,
      `unless on (${ACCOUNT_BY_ID}) ${GENERATED}`,
      `and on (${EXPORTER}) last_over_time(${BUILD}[${LATELY}])`,
    ].join('\n'),
    summary: 'An account that had a credential report has none.',
    description:
      `There is no credential report of ${ACCOUNT} any more, though there was one within a day. ` +
      `{{ with query (${printf(`last_over_time(${OLDEST_REPORT}{}[${LATELY}])`, NAME_LABELS, ['account_id'])}) }}` +
      'Its name now stands for account {{ . | first | label "account_id" }}: perhaps that was meant. ' +
      'The findings of {{ $labels.account_id }} have ended without having been fixed, and this ends by itself within a day.' +
      `{{ else }}{{ with query (${printf(ACCOUNT_HELD, NAME_LABELS)}) }}` +
      'The exporter has the account in its configuration and has not read it. ' +
      `Its findings stay as they were for ${HOLD}, and new ones are not seen. The log of the exporter tells what AWS answered.` +
      '{{ else }}The account is not in the configuration of the exporter: perhaps it was taken out on purpose. ' +
      'Its findings have ended without having been fixed, and this ends by itself within a day.{{ end }}{{ end }}',
  }),
];
