/** The real clients of services that speak JSON, pointed at the fake. */
import { AccountClient } from '@aws-sdk/client-account';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { LONG_TERM_KEY } from './iam-client.ts';

/** Tries once only. */
export function cloudTrailClient(fake: FakeAws, region = 'us-east-1', credentials = LONG_TERM_KEY): CloudTrailClient {
  return new CloudTrailClient({ endpoint: fake.url, region, credentials, maxAttempts: 1 });
}

export function accountClient(fake: FakeAws): AccountClient {
  return new AccountClient({ endpoint: fake.url, region: 'us-east-1', credentials: LONG_TERM_KEY, maxAttempts: 1 });
}
