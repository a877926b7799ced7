import type { IAMClient } from '@aws-sdk/client-iam';
import { regionProblem } from '../../../../src/config/region.ts';
import type { FactSource } from '../../../../src/model/fact-source.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { createAccountClients } from '../../../../src/sources/aws/account-clients.ts';
import type { Waiting } from '../../../../src/sources/aws/patience.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import type { FakeAccountOptions } from '../../../support/fake-aws/account.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { factRequest } from '../../../support/fact-request.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';

export const ACCOUNT_ID = '111122223333';

/** An AWS with one account, to which the SDK's default chain leads. */
export async function startFake(live: Omit<FakeAccountOptions, 'accountId' | 'csv'> = {}): Promise<FakeAws> {
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT_ID, csv: reportCsv(ACCOUNT_ID), ...live }],
  });
  setAwsEnvironment(fake.url);
  return fake;
}

export interface FetchedFact<Value> {
  readonly value?: Value;
  /** Why it failed; undefined as long as it did not. Any other error is thrown. */
  readonly failure?: RefreshFailure;
  /** `Operation outcome`, in order. */
  readonly counted: readonly string[];
  /** Milliseconds of each wait after throttling. */
  readonly waits: readonly number[];
}

/** Reads a fact of the account as the exporter does; waits take no time. */
export async function fetchFact<Value>(
  create: (client: IAMClient, waiting: Waiting) => FactSource<Value>,
  signal = new AbortController().signal,
): Promise<FetchedFact<Value>> {
  const counted: string[] = [];
  const waits: number[] = [];
  const sleep = (ms: number) => Promise.resolve(void waits.push(ms));
  const clientOf = createAccountClients({
    count: (operation, outcome) => counted.push(`${operation} ${outcome}`),
    answered: () => undefined,
    inPlace: (_account, call) => call(),
    clock: new StandingClock(),
    environment: process.env,
    log: { warn: () => undefined },
    regionProblem,
  });
  const client = clientOf({ source: 'aws', name: 'production', owner: '' });
  const source = create(client, { clock: { now: () => 0, sleep }, random: () => 0 });
  try {
    return { value: await source.fetch(factRequest({ signal })), counted, waits };
  } catch (error) {
    if (error instanceof RefreshFailure) return { failure: error, counted, waits };
    throw error;
  }
}
