/** The exporter itself: whether it is there, stays there, and took its configuration. */
import { guard, NAMESPACE } from './guard-parts.ts';
import { type AlertingRule, HOLD, type RecordingRule } from './rule.ts';
import { BUILD, EXPORTER } from './series.ts';

const RELOADED = 'iam_credential_exporter:config_last_reload_successful:min';

export const exporterRecordings: readonly RecordingRule[] = [
  { record: RELOADED, expr: `min by (${EXPORTER}) (iam_credential_exporter_config_last_reload_successful)` },
];

export const exporterGuards: readonly AlertingRule[] = [
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
  guard('AwsIamExporterRestarting', 'warning', {
    comment:
      'One that is killed again and again is there for a scrape or two in between, so that it is never gone for long. The hour is waiting enough: no rollout starts the same process four times.',
    for: '0s',
    // For each replica by itself: a rollout brings new ones, and one that misses a scrape is no new one. Other programs of the job
    // have this metric as well.
    expr: [
      `max by (${EXPORTER}) (`,
      `  changes(process_start_time_seconds[1h]) and on (${EXPORTER}, instance) last_over_time(${BUILD}[1h])`,
      ') > 3',
    ].join('\n'),
    summary: 'The IAM credential exporter is restarted again and again.',
    description:
      `The IAM credential exporter, job {{ $labels.job }}${NAMESPACE}, was restarted {{ $value }} times within an hour. ` +
      `It may not get to reading its accounts: their findings then stay as they were for ${HOLD}, and new ones are not seen. ` +
      'See how its last process ended: the exit code, the end of its log, and how much memory it may use.',
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
];
