/** How the SDK's clients reach an account: with which credentials, in which region, and by which proxy and certificates. */
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import { type AwsAccount, hasRole } from '../../model/account.ts';
import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import type { InPlace } from '../../model/places.ts';
import type { ClientPlugin } from './client-plugin.ts';
import { boundAnswers, XML_ANSWERS } from './bound-answers.ts';
import { type AwsAnswered, readDate } from './clock-offset.ts';
import { type CountAwsRequest, countRequests } from './count-requests.ts';
import { type Caller, type CallerAccount, createCaller } from './caller.ts';
import { createCredentialChain, type CredentialChain, type KeptCredentials } from './credential-chain.ts';
import { takePlace } from './in-place.ts';
import { defaultRegion } from './default-region.ts';
import type { Environment } from '../../model/environment.ts';
import { noteThrottling } from './last-answer.ts';
import { createRequestHandler } from './request-handler.ts';
import { renewCredentials } from './renew-credentials.ts';
import { createRoleSession } from './role-session.ts';

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
  /**
   * The account of the exporter's own credentials. Throws RefreshFailure.
   *
   * @param account one whose region is of the same partition.
   */
  readonly caller: (account: Pick<AwsAccount, 'region'>) => Promise<CallerAccount>;
}

/** Whichever that is: the account of the exporter's own credentials. */
const OWN_ACCOUNT: AwsAccount = { source: 'aws', name: '', owner: '' };

type ReachedAccount = Omit<AwsAccount, 'region'> & { readonly region?: AccountAccess['settings']['region'] };

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
  let callerOfAll: Caller | undefined;

  function regionOf({ region }: Pick<AwsAccount, 'region'>): AccountAccess['settings']['region'] {
    return region ?? (() => defaultRegion(configured.config.region, regionProblem, environment));
  }

  /** Any region of the partition will do: that of the first account that wants to know. */
  async function callerIn(region: AccountAccess['settings']['region']): Promise<CallerAccount> {
    callerOfAll ??= createCaller(stsClient({ ...OWN_ACCOUNT, region }), chain.provide, clock);
    return callerOfAll();
  }

  function to(account: AwsAccount): AccountAccess {
    const access = known.get(account) ?? create(account);
    known.set(account, access);
    return access;
  }

  function create(account: ReachedAccount): AccountAccess {
    const region = account.region ?? regionOf({});
    const ofIam = [boundAnswers(XML_ANSWERS), takePlace(inPlace, account.name)];
    const clientPlugins = [...forAll, ...ofIam, renewKey];
    const own = chain.provide;
    const caller = () => callerIn(region);
    const credentials = hasRole(account)
      ? createRoleSession({ account, region, requestHandler, own, caller, clientPlugins, clock })
      : own;
    const renew = hasRole(account) ? renewCredentials((key) => assumeAnew(credentials, key)) : renewKey;
    return {
      settings: { region, requestHandler, credentials },
      equip({ middlewareStack }, own = ofIam) {
        for (const plugin of [...forAll, ...own, renew]) middlewareStack.use(plugin as never);
      },
    };
  }

  function stsClient(account: ReachedAccount): STSClient {
    const { settings, equip } = create(account);
    const client = new STSClient(settings);
    equip(client);
    return client;
  }

  /** The session of a role is kept until shortly before its end. Of the exporter's own account there is none, but its own key. */
  async function assumeAnew(session: KeptCredentials, accessKeyId: string): Promise<void> {
    chain.refused(accessKeyId);
    await session({ forceRefresh: true });
  }

  return { to, caller: (account) => callerIn(regionOf(account)), origin: chain.origin };
}
