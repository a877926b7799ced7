/** How the SDK's clients reach an account: with which credentials, in which region, and by which proxy and certificates. */
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { doesIdentityRequireRefresh, isIdentityExpired, memoizeIdentityProvider } from '@smithy/core';
import type { AwsAccount } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import { toRefreshFailure } from './aws-failure.ts';
import type { InPlace } from '../../model/places.ts';
import type { ClientPlugin } from './client-plugin.ts';
import { boundAnswers, XML_ANSWERS } from './bound-answers.ts';
import { type AwsAnswered, readDate } from './clock-offset.ts';
import { type CountAwsRequest, countRequests } from './count-requests.ts';
import {
  createCredentialChain,
  type CredentialChain,
  type CredentialProvider,
  type KeptCredentials,
} from './credential-chain.ts';
import { takePlace } from './in-place.ts';
import { defaultRegion } from './default-region.ts';
import type { Environment } from '../../model/environment.ts';
import { noteThrottling } from './last-answer.ts';
import { createRequestHandler } from './request-handler.ts';
import { renewCredentials } from './renew-credentials.ts';

const ROLE_SESSION_NAME = 'iam-credential-exporter';

export interface AccountAccessInput {
  /** undefined: for calls that nobody counts. */
  readonly count: CountAwsRequest | undefined;
  readonly answered: AwsAnswered;
  readonly inPlace: InPlace;
  readonly clock: Clock;
  readonly environment: Environment;
  readonly log: Pick<Log, 'warn'>;
  /** What is wrong with a text as a region; undefined: nothing. */
  readonly regionProblem: (text: string) => string | undefined;
}

/** What the clients of an account are made from, which share the session of its role. */
export interface AccountAccess {
  readonly settings: {
    readonly region: NonNullable<IAMClientConfig['region']>;
    readonly requestHandler: NonNullable<IAMClientConfig['requestHandler']>;
    readonly credentials: KeptCredentials;
  };
  /**
   * To be called once for each client that is made from the settings, or for each command to one that accounts share.
   *
   * @param own what is not of every client: the form of its answers and its places. Absent: those of IAM and STS.
   */
  readonly equip: (target: Equipped, own?: readonly ClientPlugin[]) => void;
}

interface Equipped {
  /** Plugins of two services differ in the types of inputs and outputs, at which none of these plugins looks. */
  readonly middlewareStack: { readonly use: (plugin: never) => void };
}

export interface AllAccess extends Pick<CredentialChain, 'origin'> {
  readonly to: (account: AwsAccount) => AccountAccess;
}

/**
 * With the credentials of the default chain, or of a role that they assume. Endpoints, retries and the chain itself are the SDK's own
 * settings (environment and shared configuration).
 */
export function createAccountAccess({
  count,
  answered,
  inPlace,
  clock,
  environment,
  log,
  regionProblem,
}: AccountAccessInput): AllAccess {
  const counting = count === undefined ? [] : [countRequests(count)];
  const forAll = [...counting, noteThrottling(), readDate(answered)];
  const requestHandler = createRequestHandler(environment);
  const configured = new IAMClient({ requestHandler });
  const chain = createCredentialChain({ clock, environment, requestHandler, log });

  const renewKey = renewCredentials(chain.refused, chain.refused);
  const known = new WeakMap<AwsAccount, AccountAccess>();

  function to(account: AwsAccount): AccountAccess {
    const access = known.get(account) ?? create(account);
    known.set(account, access);
    return access;
  }

  function create(account: AwsAccount): AccountAccess {
    const region = account.region ?? (() => defaultRegion(configured.config.region, regionProblem, environment));
    const ofIam = [boundAnswers(XML_ANSWERS), takePlace(inPlace, account.name)];
    const credentials = credentialsOf(account, region, [...forAll, ...ofIam]);
    const renew = account.roleArn === undefined ? renewKey : renewCredentials(() => assumeAnew(credentials));
    return {
      settings: { region, requestHandler, credentials },
      equip({ middlewareStack }, own = ofIam) {
        for (const plugin of [...forAll, ...own, renew]) middlewareStack.use(plugin as never);
      },
    };
  }

  function credentialsOf(
    account: AwsAccount,
    region: AccountAccess['settings']['region'],
    clientPlugins: ClientPlugin[],
  ): KeptCredentials {
    if (account.roleArn === undefined) return chain.provide;
    const role = fromTemporaryCredentials({
      masterCredentials: chain.provide,
      params: {
        RoleArn: account.roleArn,
        RoleSessionName: ROLE_SESSION_NAME,
        ...(account.externalId !== undefined && { ExternalId: account.externalId }),
      },
      clientConfig: { region, requestHandler },
      clientPlugins: [...clientPlugins, renewKey],
    });
    // Here and not by each client, of which each would ask STS for a session of its own. So the clients do it, by a function that the SDK calls
    // internal; its type allows for no provider, which has nothing to keep.
    const session = memoizeIdentityProvider(withFailure(role, clock), isIdentityExpired, doesIdentityRequireRefresh);
    // Without the mark each client would keep the session too, and go on with one that AWS refuses.
    return Object.assign(session as CredentialProvider, { memoized: true as const });
  }

  return { to, origin: chain.origin };
}

/** The session of a role is kept until shortly before its end. */
async function assumeAnew(session: KeptCredentials): Promise<void> {
  await session({ forceRefresh: true });
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
