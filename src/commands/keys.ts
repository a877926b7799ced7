/** The `keys` command: the access keys of users with their ids, and which step of its rotation comes next for each. */
import { assess } from '../checks/assess.ts';
import { rotationStep } from '../checks/rotation-step.ts';
import { failureLines, faultLine } from '../cli/check-notes.ts';
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { KeysOptions } from '../cli/keys-options.ts';
import { type ListedKey, printKeys } from '../cli/keys-output.ts';
import { nextStep } from '../checks/rotation-words.ts';
import type { Config } from '../config/config.ts';
import type { AwsAccount } from '../model/account.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { unixSeconds } from '../model/clock.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { isRoot } from '../model/facts/credential-report.ts';
import type { Finding } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { reasonAndMessage, type RefreshFailure } from '../model/refresh-failure.ts';
import { type AccessKeySource, createAccessKeySource } from '../sources/aws/access-keys.ts';
import { type Ask, createAsking } from './asking.ts';
import { chosenUsers, isChosen, isWanted, readFilters } from '../config/filters.ts';
import { mayBeChosen, unmatchedFilters } from './check-selection.ts';
import { withLastUse } from './key-owners.ts';
import { findingsAbout, isRaised, keyFindings } from './key-findings.ts';
import type { Outside } from './outside.ts';
import { checksOfEvents } from './without-events.ts';

/** Something could not be read, or a filter matches nothing. */
const INCOMPLETE = 3;

const NO_IDS =
  'only report files are chosen, and a report has no ids of keys: choose an account that AWS is asked about';

export type KeysOutside = Pick<Outside, 'clock' | 'environment' | 'onConsole' | 'printError' | 'printOut' | 'random'>;

/** Resolves to the exit code. */
export async function keys(outside: KeysOutside, config: Config, options: KeysOptions): Promise<number> {
  const { clock, printError, printOut } = outside;
  const filters = readFilters({ ...options, severities: [] }, config.policy);
  if (!filters.ok) {
    await printError(`${filters.problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { selection } = filters;
  const ofEvents = checksOfEvents(selection, config);
  if (ofEvents.length > 0) {
    await printError(`${ofEvents.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const meant = config.accounts.filter((account) => mayBeChosen(account, selection));
  const accounts = meant.filter(({ source }) => source === 'aws');
  const onlyFiles = meant.length > 0 && accounts.length === 0;
  const { ask, clientOf, gather, printProblems } = createAsking(outside, config);
  const gathered = await gather(accounts);
  const chosen = gathered.filter(({ account, facts }) =>
    isChosen(account, facts && reportOf(facts).accountId, selection),
  );
  const users = chosenUsers(selection);
  const read = chosen.flatMap(({ facts }) => facts ?? []);
  const now = unixSeconds(clock);
  const { accounts: assessed, faults } = await assess(read, config.policy, now, {
    ...(users !== undefined && { users }),
  });

  const isAsked = ({ check }: Pick<Finding, 'check'>): boolean => isWanted(selection.checks, check);
  const listed = await Promise.all(
    assessed.map((assessment) => {
      const { account } = assessment.facts;
      const source = createAccessKeySource(clientOf(account as AwsAccount), outside);
      const withKeys = usersWithKeys(assessment, users).filter(
        (user) => selection.checks.length === 0 || findingsAbout(assessment, user).filter(isRaised).some(isAsked),
      );
      return keysOfUsers(withKeys, assessment, source, ask, now);
    }),
  );

  const found = listed
    .flatMap((each) => each.found)
    .filter(({ findings }) => selection.checks.length === 0 || findings?.filter(isRaised).some(isAsked) === true)
    .sort((one, other) => one.key.created - other.key.created);
  await printOut(printKeys(found, options.output, now));
  const problems = [
    ...(onlyFiles ? [NO_IDS] : unmatchedFilters(selection, chosen, config)),
    ...chosen.flatMap(failureLines),
    ...faults.map(faultLine),
    ...listed.flatMap((each) => each.failed),
  ];
  await printProblems(problems);
  return problems.length === 0 ? 0 : INCOMPLETE;
}

/** Root's keys cannot be listed by anybody else. */
function usersWithKeys({ facts }: AccountAssessment, isWanted?: (name: string) => boolean): string[] {
  const names: string[] = [];
  for (const user of reportOf(facts).users) {
    // Of somebody who was named, IAM is asked even if the report has no key yet.
    const mayHaveKeys = user.accessKeys.length > 0 || isWanted !== undefined;
    if (mayHaveKeys && !isRoot(user) && isWanted?.(user.name) !== false) names.push(user.name);
  }
  return names;
}

interface Listed {
  readonly found: readonly ListedKey[];
  /** In words. */
  readonly failed: readonly string[];
}

async function keysOfUsers(
  users: readonly string[],
  assessment: AccountAssessment,
  source: AccessKeySource,
  ask: Ask,
  now: UnixSeconds,
): Promise<Listed> {
  const listed: Listed[] = [];
  // In turn: the deadline of one runs while it waits for its place among the calls of the account.
  for (const user of users) listed.push(await keysOfUser(user, assessment, source, ask, now));
  return { found: listed.flatMap(({ found }) => found), failed: listed.flatMap(({ failed }) => failed) };
}

async function keysOfUser(
  user: string,
  assessment: AccountAssessment,
  source: AccessKeySource,
  ask: Ask,
  now: UnixSeconds,
): Promise<Listed> {
  const { account, facts } = assessment.facts;
  const inWords = (failure: RefreshFailure) => `${account.name}: ${user}: ${reasonAndMessage(failure)}`;
  const asked = await ask((signal) => source.keysOf(user, signal));
  if (!asked.ok) return { found: [], failed: [inWords(asked.failure)] };
  // No user: it was deleted since the report.
  const used = await Promise.all((asked.value ?? []).map((key) => withLastUse(key, source, ask)));
  const keys = used.map(({ key }) => key);
  const descriptions = facts['user-details.tags']?.value.get(user);
  const found = keys.map((key): ListedKey => {
    const other = keys.find(({ id }) => id !== key.id);
    const findings = keyFindings(assessment, user, key);
    const description = descriptions?.get(key.id);
    return {
      key,
      user,
      accountId: reportOf(assessment.facts).accountId,
      accountName: account.name,
      owner: account.owner,
      ...(description !== undefined && { description }),
      ...(findings !== undefined && { findings }),
      next: nextStep(user, key, rotationStep(key, other, findings?.filter(isRaised), now), now),
    };
  });
  return { found, failed: used.flatMap(({ failures }) => failures.map(inWords)) };
}
