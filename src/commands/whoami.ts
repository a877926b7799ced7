/** The `whoami` command: as whom, and from where, the exporter asks AWS about each account. */
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { WhoamiOptions } from '../cli/whoami-options.ts';
import { printAsked } from '../cli/whoami-output.ts';
import type { Config } from '../config/config.ts';
import { regionProblem } from '../config/region.ts';
import { type Account, externalIdsOf } from '../model/account.ts';
import type { AskedAccount } from '../model/caller-identity.ts';
import { printable } from '../model/printable.ts';
import { stackFrames } from '../model/stack-frames.ts';
import { withoutSecrets } from '../model/without-secrets.ts';
import { attempt } from '../refresh/attempt.ts';
import { asFailure } from '../refresh/failures.ts';
import { createPlaces } from '../refresh/places.ts';
import { createAccountAccess } from '../sources/aws/account-access.ts';
import { createIdentitySources } from '../sources/aws/caller-identity.ts';
import { describeSdkWarning, profileBeforeKeys } from '../sources/aws/sdk-warnings.ts';
import { isChosen, mayBeChosen, readFilters, unmatchedAccounts } from './check-selection.ts';
import type { Outside } from './outside.ts';

/** An account could not be asked, or there is no such account. */
const NOT_ASKED = 3;

export type WhoamiOutside = Pick<Outside, 'clock' | 'environment' | 'onConsole' | 'printError' | 'printOut' | 'random'>;

/** Resolves to the exit code. */
export async function whoami(outside: WhoamiOutside, config: Config, options: WhoamiOptions): Promise<number> {
  const { environment, printError, printOut } = outside;
  const filters = readFilters({ ...NO_FILTERS, accounts: options.accounts }, config.policy);
  if (!filters.ok) {
    await printError(`${filters.problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { selection } = filters;
  const accounts = config.accounts.filter((account) => mayBeChosen(account, selection));
  const warnings = new Set(accounts.some(({ source }) => source === 'aws') ? profileBeforeKeys(environment) : []);
  const warn = (message: string): void => void warnings.add(message);
  outside.onConsole((line) => warn(describeSdkWarning(line)));

  const ask = createAsking(outside, config, warn);
  const answered = await Promise.all(accounts.map(ask));
  const asked = answered.filter(({ account, identity }) => isChosen(account, idOf(account, identity), selection));

  const ids = asked.flatMap(({ identity }) => identity?.accountId ?? []);
  const failures = [...unmatchedAccounts(selection, ids, config.accounts), ...asked.flatMap(failureLines)];
  await printOut(printAsked(asked, options.output));
  const lines = [...[...warnings].map((warning) => `warning: ${warning}`), ...failures];
  const secrets = externalIdsOf(config.accounts);
  await printError(lines.map((line) => `${printable(withoutSecrets(line, secrets))}\n`).join(''));
  return failures.length === 0 ? 0 : NOT_ASKED;
}

const NO_FILTERS = { accounts: [], owners: [], users: [], checks: [], severities: [] };

function createAsking(
  { clock, environment, random }: WhoamiOutside,
  { concurrency, refreshTimeout: timeout, reportSizeLimit }: Config,
  warn: (message: string) => void,
): (account: Account) => Promise<AskedAccount> {
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
  const sourceOf = createIdentitySources(access, environment, { clock, random });
  return async (account) => {
    if (account.source === 'file') return { account };
    const { ask, way } = sourceOf(account);
    const { signal } = new AbortController();
    try {
      const identity = await attempt({
        // The deadline and its words are those of the report, which the exporter asks for in this way.
        fact: 'credential-report',
        look: (request) => ask(request.signal),
        interval: 0,
        timeout,
        reportSizeLimit,
        clock,
        signal,
      });
      return { account, identity, way: await way() };
    } catch (error) {
      return { account, failure: asFailure(error), way: await way() };
    }
  };
}

/** Nobody looks into a report file for the id of its account: it is chosen by its name alone. */
function idOf({ source }: Account, identity: AskedAccount['identity']): string | undefined {
  return source === 'file' ? '' : identity?.accountId;
}

function failureLines({ account, failure }: AskedAccount): string[] {
  if (failure === undefined) return [];
  const line = `${account.name}: ${failure.reason}: ${failure.message}`;
  return failure.reason === 'internal' ? [line, ...(stackFrames(failure.cause)?.split('\n') ?? [])] : [line];
}
