import type { Clock } from '../model/clock.ts';
import { unixSeconds } from '../model/clock.ts';
import {
  AWS_OPERATIONS,
  AWS_REQUEST_OUTCOMES,
  type AwsOperation,
  type AwsRequestOutcome,
  type ExporterState,
} from '../model/exporter-state.ts';

type PageState = Pick<
  ExporterState,
  'facts' | 'series' | 'members' | 'membersKnown' | 'shard' | 'totalShards' | 'organization'
> & {
  /** Names of the accounts that a fault of this program keeps from being judged. */
  readonly faulted: ReadonlySet<string>;
};

const FAULT = { reason: 'internal', message: 'a fault of this program: see the log' } as const;

/** Counts and remembers what the metrics about the exporter itself say. */
export interface ExporterStateKeeper {
  countAwsRequest(operation: AwsOperation, outcome: AwsRequestOutcome): void;
  /** @param date Unix milliseconds, of an answer that has just come from AWS. */
  awsAnswered(date: number): void;
  countStorageError(): void;
  countDroppedLogLine(): void;
  configLoaded(successful: boolean): void;
  /** Of the file of `--web.config.file`. */
  webConfigLoaded(successful: boolean): void;
  read(page: PageState): ExporterState;
}

/** Made once the configuration has been loaded for the first time. @param stores whether there is anything to store. */
export function createExporterState(version: string, clock: Clock, stores: boolean): ExporterStateKeeper {
  const awsRequests = Object.fromEntries(
    AWS_OPERATIONS.map((operation) => [
      operation,
      Object.fromEntries(AWS_REQUEST_OUTCOMES.map((outcome) => [outcome, 0])),
    ]),
  ) as Record<AwsOperation, Record<AwsRequestOutcome, number>>;
  let configReload = { successful: true, lastSuccess: unixSeconds(clock) };
  let webConfigSuccessful = true;
  let awsClockOffset: number | undefined;
  let storageErrors = 0;
  let droppedLogLines = 0;
  return {
    countAwsRequest(operation, outcome) {
      awsRequests[operation][outcome] += 1;
    },
    awsAnswered(date) {
      awsClockOffset = Math.round((date - clock.now()) / 1000);
    },
    countStorageError() {
      storageErrors += 1;
    },
    countDroppedLogLine() {
      droppedLogLines += 1;
    },
    configLoaded(successful) {
      configReload = { successful, lastSuccess: successful ? unixSeconds(clock) : configReload.lastSuccess };
    },
    webConfigLoaded(successful) {
      webConfigSuccessful = successful;
    },
    read: ({ facts, faulted, ...page }) => ({
      ...page,
      version,
      facts: facts.map((state) =>
        state.fact === 'credential-report' && faulted.has(state.accountName)
          ? { ...state, up: false, failure: FAULT }
          : state,
      ),
      awsRequests,
      configReload: { ...configReload, successful: configReload.successful && webConfigSuccessful },
      droppedLogLines,
      ...(awsClockOffset !== undefined && { awsClockOffset }),
      ...(stores && { storageErrors }),
    }),
  };
}
