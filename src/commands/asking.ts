/** How a command asks AWS once: with which access and until when, and what it says of it beside the answers. */
import type { Config } from '../config/config.ts';
import { regionProblem } from '../config/region.ts';
import { externalIdsOf } from '../model/account.ts';
import { printable } from '../model/printable.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { attempt } from '../refresh/attempt.ts';
import { asFailure } from '../refresh/failures.ts';
import { createPlaces } from '../refresh/places.ts';
import { type AllAccess, createAccountAccess } from '../sources/aws/account-access.ts';
import { describeSdkWarning } from '../sources/aws/sdk-warnings.ts';
import type { Outside } from './outside.ts';

/** What AWS answered, or why it did not. */
export type Asked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: RefreshFailure };

/** With the deadline, and its words, of the report. */
export type Ask = <Value>(question: (signal: AbortSignal) => Promise<Value>) => Promise<Asked<Value>>;

const TOO_LATE = 'AWS did not answer in time: see refreshTimeout of the configuration';

export type AskingOutside = Pick<Outside, 'clock' | 'environment' | 'onConsole' | 'printError'>;

export interface Asking {
  readonly access: AllAccess;
  readonly ask: Ask;
  /** Prints the warnings, those of the SDK among them, and these lines below them. */
  readonly printProblems: (lines: readonly string[], warnings?: readonly string[]) => Promise<void>;
}

export function createAsking(
  { clock, environment, onConsole, printError }: AskingOutside,
  { accounts, concurrency, refreshTimeout: timeout, reportSizeLimit }: Config,
): Asking {
  const warnings = new Set<string>();
  const warn = (message: string): void => void warnings.add(message);
  onConsole((line) => warn(describeSdkWarning(line)));
  const { inPlace } = createPlaces(concurrency, clock);
  const log = { warn: (_fields: object, message: string) => warn(message) };
  const access = createAccountAccess({
    inPlace,
    clock,
    environment,
    log,
    regionProblem,
    count: undefined,
    answered: () => undefined,
  });
  const secrets = externalIdsOf(accounts);
  return {
    access,
    async ask(question) {
      const look = (request: { readonly signal: AbortSignal }) => question(request.signal);
      const { signal } = new AbortController();
      const given = { fact: 'credential-report', interval: 0, timeout, reportSizeLimit, clock, signal } as const;
      try {
        return { ok: true, value: await attempt({ ...given, look }) };
      } catch (error) {
        const failure = asFailure(error);
        // The deadline has the words of a report.
        const isLate = failure.reason === 'timeout' && failure.cause === undefined;
        return { ok: false, failure: isLate ? new RefreshFailure('timeout', TOO_LATE) : failure };
      }
    },
    async printProblems(lines, more = []) {
      const said = [...new Set([...more, ...warnings])].map((warning) => `warning: ${warning}`);
      const all = [...said, ...lines];
      await printError(all.map((line) => `${printable(withoutSecrets(line, secrets))}\n`).join(''));
    },
  };
}
