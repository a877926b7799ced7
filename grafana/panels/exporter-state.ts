import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { NAMED_ACCOUNT, REPORT_FACT } from '../../alerts/series.ts';
import { ofReplicas } from '../exporter-promql.ts';
import { collapse, earliest } from '../promql.ts';
import { CLOCKS_APART, good, inWords, NO_NUMBER, STALE_INTERVALS, zeroOrOne } from '../thresholds.ts';
import { AGO } from '../units.ts';
import { countStat, labelStat, stat } from './stat.ts';
import { asOf, oldestReport, reportsFresh } from './status.ts';

const NO_EXPORTER = 'no data: Prometheus scrapes no exporter';

const BUILD = ofReplicas('iam_credential_exporter_build_info');
const SCRAPED = `group(${BUILD})`;

/** A fact about a report, in each replica. */
const report = (name: string) => ofReplicas(`aws_iam_credential_report_${name}`);

const GENERATED = earliest(NAMED_ACCOUNT, report('generated_timestamp_seconds'));
/** Of the replica that has the oldest, as in the alerts. */
const FRESH = `(time() - ${GENERATED}) / ${collapse(NAMED_ACCOUNT, report('refresh_interval_seconds'))} < bool ${STALE_INTERVALS}`;

/** The status line of the exporter's own board. */
export function exporterStatus(): Panel[] {
  return [
    stat({
      title: 'Scrape',
      description:
        'Whether Prometheus reaches every chosen replica. Counts each target of a job in which Prometheus saw an exporter within the time range, even a target that it never reached.',
      expr: `min(${ofReplicas('up')} and on (namespace, job) last_over_time(${BUILD}[$__range]))`,
      thresholds: good('critical'),
      mappings: [zeroOrOne(['down', 'critical'], ['up', 'ok'])],
      noData: NO_EXPORTER,
      height: 3,
      width: 6,
    }),
    asOf(
      'When Prometheus last scraped one of the replicas within the time range.',
      `max(timestamp(${BUILD}) or max_over_time(timestamp(${BUILD})[$__range:1m]))`,
      6,
    ),
    reportsFresh(FRESH, 6),
    oldestReport(GENERATED, 6),
  ];
}

export function exporterState(): Panel[] {
  return [
    labelStat({
      title: 'Version',
      description: 'The versions that run. During an update there are several.',
      expr: `count by (version) (${BUILD})`,
      label: 'version',
      noData: NO_EXPORTER,
      width: 4,
    }),
    countStat({
      title: 'Accounts that fail',
      description:
        'Accounts whose report the exporter could not refresh at the last try, in any replica, as in the alerts. Their last good report stays and gets older. The table below also has the other facts.',
      expr: `sum(1 - min by (${NAMED_ACCOUNT}) (${ofReplicas('iam_credential_exporter_fact_up', REPORT_FACT)}))`,
      otherwise: 'warning',
      noData: NO_EXPORTER,
      width: 4,
    }),
    countStat({
      title: 'Failed refreshes',
      description:
        'In the time range, of all facts, accounts and replicas together. A refresh that failed once and then succeeded is counted too.',
      expr: `round(sum(increase(${ofReplicas('iam_credential_exporter_refresh_errors_total')}[$__range])))`,
      otherwise: 'warning',
      noData: NO_EXPORTER,
      width: 4,
    }),
    stat({
      title: 'Configuration',
      description:
        'Whether the exporter accepted the last reload. If it refuses a file, it still runs with the configuration before it.',
      expr: `min(${ofReplicas('iam_credential_exporter_config_last_reload_successful')})`,
      thresholds: good('warning'),
      mappings: [zeroOrOne(['refused', 'warning'], ['accepted', 'ok'])],
      noData: NO_EXPORTER,
      width: 4,
    }),
    stat({
      title: 'Configuration loaded',
      description: 'When the exporter loaded the running configuration, in the replica where that is longest ago.',
      expr: `min(${ofReplicas('iam_credential_exporter_config_last_reload_success_timestamp_seconds')}) * 1000`,
      unit: AGO,
      noData: NO_EXPORTER,
      width: 4,
    }),
    countStat({
      title: 'Rows skipped',
      description: 'Rows of the reports that the exporter could not read. Their users are missing on all boards.',
      expr: `sum(${collapse(NAMED_ACCOUNT, report('skipped_rows'))})`,
      otherwise: 'warning',
      noData: 'no data: no report was read',
      width: 4,
    }),
    stat({
      title: 'Clocks apart',
      description:
        'How far the clock of AWS and that of the machine are apart, in either direction, in the replica with the largest difference. Ages and due times are wrong by as much if the clock of the machine is the wrong one.',
      expr: `max(abs(${ofReplicas('iam_credential_exporter_aws_clock_offset_seconds')})) or on () ${NO_NUMBER.unknown} * ${SCRAPED}`,
      unit: 's',
      thresholds: CLOCKS_APART,
      mappings: [inWords({ unknown: 'AWS has not answered' })],
      noData: NO_EXPORTER,
      width: 8,
    }),
    countStat({
      title: 'Storage errors',
      description:
        'How often the exporter could not read or write a stored report in the time range, all replicas together. After a restart it may have no report until AWS answers.',
      expr: `round(sum(increase(${ofReplicas('iam_credential_exporter_storage_errors_total')}[$__range]))) or on () ${NO_NUMBER.none} * ${SCRAPED}`,
      otherwise: 'warning',
      mappings: [inWords({ none: 'reports are not stored' })],
      noData: NO_EXPORTER,
      width: 8,
    }),
    countStat({
      title: 'Log lines dropped',
      description:
        'Lines of the log that the exporter dropped in the time range, all replicas together, because standard error did not take them: the disk is full, or nobody reads.',
      expr: `round(sum(increase(${ofReplicas('iam_credential_exporter_log_lines_dropped_total')}[$__range])))`,
      otherwise: 'warning',
      noData: NO_EXPORTER,
      width: 8,
    }),
  ];
}
