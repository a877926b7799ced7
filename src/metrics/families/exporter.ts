import { AWS_OPERATIONS, AWS_REQUEST_OUTCOMES, type ExporterState } from '../../model/exporter-state.ts';
import type { Family, Level } from '../family.ts';
import { factRefreshFamilies } from './fact-refresh.ts';

/** The exporter as a whole. */
const exporterFamilies: readonly Family<ExporterState>[] = [
  {
    name: 'iam_credential_exporter_build_info',
    type: 'gauge',
    help: 'Always 1. Says by its label which version runs.',
    labels: ['version'],
    absent: 'never',
    example: 'count by (version) (iam_credential_exporter_build_info)',
    read: ({ version }) => [{ labels: [version], value: 1 }],
  },
  {
    name: 'iam_credential_exporter_aws_requests_total',
    type: 'counter',
    help: 'Requests sent to AWS, retries included. outcome no_report: the report is missing, expired or still being made, which is an answer and not a fault.',
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
    name: 'iam_credential_exporter_aws_clock_offset_seconds',
    type: 'gauge',
    help: 'How far the clock of AWS was ahead of the clock of this machine when AWS last answered, in seconds; below 0 it was behind.',
    labels: [],
    absent: 'until the first answer of AWS',
    example: 'abs(iam_credential_exporter_aws_clock_offset_seconds) > 60',
    read: ({ awsClockOffset }) => awsClockOffset,
  },
  {
    name: 'iam_credential_exporter_storage_errors_total',
    type: 'counter',
    help: 'How often the exporter could not read or write a file of the folder that --storage.path names.',
    labels: [],
    absent: 'without --storage.path',
    example: 'increase(iam_credential_exporter_storage_errors_total[1h]) > 0',
    read: ({ storageErrors }) => storageErrors,
  },
  {
    name: 'iam_credential_exporter_series',
    type: 'gauge',
    help: 'Series of the credential reports that a scrape returns, without those about the exporter.',
    labels: [],
    absent: 'never',
    example: 'iam_credential_exporter_series > 500000',
    read: ({ series }) => series,
  },
  {
    name: 'iam_credential_exporter_config_last_reload_successful',
    type: 'gauge',
    help: '1 if the configuration was last loaded with success, 0 if the file was refused and the configuration before it still runs.',
    labels: [],
    absent: 'never',
    example: 'iam_credential_exporter_config_last_reload_successful == 0',
    read: ({ configReload }) => Number(configReload.successful),
  },
  {
    name: 'iam_credential_exporter_config_last_reload_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the configuration was last loaded with success, in Unix seconds.',
    labels: [],
    absent: 'never',
    example: 'time() - iam_credential_exporter_config_last_reload_success_timestamp_seconds',
    read: ({ configReload }) => configReload.lastSuccess,
  },
];

export const exporterLevel: Level<ExporterState, ExporterState> = {
  name: 'exporter',
  introduction:
    'The exporter itself. `account_name` is the name in the configuration, since the id of an account is known only from its first report.',
  labels: [],
  families: [...factRefreshFamilies, ...exporterFamilies],
  select: (state) => [state],
};
