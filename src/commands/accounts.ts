/** The `accounts` command: which accounts the exporter reads, which it does not, and why. */
import type { AccountsOptions } from '../cli/accounts-options.ts';
import { printStandings, standingsSummary } from '../cli/accounts-output.ts';
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { Config } from '../config/config.ts';
import { type Account, namedAccountId } from '../model/account.ts';
import type { AccountStanding } from '../model/account-standing.ts';
import { createStandings } from './account-standings.ts';
import { createAsking } from './asking.ts';
import { isChosen, NO_FILTERS, readFilters } from '../config/filters.ts';
import { mayBeChosen, unmatchedFilters } from './check-selection.ts';
import { findMembers, withId } from './found-members.ts';
import { failureLines } from './failure-lines.ts';
import { NOT_FOUND } from './find-accounts.ts';
import { forReportsOnly, lastReports } from './last-reports.ts';
import type { Outside } from './outside.ts';

/** An account could not be read, tags are not known, or a filter matches nothing. */
const INCOMPLETE = 3;

export type AccountsOutside = Pick<
  Outside,
  'clock' | 'environment' | 'onConsole' | 'printError' | 'printOut' | 'random'
>;

/** Resolves to the exit code. */
export async function accounts(outside: AccountsOutside, config: Config, options: AccountsOptions): Promise<number> {
  const { printError, printOut } = outside;
  const filters = readFilters({ ...NO_FILTERS, accounts: options.accounts, owners: options.owners }, config.policy);
  if (!filters.ok) {
    await printError(`${filters.problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { selection } = filters;
  const found = await findMembers(outside, config);
  if (found === undefined) return NOT_FOUND;
  const { inside, outside: others } = found.members;
  const all = { ...config, accounts: inside.map(({ account }) => account) };
  const { gather, printProblems } = createAsking(outside, forReportsOnly(all));
  const asked = inside.filter((member) => member.awaits !== 'selection' && mayBeChosen(withId(member), selection));
  const reports = await lastReports(
    gather,
    outside,
    asked.map(({ account }) => account),
  );
  const reportOf = new Map(reports.map((report) => [report.account, report]));

  const standings = createStandings({ ...found, accounts: config.accounts });
  const rows: Row[] = [
    ...inside.map((member) => {
      const report = reportOf.get(member.account);
      return { account: withId(member, report), standing: standings.ofMember(member, report) };
    }),
    ...others.map((outsider) => {
      const { accountId, accountName: name } = outsider;
      // Whose it is, nobody asked.
      const account = { source: 'aws', name, accountId, owner: '' } as const;
      return { account, standing: standings.ofOutsider(outsider) };
    }),
  ];
  const chosen = rows.filter(
    ({ account }) => mayBeChosen(account, selection) && isChosen(account, namedAccountId(account), selection),
  );
  const shown = chosen.map(({ standing }) => standing);
  await printOut(printStandings(shown, options.output));
  const problems = [
    ...found.notes,
    ...unmatchedFilters(
      selection,
      chosen.map(({ account }) => ({ account, failures: [] })),
      { ...config, accounts: rows.map(({ account }) => account) },
    ),
    ...shown.flatMap(linesOf),
  ];
  // Such a rule is mostly mistyped, but no account is missing in the answer.
  await printProblems([...problems, ...found.unmatched]);
  if (shown.length > 0) await printError(`${standingsSummary(shown)}\n`);
  return problems.length === 0 ? 0 : INCOMPLETE;
}

interface Row {
  /** With its id, as far as that is known. */
  readonly account: Account;
  readonly standing: AccountStanding;
}

function linesOf({ accountName, state, failure }: AccountStanding): string[] {
  return failure === undefined || state === 'pending' ? [] : failureLines(accountName, failure);
}
