/** An account on loopback with a report, and the SDK without its pauses. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws, FakeAwsOptions } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';

export const ACCOUNT_ID = '111122223333';

// The SDK's own retries wait for a random time.
beforeEach(() => void jest.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => void jest.restoreAllMocks());

export async function startFake(options: Partial<FakeAwsOptions> = {}): Promise<FakeAws> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportCsv(ACCOUNT_ID) }];
  const fake = await startFakeAwsForTest({ accounts, ...options });
  setAwsEnvironment(fake.url);
  return fake;
}
