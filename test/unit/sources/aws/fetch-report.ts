import { regionProblem } from '../../../../src/config/region.ts';
import type { AwsAccount } from '../../../../src/model/account.ts';
import type { Clock } from '../../../../src/model/clock.ts';
import type { FetchedReport } from '../../../../src/model/fact-source.ts';
import type { InPlace } from '../../../../src/model/places.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { createAccountClients } from '../../../../src/sources/aws/account-clients.ts';
import { createCredentialReportSource } from '../../../../src/sources/aws/credential-report.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { factRequest } from '../../../support/fact-request.ts';

const MB = 1024 * 1024;

export interface Fetch {
  readonly report?: FetchedReport;
  readonly error?: unknown;
  /** `Operation outcome`, in order. */
  readonly counted: readonly string[];
  /** Milliseconds of each wait between polls and after throttling. */
  readonly waits: readonly number[];
  /** What the log was told. */
  readonly warnings: readonly string[];
}

export const ACCOUNT: AwsAccount = { source: 'aws', name: 'production', owner: '' };

/** Fetches the report of an account as the exporter does, from whatever the environment points the SDK at; waits take no time. */
export async function fetchReport(
  options: {
    account?: AwsAccount;
    newerThan?: number;
    reportSizeLimit?: number;
    signal?: AbortSignal;
    onWait?: () => void;
    now?: () => number;
    onDate?: (date: number) => void;
    inPlace?: InPlace;
  } = {},
): Promise<Fetch> {
  const { account = ACCOUNT, newerThan = 0, reportSizeLimit = MB, signal = new AbortController().signal } = options;
  const counted: string[] = [];
  const waits: number[] = [];
  const warnings: string[] = [];
  const clock: Clock = {
    now: options.now ?? Date.now,
    sleep: (ms) => {
      waits.push(ms);
      options.onWait?.();
      return Promise.resolve();
    },
  };
  const clientOf = createAccountClients({
    count: (operation, outcome) => counted.push(`${operation} ${outcome}`),
    answered: (date) => options.onDate?.(date),
    inPlace: options.inPlace ?? ((_account, call) => call()),
    clock: new StandingClock(),
    environment: process.env,
    log: { warn: (_fields, message) => void warnings.push(message) },
    regionProblem,
  });
  const source = createCredentialReportSource(clientOf(account), { clock, random: () => 0 });
  try {
    return {
      report: await source.fetch(factRequest({ newerThan, reportSizeLimit, signal })),
      counted,
      waits,
      warnings,
    };
  } catch (error) {
    return { error, counted, waits, warnings };
  }
}

export function reasonOf({ error }: Fetch): string | undefined {
  return error instanceof RefreshFailure ? error.reason : undefined;
}
