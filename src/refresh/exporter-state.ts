import type { Clock } from '../model/clock.ts';
import { unixSeconds } from '../model/clock.ts';
import {
  AWS_OPERATIONS,
  AWS_REQUEST_OUTCOMES,
  type AwsOperation,
  type AwsRequestOutcome,
  type ExporterState,
  type FactState,
} from '../model/exporter-state.ts';

/** Counts and remembers what the metrics about the exporter itself say. */
export interface ExporterStateKeeper {
  countAwsRequest(operation: AwsOperation, outcome: AwsRequestOutcome): void;
  configLoaded(successful: boolean): void;
  read(facts: readonly FactState[], series: number): ExporterState;
}

/** Made once the configuration has been loaded for the first time. */
export function createExporterState(version: string, clock: Clock): ExporterStateKeeper {
  const awsRequests = Object.fromEntries(
    AWS_OPERATIONS.map((operation) => [
      operation,
      Object.fromEntries(AWS_REQUEST_OUTCOMES.map((outcome) => [outcome, 0])),
    ]),
  ) as Record<AwsOperation, Record<AwsRequestOutcome, number>>;
  let configReload = { successful: true, lastSuccess: unixSeconds(clock) };
  return {
    countAwsRequest(operation, outcome) {
      awsRequests[operation][outcome] += 1;
    },
    configLoaded(successful) {
      configReload = { successful, lastSuccess: successful ? unixSeconds(clock) : configReload.lastSuccess };
    },
    read: (facts, series) => ({ version, facts, awsRequests, series, configReload }),
  };
}
