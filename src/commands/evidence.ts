/** The `evidence` command: a folder for an auditor, of every account or of some. */
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { Manifest } from '../cli/evidence-manifest.ts';
import type { EvidenceOptions } from '../cli/evidence-options.ts';
import { NOT_WRITTEN } from '../cli/print.ts';
import type { Config } from '../config/config.ts';
import { type AccountEvidence, countAccounts, failuresOf, isUnread, isWhole } from '../evidence/account-evidence.ts';
import { unixSeconds } from '../model/clock.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { NO_FILTERS, readFilters, type Selection } from '../config/filters.ts';
import { unmatchedFilters } from './check-selection.ts';
import { type CollectingOutside, collectEvidence } from './collect-evidence.ts';
import { type EvidenceAccounts, evidenceAccounts } from './evidence-accounts.ts';
import { folderProblem, openEvidenceFolder } from './evidence-folder.ts';
import { failureLines } from './failure-lines.ts';
import { NOT_FOUND } from './find-accounts.ts';
import type { Outside } from './outside.ts';
import { writeOverview } from './write-overview.ts';

/** Something is missing in the evidence. */
const INCOMPLETE = 3;

export type EvidenceOutside = CollectingOutside & Pick<Outside, 'version'>;

/** Resolves to the exit code. */
export async function evidence(outside: EvidenceOutside, config: Config, options: EvidenceOptions): Promise<number> {
  const { printError } = outside;
  const filters = readFilters({ ...NO_FILTERS, accounts: options.accounts, owners: options.owners }, config.policy);
  const inTheWay = await folderProblem(options.output);
  if (!filters.ok || inTheWay !== undefined) {
    const problems = [...(filters.ok ? [] : filters.problems), ...(inTheWay === undefined ? [] : [inTheWay])];
    await printError(`${problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const found = await evidenceAccounts(outside, config, options.reportFiles);
  if (found === undefined) return NOT_FOUND;
  try {
    return await write(outside, config, options, filters.selection, found);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    await printError(`--output: ${options.output}: ${systemErrorInWords(error)}\n`);
    return NOT_WRITTEN;
  }
}

async function write(
  outside: EvidenceOutside,
  config: Config,
  options: EvidenceOptions,
  selection: Selection,
  found: EvidenceAccounts,
): Promise<number> {
  const now = unixSeconds(outside.clock);
  const folder = await openEvidenceFolder(options.output);
  const collected = await collectEvidence(outside, { config, found, selection, folder, now });
  const { identity, known } = collected;
  const accounts = collected.accounts.map((each) => each.evidence).sort(inOrder);
  const gathered = collected.accounts.map(({ account }) => ({ account, failures: [] }));
  const problems = [
    ...found.notes,
    ...unmatchedFilters(selection, gathered, { ...config, accounts: known }),
    ...(identity?.ok === false ? failureLines('organization: identity', identity.failure) : []),
  ];
  const complete = problems.length === 0 && accounts.every(isWhole);
  const manifest: Manifest = {
    version: outside.version,
    now,
    options,
    policy: config.policy,
    exemptions: config.policy.exemptions.filter(({ expiry }) => expiry > now),
    complete,
    ...(identity?.ok === true && { identity: identity.value }),
    accounts,
    problems,
  };
  await writeOverview(folder, manifest);
  await folder.seal();
  await collected.printProblems([...problems, ...accounts.flatMap(linesOf), ...collected.faults, ...found.unmatched]);
  await outside.printError(summaryOf(manifest));
  return complete ? 0 : INCOMPLETE;
}

/** By id, and those that nobody knows the id of by name behind them: not by the order in which AWS lists them. */
function inOrder(one: AccountEvidence, other: AccountEvidence): number {
  const [first, second] = [one, other].map(({ standing }) => `${standing.accountId ?? '~'} ${standing.accountName}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
}

/** What is missing of an account, as standard error has it. */
function linesOf(account: AccountEvidence): string[] {
  const { accountName: name, failure, by, state } = account.standing;
  if (isUnread(account)) {
    return failure === undefined ? [`${name}: not read: ${by ?? state}`] : failureLines(name, failure);
  }
  const failures = failuresOf(account).flatMap((each) => failureLines(`${name}: ${each.fact}`, each.failure));
  return [...failures, ...account.gaps];
}

function summaryOf({ accounts, complete, options }: Manifest): string {
  const { read, unread, out } = countAccounts(accounts);
  const counts = `${read} ${read === 1 ? 'account' : 'accounts'} read, ${unread} not read, ${out} left out`;
  return `wrote ${options.output}: ${counts}\n${complete ? '' : 'the evidence is not whole: manifest.json says what is missing\n'}`;
}
