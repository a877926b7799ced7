/** How a command asks AWS once: with which access and until when, and what it says of it beside the answers. */
import { type Config, secretsOf } from '../config/config.ts';
import { regionProblem } from '../config/region.ts';
import type { Account, AwsAccount } from '../model/account.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { printable } from '../model/printable.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { attempt } from '../refresh/attempt.ts';
import { asFailure } from '../refresh/failures.ts';
import { createFilePlaces } from '../refresh/file-places.ts';
import { gatherOnce } from '../refresh/gather-once.ts';
import { createPlaces } from '../refresh/places.ts';
import { type AllAccess, createAccountAccess } from '../sources/aws/account-access.ts';
import { clientsOf } from '../sources/aws/account-clients.ts';
import { describeSdkWarning } from '../sources/aws/sdk-warnings.ts';
import type { Outside } from './outside.ts';
import { createSources } from './sources.ts';
import { threadsOf } from './threads.ts';
import { withoutEvents } from './without-events.ts';

/** What AWS answered, or why it did not. */
export type Asked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: RefreshFailure };

/** With the deadline of the report. */
export type Ask = <Value>(question: (signal: AbortSignal) => Promise<Value>) => Promise<Asked<Value>>;

const TOO_LATE = 'AWS did not answer in time: see refreshTimeout of the configuration';

export type AskingOutside = Pick<Outside, 'clock' | 'environment' | 'onConsole' | 'printError' | 'random'>;

export interface Asking {
  readonly access: AllAccess;
  /** One for each account, which assumes its role once. */
  readonly clientOf: (account: AwsAccount) => IamClient;
  readonly sourcesOf: (account: Account) => AccountSources;
  readonly ask: Ask;
  /** Asks these accounts once for every fact but the events. */
  readonly gather: (accounts: readonly Account[]) => Promise<GatheredAccount[]>;
  /** Prints the warnings, those of the SDK among them, and these lines below them. */
  readonly printProblems: (lines: readonly string[], warnings?: readonly string[]) => Promise<void>;
}

type IamClient = ReturnType<ReturnType<typeof clientsOf>>;

export function createAsking(
  { clock, environment, onConsole, printError, random }: AskingOutside,
  config: Config,
): Asking {
  const { concurrency, refreshTimeout: timeout, reportSizeLimit } = config;
  const warnings = new Set<string>();
  const warn = (message: string): void => void warnings.add(message);
  onConsole((line) => warn(describeSdkWarning(line)));
  const access = createAccountAccess({
    inPlace: createPlaces(concurrency, clock).inPlace,
    clock,
    environment,
    log: { warn: (_fields: object, message: string) => warn(message) },
    regionProblem,
    count: undefined,
    answered: () => undefined,
  });
  const clientOf = oncePerAccount(clientsOf(access));
  const inFilePlace = createFilePlaces(threadsOf(environment));
  const { to: accessTo } = access;
  // A command ends before garbage counts.
  const collectGarbage = (): void => undefined;
  const watched = (): Config => config;
  const sourcesOf = createSources({ clock, random, inFilePlace, clientOf, accessTo, collectGarbage, watched });
  const secrets = secretsOf(config);
  const facts = withoutEvents(config);
  return {
    access,
    clientOf,
    sourcesOf,
    async ask(question) {
      const look = (request: { readonly signal: AbortSignal }) => question(request.signal);
      const late = () => new RefreshFailure('timeout', TOO_LATE);
      const { signal } = new AbortController();
      try {
        return { ok: true, value: await attempt({ look, interval: 0, timeout, late, reportSizeLimit, clock, signal }) };
      } catch (error) {
        return { ok: false, failure: asFailure(error) };
      }
    },
    gather: (chosen) =>
      gatherOnce({ clock, sourcesOf, onAccount: () => undefined }, { ...config, facts, accounts: chosen }),
    async printProblems(lines, more = []) {
      const said = [...new Set([...more, ...warnings])].map((warning) => `warning: ${warning}`);
      const all = [...said, ...lines];
      await printError(all.map((line) => `${printable(withoutSecrets(line, secrets))}\n`).join(''));
    },
  };
}

function oncePerAccount<Client>(create: (account: AwsAccount) => Client): (account: AwsAccount) => Client {
  const clients = new Map<AwsAccount, Client>();
  return (account) => {
    const client = clients.get(account) ?? create(account);
    clients.set(account, client);
    return client;
  };
}
