import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsAccount } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import { toRefreshFailure } from './aws-failure.ts';
import type { InPlace } from '../../model/places.ts';
import type { ClientPlugin } from './client-plugin.ts';
import { boundAnswers } from './bound-answers.ts';
import { type AwsAnswered, readDate } from './clock-offset.ts';
import { type CountAwsRequest, countRequests } from './count-requests.ts';
import { createCredentialChain, type CredentialProvider } from './credential-chain.ts';
import { takePlace } from './in-place.ts';
import type { Environment } from './local-endpoints.ts';
import { renewCredentials } from './renew-credentials.ts';

const ROLE_SESSION_NAME = 'iam-credential-exporter';

/** IAM is one service for all regions of a partition, but the SDK wants a region to sign for. */
const DEFAULT_REGION = 'us-east-1';

/** The SDK waits for ever by default. The deadline of a refresh is another, longer one. */
const REQUEST_HANDLER = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

export interface AccountClientsInput {
  readonly count: CountAwsRequest;
  readonly answered: AwsAnswered;
  readonly inPlace: InPlace;
  readonly clock: Clock;
  readonly environment: Environment;
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
  clock,
  environment,
  log,
}: AccountClientsInput): (account: AwsAccount) => IAMClient {
  const forAll = [countRequests(count), readDate(answered), boundAnswers()];
  const configured = new IAMClient({ requestHandler: REQUEST_HANDLER });
  const { requestHandler } = configured.config;
  const chain = createCredentialChain({ clock, environment, requestHandler, log });

  return (account) => {
    const region = account.region ?? (() => configured.config.region().catch(() => DEFAULT_REGION));
    const plugins = [...forAll, takePlace(inPlace, account.name)];
    const client = new IAMClient({ region, requestHandler, credentials: credentialsOf(account, region, plugins) });
    for (const plugin of plugins) client.middlewareStack.use(plugin);
    client.middlewareStack.use(
      renewCredentials(account.roleArn === undefined ? chain.refused : () => assumeAnew(client)),
    );
    return client;
  };

  function credentialsOf(
    account: AwsAccount,
    region: NonNullable<IAMClientConfig['region']>,
    clientPlugins: ClientPlugin[],
  ): CredentialProvider {
    if (account.roleArn === undefined) return chain.provide;
    const role = fromTemporaryCredentials({
      masterCredentials: chain.provide,
      params: {
        RoleArn: account.roleArn,
        RoleSessionName: ROLE_SESSION_NAME,
        ...(account.externalId !== undefined && { ExternalId: account.externalId }),
      },
      clientConfig: { region, requestHandler },
      clientPlugins: [...clientPlugins, renewCredentials(chain.refused)],
    });
    return withFailure(role);
  }
}

/** The client keeps the session of its role until shortly before its end. */
async function assumeAnew(client: IAMClient): Promise<void> {
  await client.config.credentials({ forceRefresh: true });
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
