/** The real client, pointed at the fake. */
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { sessionCredentials } from '../../support/fake-aws/role-session.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';

export const LONG_TERM_KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };

export function iamClient(fake: FakeAws, config: IAMClientConfig = {}): IAMClient {
  return new IAMClient({ endpoint: fake.url, region: 'us-east-1', credentials: LONG_TERM_KEY, ...config });
}

/** Speaks as the account, without AssumeRole. */
export function iamClientOf(fake: FakeAws, accountId: string, config: IAMClientConfig = {}): IAMClient {
  return iamClient(fake, { credentials: sessionCredentials(accountId), ...config });
}
