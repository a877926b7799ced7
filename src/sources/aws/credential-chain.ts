import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import type { Clock } from '../../model/clock.ts';
import type { Log } from '../../model/log.ts';
import { describeSdkWarning } from './sdk-warnings.ts';
import { chainTooLate, toChainFailure } from './chain-failure.ts';
import { followLinks } from './chain-links.ts';
import type { CredentialOrigin } from '../../model/caller-identity.ts';
import { originOf } from './credential-origin.ts';
import { endCredentialPrograms } from './credential-programs.ts';
import type { Environment } from '../../model/environment.ts';
import { followExchanges } from './exchanges.ts';
import { watchLocalEndpoints } from './local-endpoints.ts';
import type { RequestHandler } from './route.ts';

export type CredentialProvider = ReturnType<typeof fromNodeProviderChain>;

/** Keeps what it gives until that is about to expire: no client of the SDK is to keep it on top. */
export type KeptCredentials = CredentialProvider & { readonly memoized: true };

/** SSO, a role of a profile and the endpoint of a container answer within seconds; a program may ask somebody. */
const DEADLINE_MS = 30_000;

export interface CredentialChain {
  readonly provide: KeptCredentials;
  /** AWS refused the credentials with this access key: new ones come next, and the shared files are read again. */
  readonly refused: (accessKeyId: string) => void;
  /** Of the credentials that it gave last; undefined: it has given none. */
  readonly origin: () => CredentialOrigin | undefined;
}

export interface CredentialChainInput {
  readonly clock: Clock;
  readonly environment: Environment;
  /** Of the clients of the SDK's own that ask STS and the SSO portal. */
  readonly requestHandler: RequestHandler;
  readonly log: Pick<Log, 'warn'>;
}

/**
 * The SDK's default chain, which recovers: one that hangs is given up after 30 s, and one whose credentials AWS refuses is made anew.
 * The SDK's own keeps a promise that never ends, and credentials without an expiry, for good.
 */
export function createCredentialChain({
  clock,
  environment,
  requestHandler,
  log,
}: CredentialChainInput): CredentialChain {
  const endpoints = watchLocalEndpoints(environment, clock);
  let current = newChain();
  let origin: CredentialOrigin | undefined;

  function newChain() {
    const links = followLinks();
    const ignore = (): void => undefined;
    const chain = { links, isGivenUp: false, accessKeyId: undefined as string | undefined };
    const provide = fromNodeProviderChain({
      clientConfig: { requestHandler: followExchanges(requestHandler, (exchange) => links.exchanged(exchange)) },
      // Otherwise the SDK reads each shared file once.
      ignoreCache: true,
      logger: {
        debug: (message: unknown) => {
          // From one link to the next it would go on, and start the program again that was just ended.
          if (chain.isGivenUp) throw new Error('the chain was given up');
          links.follow(message);
        },
        info: ignore,
        warn: (message: unknown) => log.warn({}, describeSdkWarning(message)),
        error: ignore,
      },
    });
    return Object.assign(chain, { provide });
  }

  const provide: CredentialProvider = async (properties) => {
    const chain = current;
    const ended = new AbortController();
    try {
      const late = clock.sleep(DEADLINE_MS, ended.signal).then(() => undefined);
      const credentials = await Promise.race([chain.provide(properties), late]);
      if (credentials !== undefined) {
        chain.accessKeyId = credentials.accessKeyId;
        origin = originOf(credentials, chain.links.asked(), environment);
        return credentials;
      }
    } catch (error) {
      if (chain.isGivenUp) throw chainTooLate(chain.links.asked(), DEADLINE_MS);
      throw toChainFailure(error, {
        asked: chain.links.asked(),
        outcome: endpoints.outcome,
        environment,
        now: clock.now(),
      });
    } finally {
      ended.abort();
    }
    chain.isGivenUp = true;
    if (current === chain) {
      current = newChain();
      endCredentialPrograms();
    }
    throw chainTooLate(chain.links.asked(), DEADLINE_MS);
  };

  return {
    // The SDK's clients would keep credentials without an expiry for good as well.
    provide: Object.assign(provide, { memoized: true as const }),
    refused(accessKeyId) {
      if (current.accessKeyId === accessKeyId) current = newChain();
    },
    origin: () => origin,
  };
}
