/** The credentials by which an account is read that has a role for it. */
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import type { AwsAccount } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import { toRefreshFailure } from './aws-failure.ts';
import type { Caller } from './caller.ts';
import type { ClientPlugin } from './client-plugin.ts';
import type { CredentialProvider, KeptCredentials } from './credential-chain.ts';
import type { RequestHandler } from './route.ts';

const ROLE_SESSION_NAME = 'iam-credential-exporter';

export interface RoleSessionInput {
  readonly region: string | (() => Promise<string>);
  readonly requestHandler: RequestHandler;
  readonly account: Pick<AwsAccount, 'accountId' | 'roleArn' | 'roleName' | 'externalId'>;
  /** The exporter's own credentials, by which it assumes the role. */
  readonly own: KeptCredentials;
  readonly caller: Caller;
  /** Of the calls to STS. */
  readonly clientPlugins: ClientPlugin[];
  readonly clock: Clock;
}

/**
 * A session of the role, which all clients of the account share. A role that is only named may turn out to be one of the exporter's own
 * account: nothing is assumed there, and its own credentials are given.
 */
export function createRoleSession(input: RoleSessionInput): KeptCredentials {
  const { account, own, caller } = input;
  const { roleArn, roleName, accountId = '' } = account;
  if (roleArn !== undefined || roleName === undefined) return sessionOf(roleArn ?? '', input);
  const sessions = new Map<string, KeptCredentials>();

  function sessionIn(partition: string): KeptCredentials {
    const known = sessions.get(partition) ?? sessionOf(`arn:${partition}:iam::${accountId}:role/${roleName}`, input);
    sessions.set(partition, known);
    return known;
  }

  const provide: CredentialProvider = async (properties) => {
    const { accountId: callersId, partition } = await caller();
    return callersId === accountId ? own(properties) : sessionIn(partition)(properties);
  };
  return Object.assign(provide, { memoized: true as const });
}

function sessionOf(
  roleArn: string,
  { account: { externalId }, region, requestHandler, own, clientPlugins, clock }: RoleSessionInput,
): KeptCredentials {
  const role = fromTemporaryCredentials({
    masterCredentials: own,
    params: {
      RoleArn: roleArn,
      RoleSessionName: ROLE_SESSION_NAME,
      ...(externalId !== undefined && { ExternalId: externalId }),
    },
    clientConfig: { region, requestHandler },
    clientPlugins,
  });
  // Here and not by each client, of which each would ask STS for a session of its own. So the clients do it, by a function that the SDK calls
  // internal; its type allows for no provider, which has nothing to keep.
  const session = memoizeIdentityProvider(withFailure(role, clock), isIdentityExpired, doesIdentityRequireRefresh);
  // Without the mark each client would keep the session too, and go on with one that AWS refuses.
  return Object.assign(session as CredentialProvider, { memoized: true as const });
}

/** The same provider, whose failures are told from those of the report: a role that is refused. */
function withFailure(provide: CredentialProvider, clock: Clock): CredentialProvider {
  return async (properties) => {
    try {
      return await provide(properties);
    } catch (error) {
      throw toRefreshFailure(error, clock.now(), true);
    }
  };
}
