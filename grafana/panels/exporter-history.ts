import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { growth, ofReplicas } from '../exporter-promql.ts';
import { timeSeries, type TimeSeries } from './time-series.ts';

/** The exporter is scraped once a minute. */
const graph = (options: Omit<TimeSeries, 'interval' | 'width'>): Panel =>
  timeSeries({ ...options, interval: '1m', width: 12 });

const TOP = 10;

/** The accounts that are worst at the end of the time range, so that the same lines run through all of it. */
function worstAccounts(family: string, expr: (selector: string) => string): string {
  const of = (when: string) => expr(`max by (account_name) (${ofReplicas(family)}${when})`);
  return `${of('')} and on (account_name) topk(${TOP}, ${of(' @ end()')})`;
}

export function refreshHistory(): Panel[] {
  return [
    graph({
      title: 'Requests to AWS by operation and outcome',
      description:
        'Retries included, all replicas together. no_report is an answer and no fault: the report is missing, expired or still being made. A scrape never sends any.',
      queries: [
        {
          expr: growth('operation, outcome', 'iam_credential_exporter_aws_requests_total'),
          legend: '{{operation}}: {{outcome}}',
        },
      ],
      unit: 'none',
      bars: true,
      stacked: true,
    }),
    graph({
      title: 'Failed refreshes by reason',
      description: 'Of all accounts and replicas. The log has one line for each change of an account’s state.',
      queries: [{ expr: growth('reason', 'iam_credential_exporter_refresh_errors_total'), legend: '{{reason}}' }],
      unit: 'none',
      bars: true,
      stacked: true,
    }),
    graph({
      title: 'Age of the reports',
      description: `The ${TOP} oldest at the end of the time range. A saw-tooth of the refresh interval is what it should be.`,
      queries: [
        {
          expr: worstAccounts(
            'aws_iam_credential_report_generated_timestamp_seconds',
            (generated) => `(time() - ${generated})`,
          ),
          legend: '{{account_name}}',
        },
      ],
      unit: 's',
    }),
    graph({
      title: 'Duration of the refreshes',
      description: `The ${TOP} accounts whose last refresh took longest, good or not. AWS takes some seconds to make a report.`,
      queries: [
        {
          expr: worstAccounts('iam_credential_exporter_refresh_duration_seconds', (seconds) => seconds),
          legend: '{{account_name}}',
        },
      ],
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
      description: 'Resident memory of each replica, and the part that is JavaScript’s heap.',
      queries: [
        each('process_resident_memory_bytes', '{{instance}}: resident'),
        each('nodejs_heap_size_used_bytes', '{{instance}}: heap'),
      ],
      unit: 'bytes',
    }),
    graph({
      title: 'Event loop lag',
      description:
        'How long the process was busy with one thing, 99th percentile. A scrape may have to wait for as long.',
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
      description: 'Series of the credential reports that a scrape returns: what this costs in Prometheus.',
      queries: [each('iam_credential_exporter_series')],
      unit: 'none',
    }),
  ];
}
