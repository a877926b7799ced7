import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsAccount } from '../../model/account.ts';
import { toRefreshFailure } from './aws-failure.ts';
import { contentAsCdata } from './content-as-cdata.ts';
import { type CountAwsRequest, countRequests } from './count-requests.ts';

type CredentialProvider = ReturnType<typeof fromTemporaryCredentials>;

const ROLE_SESSION_NAME = 'iam-credential-exporter';

/** IAM is one service for all regions of a partition, but the SDK wants a region to sign for. */
const DEFAULT_REGION = 'us-east-1';

/** The SDK waits for ever by default. The deadline of a refresh is another, longer one. */
const REQUEST_HANDLER = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

/**
 * Makes the IAM client of each account: with the credentials of the default chain, or of a role that they assume. Endpoints,
 * proxies, retries and the chain itself are the SDK's own settings (environment and shared configuration).
 */
export function createAccountClients(count: CountAwsRequest): (account: AwsAccount) => IAMClient {
  const plugin = countRequests(count);
  const chain = withFailure(fromNodeProviderChain());
  const configured = new IAMClient({ requestHandler: REQUEST_HANDLER });
  const { requestHandler } = configured.config;

  return (account) => {
    const region = account.region ?? (() => configured.config.region().catch(() => DEFAULT_REGION));
    const client = new IAMClient({ region, requestHandler, credentials: credentialsOf(account, region) });
    client.middlewareStack.use(plugin);
    client.middlewareStack.use(contentAsCdata());
    return client;
  };

  function credentialsOf(account: AwsAccount, region: NonNullable<IAMClientConfig['region']>): CredentialProvider {
    if (account.roleArn === undefined) return chain;
    const role = fromTemporaryCredentials({
      masterCredentials: chain,
      params: {
        RoleArn: account.roleArn,
        RoleSessionName: ROLE_SESSION_NAME,
        ...(account.externalId !== undefined && { ExternalId: account.externalId }),
      },
      clientConfig: { region, requestHandler },
      clientPlugins: [plugin],
    });
    return withFailure(role, true);
  }
}

/** The same provider, whose errors say which step failed: the base credentials, or the role. */
function withFailure(provide: CredentialProvider, assumingRole = false): CredentialProvider {
  return async (properties) => {
    try {
      return await provide(properties);
    } catch (error) {
      throw toRefreshFailure(error, assumingRole);
    }
  };
}
