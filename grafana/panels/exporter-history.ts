import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofReplicas, perHour, withExporter } from '../exporter-promql.ts';
import { collapse, earliest, NAMED_ACCOUNT, NAMED_FACT } from '../promql.ts';
import { TOP, worstAtEnd } from '../when.ts';
import { PER_HOUR } from '../units.ts';
import { timeSeries, type TimeSeries } from './time-series.ts';

/** The exporter is scraped once a minute. */
const SCRAPE = '1m';
/** Single requests and failures: over twenty minutes they are a level, over four a row of peaks. */
const EVENTS = '5m';

const graph = (options: Omit<TimeSeries, 'interval' | 'width'>, interval = SCRAPE): Panel =>
  timeSeries({ ...options, interval, width: 12 });

/** `expr` makes one of the replicas. */
function worst(labels: string, family: string, legend: string, expr: (selector: string) => string) {
  const worst = worstAtEnd(labels, (when) => expr(when(ofReplicas(family))));
  return [{ expr: withExporter(worst), legend: `${legend} ({{exporter}})` }];
}

export function refreshHistory(): Panel[] {
  return [
    graph(
      {
        title: 'Requests to AWS by operation and outcome',
        description:
          'Retries included, all replicas together. no_report is not an error: the report is missing, expired or not ready yet. A scrape never sends a request.',
        queries: [
          {
            expr: perHour('operation, outcome', 'iam_credential_exporter_aws_requests_total'),
            legend: '{{operation}}: {{outcome}}',
          },
        ],
        unit: PER_HOUR,
        stacked: true,
      },
      EVENTS,
    ),
    graph(
      {
        title: 'Failed refreshes by reason',
        description: 'Of all facts, accounts and replicas. The log has one line for each change of an account’s state.',
        queries: [{ expr: perHour('reason', 'iam_credential_exporter_refresh_errors_total'), legend: '{{reason}}' }],
        unit: PER_HOUR,
        stacked: true,
      },
      EVENTS,
    ),
    graph({
      title: 'Age of the reports',
      description: `The ${TOP} reports that are oldest at the end of the time range, or when last seen; of each account the oldest of all replicas. A healthy line is a saw-tooth that falls at each refresh interval.`,
      queries: worst(
        NAMED_ACCOUNT,
        'aws_iam_credential_report_generated_timestamp_seconds',
        '{{account_name}}',
        (generated) => `(time() - ${earliest(NAMED_ACCOUNT, generated)})`,
      ),
      unit: 's',
    }),
    graph({
      title: 'Duration of the refreshes',
      description: `The ${TOP} facts whose last refresh took longest, whether it succeeded or failed. AWS takes some seconds to make a report.`,
      queries: worst(
        NAMED_FACT,
        'iam_credential_exporter_refresh_duration_seconds',
        '{{account_name}}: {{fact}}',
        (seconds) => collapse(NAMED_FACT, seconds),
      ),
      unit: 's',
    }),
  ];
}

export function processHistory(): Panel[] {
  const each = (family: string, legend = '{{instance}}') => ({
    expr: `max by (job, instance) (${ofReplicas(family)})`,
    legend,
  });
  return [
    graph({
      title: 'Memory',
      description: 'Resident memory of each replica, and the part of it that is the JavaScript heap.',
      queries: [
        each('process_resident_memory_bytes', '{{instance}}: resident'),
        each('nodejs_heap_size_used_bytes', '{{instance}}: heap'),
      ],
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
        },
      ],
      unit: 'percentunit',
    }),
    graph({
      title: 'Series',
      description: 'Series about credential reports that a scrape returns: they are the cost in Prometheus.',
      queries: [each('iam_credential_exporter_series')],
      unit: 'none',
    }),
  ];
}
