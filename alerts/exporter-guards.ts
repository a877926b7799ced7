/** The exporter itself: whether it is there, stays there, and took its configuration. */
import { type Guard, guard, LAST_WORD, NAMESPACE } from './guard-parts.ts';
import { SHARD, TOTAL_SHARDS } from './members.ts';
import { HOLD_IN_WORDS, type RecordingRule } from './rule.ts';
import { BUILD, EXPORTER, GENERATED, REFRESH_ERRORS } from './series.ts';

const RELOADED = 'iam_credential_exporter:config_last_reload_successful:min';
const STARTED = 'iam_credential_exporter:process_start_time_seconds:latest';
const CLOCK_OFFSET = 'iam_credential_exporter:aws_clock_offset_seconds:max';

/** The labels by which rules know findings, accounts and facts, and a metric that has each. */
const REPLACED_LABELS: readonly (readonly [label: string, family: string])[] = [
  ['account_id', GENERATED],
  ['account_name', GENERATED],
  ['owner', 'aws_iam_check_findings'],
  ['check', 'aws_iam_check_findings'],
  ['severity', 'aws_iam_check_findings'],
  ['status', 'aws_iam_check_findings'],
  ['user', 'aws_iam_user_info'],
  ['key', 'aws_iam_access_key_last_rotated_timestamp_seconds'],
  ['fact', REFRESH_ERRORS],
  ['reason', REFRESH_ERRORS],
  ['exemption', 'aws_iam_exemption_expiry_timestamp_seconds'],
];

/** Seconds. AWS refuses requests that were signed with a clock which is off by more: the SDK corrects its own, the checks do not. */
export const LARGEST_CLOCK_OFFSET = 300;

/** Of each replica: a rollout brings new ones, perhaps at the same address. Other programs of the job have this metric as well. */
const STARTS = 'process_start_time_seconds[1h]';
const OF_AN_EXPORTER = `and on (${EXPORTER}, instance) last_over_time(${BUILD}[1h])`;

export const exporterRecordings: readonly RecordingRule[] = [
  {
    record: STARTED,
    expr: `max by (${EXPORTER}, instance, pod) (max_over_time(${STARTS}) ${OF_AN_EXPORTER})`,
    comment:
      'The latest start at an address: where replicas answer in turn, their earlier and later starts are no restarts.',
  },
  { record: RELOADED, expr: `min by (${EXPORTER}) (iam_credential_exporter_config_last_reload_successful)` },
  {
    record: CLOCK_OFFSET,
    expr: `max by (${EXPORTER}) (abs(iam_credential_exporter_aws_clock_offset_seconds))`,
    comment: 'Ahead or behind. An exporter of report files only has none: it never asks AWS.',
  },
];

