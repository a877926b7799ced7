import { AWS_OPERATIONS, AWS_REQUEST_OUTCOMES, type ExporterState } from '../../model/exporter-state.ts';
import type { Family } from '../family.ts';

/** The exporter as a whole. */
export const exporterFamilies: readonly Family<ExporterState>[] = [
  {
    name: 'iam_credential_exporter_build_info',
    type: 'gauge',
    help: 'Always 1. Its label is the version that runs.',
    labels: ['version'],
    absent: 'never',
    example: 'count by (version) (iam_credential_exporter_build_info)',
    read: ({ version }) => [{ labels: [version], value: 1 }],
  },
  {
    name: 'iam_credential_exporter_aws_requests_total',
    type: 'counter',
    help: 'Requests that the exporter sent to AWS, retries included. outcome no_report: the report is missing, expired or not ready yet, which is not an error.',
    labels: ['operation', 'outcome'],
    absent: 'never: every outcome starts at 0',
    example: 'sum by (operation, outcome) (rate(iam_credential_exporter_aws_requests_total[1h]))',
    read: ({ awsRequests }) =>
      AWS_OPERATIONS.flatMap((operation) =>
        AWS_REQUEST_OUTCOMES.map((outcome) => ({
          labels: [operation, outcome],
          value: awsRequests[operation][outcome],
        })),
      ),
  },
  {
    name: 'iam_credential_exporter_series',
    type: 'gauge',
    help: 'Series about credential reports that a scrape returns. Series about the exporter itself are not counted.',
    labels: [],
    absent: 'never',
    example: 'iam_credential_exporter_series > 500000',
    read: ({ series }) => series,
  },
  {
    name: 'iam_credential_exporter_config_last_reload_successful',
    type: 'gauge',
    help: '1 if the exporter accepted the configuration file when it last read it. 0 if it refused the file and still runs with the configuration before it.',
    labels: [],
    absent: 'never',
    example: 'iam_credential_exporter_config_last_reload_successful == 0',
    read: ({ configReload }) => Number(configReload.successful),
  },
  {
    name: 'iam_credential_exporter_config_last_reload_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the exporter last accepted a configuration, in Unix seconds.',
    labels: [],
    absent: 'never',
    example: 'time() - iam_credential_exporter_config_last_reload_success_timestamp_seconds',
    read: ({ configReload }) => configReload.lastSuccess,
  },
];
