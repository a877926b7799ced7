import {
  AWS_OPERATIONS,
  AWS_REQUEST_OUTCOMES,
  type AwsOperation,
  type ExporterState,
  WAY_OPERATIONS,
} from '../../model/exporter-state.ts';
import { FACTS } from '../../model/facts/catalogue.ts';
import type { FactDeclaration } from '../../model/facts/fact.ts';
import { ORGANIZATION_FACTS } from '../../model/facts/organization.ts';
import type { Family, Level } from '../family.ts';
import { factRefreshFamilies } from './fact-refresh.ts';
import { membershipFamilies } from './membership.ts';
import { organizationFamilies } from './organization.ts';

/** The exporter as a whole. */
const exporterFamilies: readonly Family<ExporterState>[] = [
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
    absent: 'for operations of facts that are not enabled; of the others every outcome starts at 0',
    example: 'sum by (operation, outcome) (rate(iam_credential_exporter_aws_requests_total[1h]))',
    read: ({ awsRequests, facts }) =>
      operationsOf(facts).flatMap((operation) =>
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
    name: 'iam_credential_exporter_log_lines_dropped_total',
    type: 'counter',
    help: 'Lines of the log that the exporter dropped, because standard error did not take them: the disk is full, or nobody reads.',
    labels: [],
    absent: 'never',
    example: 'increase(iam_credential_exporter_log_lines_dropped_total[1h]) > 0',
    read: ({ droppedLogLines }) => droppedLogLines,
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
    help: '1 if the exporter accepted its configuration file, and that of --web.config.file with its certificates, when it last read them. 0 if it refused one of them and still runs with the one before it.',
    labels: [],
    absent: 'never',
    example: 'iam_credential_exporter_config_last_reload_successful == 0',
    read: ({ configReload }) => Number(configReload.successful),
  },
  {
    name: 'iam_credential_exporter_config_last_reload_success_timestamp_seconds',
    type: 'gauge',
    help: 'When the exporter last accepted its configuration file, in Unix seconds. The file of --web.config.file does not change it.',
    labels: [],
    absent: 'never',
    example: 'time() - iam_credential_exporter_config_last_reload_success_timestamp_seconds',
    read: ({ configReload }) => configReload.lastSuccess,
  },
];

/** What the exporter may ask of AWS: for the report, for the further facts that are enabled, and on the way to an account. */
function operationsOf(facts: ExporterState['facts']): AwsOperation[] {
  const declared = [...FACTS, ...ORGANIZATION_FACTS];
  const isAsked = ({ id, enabled }: FactDeclaration) => enabled || facts.some(({ fact }) => fact === id);
  const asked = declared.filter(isAsked).flatMap(({ operations }): readonly string[] => operations);
  const always: readonly string[] = WAY_OPERATIONS;
  return AWS_OPERATIONS.filter((operation) => always.includes(operation) || asked.includes(operation));
}

export const exporterLevel: Level<ExporterState, ExporterState> = {
  name: 'exporter',
  introduction:
    'The exporter itself. `account_name` is the name in the configuration, since the id of an account is known only from its first report.',
  labels: [],
  families: [...factRefreshFamilies, ...exporterFamilies, ...membershipFamilies, ...organizationFamilies],
  select: (state) => [state],
};
