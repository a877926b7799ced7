import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { NAMED_ACCOUNT, NAMED_FACT } from '../../alerts/series.ts';
import { growth, ofReplicas, withExporterIfSeveral } from '../exporter-promql.ts';
import { collapse, earliest } from '../promql.ts';
import { COUNT, HOURS_ON_AXIS } from '../units.ts';
import { TOP, worstAtEnd } from '../worst.ts';
import type { LegendQuery } from './query.ts';
import { timeSeries, type TimeSeries } from './time-series.ts';

/** The exporter is scraped once a minute. */
const SCRAPE = '1m';
/** A growth needs two scrapes, and a bar holds what happened in its own time only. */
const BAR = '5m';

const graph = (options: Omit<TimeSeries, 'interval' | 'width'>): Panel =>
  timeSeries({ ...options, interval: SCRAPE, width: 12 });
const bars = (options: Omit<TimeSeries, 'interval' | 'width' | 'unit' | 'bars' | 'stacked'>): Panel =>
  timeSeries({ ...options, unit: COUNT, interval: BAR, bars: true, stacked: true, width: 12 });

/** `expr` makes one of the replicas. */
function worst(
  labels: string,
  family: string,
  legend: string,
  expr: (selector: string) => string,
): readonly LegendQuery[] {
  const worst = worstAtEnd(labels, (look) => expr(look(ofReplicas(family))));
  return [{ expr: withExporterIfSeveral(`(${worst})`), legend: `${legend} {{exporter}}`, saysNothing: 'account_name' }];
}

export function refreshHistory(): Panel[] {
  return [
    bars({
      title: 'Requests to AWS by operation and outcome',
      description:
        'How many the exporter sent in the time of each bar, retries included, all replicas together. no_report is not an error: the report is missing, expired or not ready yet. A scrape never sends a request.',
      queries: [
        {
          expr: growth('operation, outcome', 'iam_credential_exporter_aws_requests_total'),
          legend: '{{operation}} {{outcome}}',
          saysNothing: 'operation',
        },
      ],
    }),
    bars({
      title: 'Failed refreshes by reason',
      description:
        'How many failed in the time of each bar, of all facts, accounts and replicas. The log has one line for each change of an account’s state.',
      queries: [
        {
          expr: growth('reason', 'iam_credential_exporter_refresh_errors_total'),
          legend: '{{reason}}',
          saysNothing: 'reason',
        },
      ],
    }),
    graph({
      title: 'Age of the reports',
      description: `The ${TOP} reports that are oldest at the end of the time range, or when last seen; of each account the oldest of all replicas. A healthy line is a saw-tooth that falls at each refresh interval.`,
      queries: worst(
        NAMED_ACCOUNT,
        'aws_iam_credential_report_generated_timestamp_seconds',
        '{{account_name}}',
        (generated) => `((time() - ${earliest(NAMED_ACCOUNT, generated)}) / 3600)`,
      ),
      unit: HOURS_ON_AXIS,
    }),
    graph({
      title: 'Duration of the refreshes',
      description: `The ${TOP} facts whose last refresh took longest, whether it succeeded or failed. AWS takes some seconds to make a report.`,
      queries: worst(
        NAMED_FACT,
        'iam_credential_exporter_refresh_duration_seconds',
        '{{account_name}} {{fact}}',
        (seconds) => collapse(NAMED_FACT, seconds),
      ),
      unit: 's',
    }),
  ];
}

export function processHistory(): Panel[] {
  const each = (family: string, what = '') => ({
    expr: `max by (job, instance) (${ofReplicas(family)})`,
    legend: `{{instance}}${what}`,
    saysNothing: 'instance',
  });
  return [
    graph({
      title: 'Memory',
      description: 'Resident memory of each replica, and the part of it that is the JavaScript heap.',
      queries: [each('process_resident_memory_bytes', ' resident'), each('nodejs_heap_size_used_bytes', ' heap')],
      unit: 'bytes',
    }),
    graph({
      title: 'Event loop lag',
      description: 'How long the process was busy with one task, 99th percentile. A scrape can wait that long.',
      queries: [each('nodejs_eventloop_lag_p99_seconds')],
      unit: 's',
    }),
    graph({
      title: 'CPU',
      description: 'Processor seconds per second of each replica.',
      queries: [
        {
          expr: `sum by (job, instance) (rate(${ofReplicas('process_cpu_seconds_total')}[$__rate_interval]))`,
          legend: '{{instance}}',
          saysNothing: 'instance',
        },
      ],
      unit: 'percentunit',
    }),
    graph({
      title: 'Series',
      description: 'Series about credential reports that a scrape returns: they are the cost in Prometheus.',
      queries: [each('iam_credential_exporter_series')],
      unit: COUNT,
    }),
  ];
}
