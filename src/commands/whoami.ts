/** The `whoami` command: as whom, and from where, the exporter asks AWS about each account. */
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { WhoamiOptions } from '../cli/whoami-options.ts';
import { printAsked } from '../cli/whoami-output.ts';
import type { Config } from '../config/config.ts';
import type { Account, AwsAccount } from '../model/account.ts';
import type { AskedAccount } from '../model/caller-identity.ts';
import type { OrganizationSettings } from '../model/organization-settings.ts';
import { createIdentitySources } from '../sources/aws/caller-identity.ts';
import { profileBeforeKeys } from '../sources/aws/sdk-warnings.ts';
import { type Ask, createAsking } from './asking.ts';
import { isChosen, NO_FILTERS, readFilters } from '../config/filters.ts';
import { mayBeChosen, unmatchedAccounts } from './check-selection.ts';
import { failureLines } from './failure-lines.ts';
import { findAll } from './find-accounts.ts';
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
  const asking = createAsking(outside, config);
  const sourceOf = createIdentitySources(asking.access, environment, outside);
  const { organization } = config;
  const [exporter, found] = await Promise.all([
    organization && askAccount(ownCredentials(organization), sourceOf, asking.ask),
    organization ? findAll(asking, outside, { ...config, organization }) : { all: config, problems: [] },
  ]);
  // Whoever is refused the list wants to know all the more as whom.
  const known = found.all ?? config;
  const accounts = known.accounts.filter((account) => mayBeChosen(account, selection));
  const answered = await Promise.all(accounts.map((account) => askAccount(account, sourceOf, asking.ask)));
  const asked = answered.filter(({ account, identity }) => isChosen(account, idOf(account, identity), selection));

  const ids = asked.flatMap(({ identity }) => identity?.accountId ?? []);
  const failures = [
    ...(found.all === undefined ? [] : unmatchedAccounts(selection, ids, known)),
    ...asked.flatMap(linesOf),
  ];
  await printOut(printAsked(asked, options.output, exporter));
  const asksAws = exporter !== undefined || accounts.some(({ source }) => source === 'aws');
  const ownFailure = exporter === undefined ? [] : linesOf(exporter);
  const lines = [...ownFailure, ...found.problems, ...failures];
  await asking.printProblems(lines, asksAws ? profileBeforeKeys(environment) : []);
  return found.all !== undefined && ownFailure.length + failures.length === 0 ? 0 : NOT_ASKED;
}

/** No account has such a name in brackets by chance. */
const EXPORTER = '(exporter)';

/** Those that assume the roles, and ask the organization where it has none. */
export function ownCredentials({ region }: OrganizationSettings): AwsAccount {
  return { source: 'aws', name: EXPORTER, owner: '', ...(region !== undefined && { region }) };
}

async function askAccount(
  account: Account,
  sourceOf: ReturnType<typeof createIdentitySources>,
  ask: Ask,
): Promise<AskedAccount> {
  if (account.source === 'file') return { account };
  const source = sourceOf(account);
  const asked = await ask(source.ask);
  const way = await source.way();
  return asked.ok ? { account, identity: asked.value, way } : { account, failure: asked.failure, way };
}

/** Nobody looks into a report file for the id of its account: it is chosen by its name alone. */
function idOf({ source }: Account, identity: AskedAccount['identity']): string | undefined {
  return source === 'file' ? '' : identity?.accountId;
}

function linesOf({ account, failure }: AskedAccount): string[] {
  return failure === undefined ? [] : failureLines(account.name, failure);
}
