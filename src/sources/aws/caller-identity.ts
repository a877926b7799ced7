/** As whom AWS knows the exporter, asked with the credentials, and by the way, of the calls for reports. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { AwsAccount } from '../../model/account.ts';
import type { CallerIdentity, WayToAws } from '../../model/caller-identity.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { Environment } from '../../model/environment.ts';
import { withoutSecrets } from '../../model/without-secrets.ts';
import type { AccountAccess, AllAccess } from './account-access.ts';
import { patiently, type Waiting } from './patience.ts';
import { connectionTo } from './request-handler.ts';

export interface IdentitySource {
  /** Throws as the sources of facts do. */
  readonly ask: (signal: AbortSignal) => Promise<CallerIdentity>;
  /** What is known after it was asked, whether it answered or not. */
  readonly way: () => Promise<WayToAws>;
}

/** Needs no permission. */
export function createIdentityQuestion({ settings, equip }: AccountAccess, waiting: Waiting) {
  const client = new STSClient(settings);
  equip(client);
  const ask = async (signal: AbortSignal): Promise<CallerIdentity> => {
    const send = () => client.send(new GetCallerIdentityCommand({}), { abortSignal: signal });
    const { Arn: arn, Account: accountId } = await patiently(send, waiting, signal);
    if (arn === undefined || accountId === undefined) {
      throw new RefreshFailure('service', 'STS answered GetCallerIdentity without an ARN');
    }
    return { arn, accountId };
  };
  return { client, ask };
}

export function createIdentitySources(
  access: AllAccess,
  environment: Environment,
  waiting: Waiting,
): (account: AwsAccount) => IdentitySource {
  return (account) => {
    const own = access.to(account);
    const { settings } = own;
    const { client, ask } = createIdentityQuestion(own, waiting);
    return {
      ask,
      async way() {
        const region = await regionOf(settings);
        const origin = access.origin();
        const endpoint = region === undefined ? undefined : await endpointOf(client, region);
        return {
          ...(region !== undefined && { region }),
          ...(origin !== undefined && { origin }),
          ...(endpoint?.own && { endpoint: withoutSecrets(endpoint.url) }),
          ...(endpoint !== undefined && connectionTo(endpoint.url, environment)),
        };
      },
    };
  };
}

async function regionOf({
  region,
}: {
  readonly region: string | (() => Promise<string>);
}): Promise<string | undefined> {
  return typeof region === 'string' ? region : region().catch(() => undefined);
}

/** @returns undefined where the settings do not go together. */
async function endpointOf(
  { config }: STSClient,
  region: string,
): Promise<{ readonly own: boolean; readonly url: string } | undefined> {
  // Of the environment or of the profile.
  const configured = config.ignoreConfiguredEndpointUrls ? undefined : await config.serviceConfiguredEndpoint?.();
  try {
    const { url } = config.endpointProvider({
      Region: region,
      Endpoint: configured,
      UseFIPS: await config.useFipsEndpoint(),
      UseDualStack: await config.useDualstackEndpoint(),
    });
    return { own: configured !== undefined, url: url.href.replace(/\/$/, '') };
  } catch {
    return undefined;
  }
}