export const exporterGuards: readonly Guard[] = [
  guard('AwsIamExporterDown', 'critical', {
    comment: 'Longer than a pod needs to move to another node.',
    wait: '10m',
    expr: [
      `group by (${EXPORTER}) (last_over_time(${BUILD}[7d])) unless on (${EXPORTER}) ${BUILD}`,
      '# or Prometheus has seen no exporter for a week, or never, and no label can say which one is missing.',
      `or absent(${BUILD}) unless on () last_over_time(${BUILD}[7d])`,
    ].join('\n'),
    summary: 'Prometheus gets no metrics from the IAM credential exporter.',
    description:
      `{{ if $labels.job }}Prometheus gets no metrics from the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}.` +
      `{{ else }}Prometheus gets no metrics from any IAM credential exporter.{{ end }} ` +
      `{{ if $labels.job }}Findings stay as they were for ${HOLD_IN_WORDS}, and nobody sees new ones.` +
      `{{ else }}Nobody sees any finding.{{ end }} ` +
      'Look whether it runs, and whether it is among the targets of Prometheus.',
  }),
  guard('AwsIamExporterRestarting', 'warning', {
    comment:
      'An exporter that is killed again and again is there for a scrape or two in between, so it is never gone for long. The hour is long enough to wait: no rollout starts the same process four times.',
    wait: '0s',
    // For each replica by itself, and one that misses a scrape is no new one.
    expr: `max by (${EXPORTER}) (changes(${STARTED}[1h])) > 3`,
    summary: 'The IAM credential exporter restarts again and again.',
    description:
      `The IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, restarted {{ $value }} times within an hour. ` +
      `Perhaps it ends before it has read its accounts. Then their findings stay as they were for ${HOLD_IN_WORDS}, and nobody sees new ones. ` +
      'Look how its last process ended: the exit code, the end of its log, and the memory limit.',
  }),
  guard('AwsIamExporterReplicaDown', 'warning', {
    comment:
      'Longer than a pod needs to start on another node. A rollout whose new pod cannot start looks like this: the old pod answers, and no other guard sees the new one.',
    wait: '15m',
    expr: `count by (${EXPORTER}) (up == 0) and on (${EXPORTER}) ${BUILD}`,
    summary: 'A replica of the IAM credential exporter does not answer, while another one does.',
    description:
      `{{ $value }} replica{{ if ne $value 1.0 }}s{{ end }} of the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, ` +
      `{{ if ne $value 1.0 }}do{{ else }}does{{ end }} not answer Prometheus, while another one does. ` +
      'If somebody changed the configuration or the version, the new replica perhaps cannot start, and the others go on without the change. With shards, perhaps nobody reads the accounts of its shard. ' +
      'Look at the log of the replica that does not answer: an exporter that refuses its configuration lists the problems there.',
  }),
  guard('AwsIamReplicasBehindOneAddress', 'warning', {
    comment: 'A clock that is set back may make one restart look like this, and not four within an hour.',
    wait: '0s',
    expr: `max by (${EXPORTER}) (resets(${STARTS}) ${OF_AN_EXPORTER}) > 3`,
    summary: 'Prometheus scrapes several replicas of the exporter at one address.',
    description:
      `Prometheus scrapes the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, at an address behind which several replicas answer in turn. ` +
      'Counters fall and rise with the replica that answers, and nobody sees a replica that is stuck. ' +
      'Scrape pods, each at its own address, and not their Service or load balancer.',
  }),
  guard('AwsIamLabelsReplaced', 'critical', {
    comment:
      'Prometheus keeps what it replaced as `exported_`: a finding then has the user of the target, or many findings are one.',
    wait: '10m',
    expr: [
      `group by (${EXPORTER}, replaced) (`,
      REPLACED_LABELS.map(
        ([label, family]) => `  label_replace(${family}{exported_${label}!=""}, "replaced", "${label}", "", "")`,
      ).join('\n  or\n'),
      ')',
    ].join('\n'),
    summary: 'Prometheus replaces labels of the exporter, so that alerts name the wrong thing or do not fire.',
    description:
      `Prometheus replaces the label {{ $labels.replaced }} of the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, with a label of its target. ` +
      'Alerts about findings name the wrong account, user or owner, or do not fire. ' +
      'Set `honor_labels: true` in the scrape configuration (`honorLabels: true` in a ServiceMonitor or PodMonitor), or give the label of the target another name.',
  }),
  guard('AwsIamConfigReloadFailed', 'warning', {
    comment: 'A deployment that writes several files has time to finish.',
    wait: '5m',
    expr: `last_over_time(${RELOADED}[${LAST_WORD}]) == 0`,
    summary: 'The exporter refused its new configuration.',
    description:
      `The IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, refused its new configuration and still runs with the one before it. ` +
      'It may not start with the new one. Its log lists the problems, and `--config.check` lists those of the file.',
  }),
  guard('AwsIamShardsDisagree', 'critical', {
    comment:
      'Longer than a rollout that changes the number of shards. One that only restarts a shard after another may take longer: no shard is away for long.',
    wait: '15m',
    expr: [
      '# They say different numbers,',
      `(max by (${EXPORTER}) (${TOTAL_SHARDS}) > min by (${EXPORTER}) (${TOTAL_SHARDS}))`,
      `* on (${EXPORTER}) group_left (least) count_values by (${EXPORTER}) ("least", min by (${EXPORTER}) (${TOTAL_SHARDS}))`,
      '# or some of them are missing.',
      `or on (${EXPORTER}) max by (${EXPORTER}) (${TOTAL_SHARDS}) - count by (${EXPORTER}) (last_over_time(${SHARD}[5m])) > 0`,
    ].join('\n'),
    carried: ['least'],
    summary:
      'A shard of the exporter is missing, or shards disagree how many they are: nobody reads some of the accounts.',
    description:
      `{{ if $labels.least }}The shards of the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, disagree how many they are: ` +
      '`--total-shards` is {{ $labels.least }} for some and {{ $value }} for others. ' +
      'Two of them may read one account, and none another one.' +
      `{{ else }}{{ $value }} shard{{ if ne $value 1.0 }}s{{ end }} of the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, ` +
      '{{ if eq $value 1.0 }}is{{ else }}are{{ end }} missing, and nobody reads the accounts of {{ if eq $value 1.0 }}it{{ else }}them{{ end }}.{{ end }} ' +
      `Findings of accounts that nobody reads stay as they were for ${HOLD_IN_WORDS}, and nobody sees new ones. ` +
      'Look whether an exporter runs for each shard, with the same `--total-shards` and a `--shard` of its own.',
  }),
  guard('AwsIamClockOffset', 'warning', {
    comment: 'A clock that is corrected in steps after a start has time to arrive.',
    wait: '15m',
    expr: `last_over_time(${CLOCK_OFFSET}[${LAST_WORD}]) > ${LARGEST_CLOCK_OFFSET}`,
    summary: 'The clocks of the exporter and of AWS differ.',
    description:
      `The clock of the IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, and the clock of AWS differ by {{ humanizeDuration $value }}. ` +
      'The exporter counts days and ends exemptions by its clock, so that findings can come too early or too late. ' +
      'Correct the clock of the machine. The exporter compares the clocks at each answer of AWS.',
  }),
];
