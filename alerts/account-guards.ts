/** The accounts that the exporter reads: whether it can read each of their facts, and whether each of them still has a report. */
import { FAILURE_REASONS } from '../src/model/refresh-failure.ts';
import { BEFORE, LAST_READ } from './account-states.ts';
import { carriedOn, FACT_HELD, type Guard, guard, LAST_WORD, MEMORY } from './guard-parts.ts';
import { AWAITED, AWAIT_TAGS, AWAY, SHARD } from './members.ts';
import { listed, namedTogether, namesOf } from './named-together.ts';
import { HOLD_IN_WORDS, type RecordingRule } from './rule.ts';
import {
  ACCOUNT_BY_ID,
  GENERATED,
  NAMED_ACCOUNT,
  NAMED_FACT,
  REFRESH_ERRORS,
  REPORT_FACT,
  REPORTED_ACCOUNT,
  SHARD_OF,
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
const TO_READ = 'iam_credential_exporter:account:to_read';

/** Accounts that somebody names and nobody is about to read. */
const NOT_TO_READ = `(${AWAITED} unless on (${NAMED_ACCOUNT}) ${FACT_CONFIGURED}{${REPORT_FACT}})`;

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
    record: FACT_HELD,
    expr: [
      carriedOn(FACT_HELD, FACT_CONFIGURED, MEMORY).expr,
      'or',
      `(${FACT_HELD} ${BEFORE}) and on (${NAMED_ACCOUNT}) (${AWAY})`,
    ].join('\n'),
    comment: 'The facts of each account that the exporter reads, or the exporter or the shard that is gone.',
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
    expr: `group by (${REPORTED_ACCOUNT}) (${LAST_READ}) unless on (${ACCOUNT_BY_ID}) ${GENERATED}`,
    comment: 'Accounts that had a report within a day and have none.',
  },
  {
    record: TO_READ,
    expr: [
      `last_over_time(${AWAITED}[${LATELY}])`,
      `and on (${NAMED_ACCOUNT}) last_over_time(${FACT_CONFIGURED}{${REPORT_FACT}}[${LATELY}])`,
    ].join('\n'),
    comment:
      'Accounts that an exporter, which is there or comes and goes, is to read and has not read. An account that no exporter names has left. The shard of an account may be away.',
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
    comment: 'The same for each fact except the credential report. Facts of the organization are of no account.',
    wait: '30m',
    expr: [
      `(last_over_time(${FACT_UP}{${OTHER_FACTS}}[${LAST_WORD}]) == 0)`,
      `* on (${NAMED_FACT}) group_left (reasons) (${namesOf(FAILURES, NAMED_FACT)} or on (${NAMED_FACT}) ${FACT_HELD})`,
      `and on (${NAMED_FACT}) ${FACT_HELD}`,
    ].join('\n'),
    carried: ['reasons'],
    summary:
      'The exporter cannot refresh a fact of an account or of the organization. No credential report is affected.',
    description:
      `The exporter cannot refresh the fact {{ $labels.fact }} of {{ if $labels.account_name }}account {{ $labels.account_name }}{{ else }}the organization{{ end }}${REASONS}` +
      '{{ if not $labels.account_name }}It still reads the accounts that it knows, with the owners that it knows. It does not see a new account, and no finding ends because its account left. ' +
      'The log of the exporter says what went wrong.{{ else }}' +
      'Checks that need this fact find nothing new: their open findings stay, and without any value of the fact their results are unknown. ' +
      'The credential report, its metrics and all other checks are not affected. The log of the exporter says what went wrong.{{ end }}',
  }),
  guard('AwsIamAccountLost', 'warning', {
    comment:
      'Longer than a restart of the exporter while AWS throttles. While the exporter is gone, only AwsIamExporterDown fires; an exporter that comes and goes is not gone. An account that left is not lost.',
    wait: '30m',
    expr: [
      `${LOST} and on (${ACCOUNT_BY_ID}) ${TO_READ}`,
      `or ${LOST} and on (${NAMED_ACCOUNT}) ${TO_READ}{account_id=""}`,
    ].join('\n'),
    summary: 'An account that had a credential report has none now.',
    description:
      `The exporter has no credential report of ${ACCOUNT} now, but had one within the last day. ` +
      'The account is one of those that the exporter reads, but the exporter has not read it. ' +
      `Its findings stay as they were for ${HOLD_IN_WORDS}, and nobody sees new ones. The log of the exporter says what went wrong.`,
  }),
  guard('AwsIamAccountUnread', 'warning', {
    comment:
      'Longer than a rollout of all shards. Of accounts that wait for their tags AwsIamFactFailing says once what this would say of each.',
    wait: '30m',
    expr: [
      `group by (${NAMED_ACCOUNT}, shard) (${NOT_TO_READ} and on (${SHARD_OF}) ${SHARD})`,
      `unless on (${SHARD_OF}) ${AWAIT_TAGS} >= on (${SHARD_OF}) count by (${SHARD_OF}) (${NOT_TO_READ})`,
    ].join('\n'),
    carried: ['shard'],
    summary: 'An account is read by no exporter, though exporters know it.',
    description:
      'Exporters name the account {{ $labels.account_name }} as one that shard {{ $labels.shard }} reads, but no exporter reads it. ' +
      `Its findings stay as they were for ${HOLD_IN_WORDS}, and nobody sees new ones. ` +
      'Perhaps the exporters of the shard have another configuration than the others: see whether all have loaded the same file.',
  }),
];
