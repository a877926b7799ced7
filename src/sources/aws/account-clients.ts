import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsAccount } from '../../model/account.ts';
import type { Log } from '../../model/log.ts';
import { toRefreshFailure } from './aws-failure.ts';
import type { InPlace } from '../../model/places.ts';
import type { ClientPlugin } from './client-plugin.ts';
import { boundAnswers } from './bound-answers.ts';
import { type AwsAnswered, readDate } from './clock-offset.ts';
import { type CountAwsRequest, countRequests } from './count-requests.ts';
import { createCredentialChain } from './credential-chain.ts';
import { takePlace } from './in-place.ts';

type CredentialProvider = ReturnType<typeof fromTemporaryCredentials>;

const ROLE_SESSION_NAME = 'iam-credential-exporter';

/** IAM is one service for all regions of a partition, but the SDK wants a region to sign for. */
const DEFAULT_REGION = 'us-east-1';

/** The SDK waits for ever by default. The deadline of a refresh is another, longer one. */
const REQUEST_HANDLER = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

export interface AccountClientsInput {
  readonly count: CountAwsRequest;
  readonly answered: AwsAnswered;
  readonly inPlace: InPlace;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * Makes the IAM client of each account: with the credentials of the default chain, or of a role that they assume. Endpoints,
 * retries and the chain itself are the SDK's own settings (environment and shared configuration).
 */
export function createAccountClients({
  count,
  answered,
  inPlace,
  log,
}: AccountClientsInput): (account: AwsAccount) => IAMClient {
  const forAll = [countRequests(count), readDate(answered), boundAnswers()];
  const chain = createCredentialChain(log);
  const configured = new IAMClient({ requestHandler: REQUEST_HANDLER });
  const { requestHandler } = configured.config;

  return (account) => {
    const region = account.region ?? (() => configured.config.region().catch(() => DEFAULT_REGION));
    const plugins = [...forAll, takePlace(inPlace, account.name)];
    const client = new IAMClient({ region, requestHandler, credentials: credentialsOf(account, region, plugins) });
    for (const plugin of plugins) client.middlewareStack.use(plugin);
    return client;
  };

  function credentialsOf(
    account: AwsAccount,
    region: NonNullable<IAMClientConfig['region']>,
    clientPlugins: ClientPlugin[],
  ): CredentialProvider {
    if (account.roleArn === undefined) return chain;
    const role = fromTemporaryCredentials({
      masterCredentials: chain,
      params: {
        RoleArn: account.roleArn,
        RoleSessionName: ROLE_SESSION_NAME,
        ...(account.externalId !== undefined && { ExternalId: account.externalId }),
      },
      clientConfig: { region, requestHandler },
      clientPlugins,
    });
    return withFailure(role);
  }
}

/** The same provider, whose failures are told from those of the report: a role that is refused. */
function withFailure(provide: CredentialProvider): CredentialProvider {
  return async (properties) => {
    try {
      return await provide(properties);
    } catch (error) {
      throw toRefreshFailure(error, true);
    }
  };
}
