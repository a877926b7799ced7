/** The `check` command: applies the configured policy once to every account or report, for people and for pipelines. */
import { progress } from '../cli/check-notes.ts';
import type { CheckOptions } from '../cli/check-options.ts';
import { createLog } from '../cli/log.ts';
import { openLogDestination } from '../cli/log-destination.ts';
import { USAGE_ERROR } from '../cli/command-line.ts';
import { type Config, secretsOf } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { readReportArguments } from '../config/report-arguments.ts';
import { unixSeconds } from '../model/clock.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { stackFrames } from '../model/stack-frames.ts';
import { gatherOnce } from '../refresh/gather-once.ts';
import { STANDARD_INPUT } from '../sources/standard-input.ts';
import { createAsking } from './asking.ts';
import { chosenUsers, isChosen, readFilters } from '../config/filters.ts';
import { chosenPolicy, mayBeChosen, unmatchedFilters } from './check-selection.ts';
import { renamed, withStandardInput } from './given-reports.ts';
import { judge } from './judge.ts';
import type { Outside } from './outside.ts';

/** Resolves to the exit code. */
export async function check(outside: Outside, flags: Flags, config: Config, options: CheckOptions): Promise<number> {
  const { clock, printError } = outside;
  const filters = readFilters(options.filters, config.policy);
  if (!filters.ok) {
    await printError(`${filters.problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { selection } = filters;
  const given = options.reportFiles.length > 0;
  const { accounts, problems, notes } = given
    ? await readReportArguments(options.reportFiles, STANDARD_INPUT, config.accounts)
    : { accounts: config.accounts.filter((account) => mayBeChosen(account, selection)), problems: [], notes: [] };
  await printError(notes.map((note) => `${note}\n`).join(''));

  const destination = openLogDestination(outside.standardError, () => undefined);
  const secrets = secretsOf({ ...config, accounts });
  const log = createLog(flags, destination, () => secrets);
  const asking = createAsking(outside, { ...config, accounts });
  const logFault = (fields: object, stack: string | undefined): void =>
    log.error({ ...fields, stack }, 'a fault of this program');
  let done = 0;
  const onAccount = (gathered: GatheredAccount): void => {
    done += 1;
    if (accounts.length > 1) void printError(progress(gathered, done, accounts.length));
    for (const { fact, failure } of gathered.failures) {
      if (failure.reason === 'internal') logFault({ account: gathered.account.name, fact }, stackFrames(failure.cause));
    }
  };
  const sourcesOf = withStandardInput(asking.sourcesOf, outside);
  const gathered = (await gatherOnce({ clock, sourcesOf, onAccount }, { ...config, accounts })).map((each) =>
    given ? renamed(each, config.accounts) : each,
  );
  const chosen = gathered.filter(({ account, facts }) =>
    isChosen(account, facts && reportOf(facts).accountId, selection),
  );
  const known = given ? { accounts: gathered.map(({ account }) => account) } : config;
  const { code, out, error, faults } = await judge(chosen, {
    ...options,
    policy: chosenPolicy(config.policy, selection),
    users: chosenUsers(selection),
    severities: selection.severities,
    all: !given && accounts.length === config.accounts.length && chosen.length === accounts.length,
    unread: [...problems, ...unmatchedFilters(selection, chosen, known, gathered)],
    now: unixSeconds(clock),
  });
  for (const { accountName: account, check, error } of faults) logFault({ account, check }, stackFrames(error));
  await outside.printOut(out);
  await destination.end();
  await asking.printProblems([]);
  await printError(error);
  return code;
}
