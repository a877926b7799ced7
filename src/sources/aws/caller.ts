/** Who the exporter itself is to AWS: roles that are only named are in its partition, and its own account is read without one. */
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Clock } from '../../model/clock.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { toRefreshFailure } from './aws-failure.ts';
import type { KeptCredentials } from './credential-chain.ts';

export interface CallerAccount {
  readonly accountId: string;
  /** `aws`, `aws-cn` ... */
  readonly partition: string;
}

/** Throws RefreshFailure. */
export type Caller = () => Promise<CallerAccount>;

/**
 * Asks STS once for each access key, as new credentials may be of another account. Needs no permission.
 * Source: STS API reference, GetCallerIdentity.
 */
export function createCaller(client: STSClient, credentials: KeptCredentials, clock: Clock): Caller {
  let known: { readonly accessKeyId: string; readonly asked: Promise<CallerAccount> } | undefined;

  async function ask(): Promise<CallerAccount> {
    const { Arn: arn = '', Account: accountId } = await client
      .send(new GetCallerIdentityCommand({}))
      .catch((error: unknown) => {
        throw toRefreshFailure(error, clock.now());
      });
    const [, partition] = arn.split(':');
    if (partition === undefined || accountId === undefined) {
      throw new RefreshFailure('service', 'STS answered GetCallerIdentity without an ARN');
    }
    return { accountId, partition };
  }

  return async () => {
    const { accessKeyId } = await credentials();
    if (known?.accessKeyId !== accessKeyId) {
      const asked = ask();
      known = { accessKeyId, asked };
      // After a refusal the next one asks again.
      asked.catch(() => {
        if (known?.asked === asked) known = undefined;
      });
    }
    return known.asked;
  };
}
