/** The `whose` command: whose an access key is, whether it is used, and which step of its rotation comes next. */
import { text } from 'node:stream/consumers';
import { rotationStep } from '../checks/rotation-step.ts';
import { USAGE_ERROR } from '../cli/command-line.ts';
import { ownCommands } from '../cli/own-commands.ts';
import { nextStep, ROOT_KEY } from '../checks/rotation-words.ts';
import { failuresOf, type KeyAnswer } from '../cli/whose-fields.ts';
import type { WhoseOptions } from '../cli/whose-options.ts';
import { printAnswers } from '../cli/whose-output.ts';
import type { Config } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import type { AccessKeyId } from '../model/access-key-id.ts';
import { type AwsAccount } from '../model/account.ts';
import { unixSeconds } from '../model/clock.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { KeyActivity } from '../model/key-activity.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { createAccessKeySource, createKeyAccountSource, type KeyAccountSource } from '../sources/aws/access-keys.ts';
import { STANDARD_INPUT } from '../sources/standard-input.ts';
import { createAccountIds, namesById } from './account-ids.ts';
import { createProgress } from './activity-progress.ts';
import { createAsking } from './asking.ts';
import { readKeyIds } from './key-ids.ts';
import { containKeys } from './contain-keys.ts';
import { createEventHistories } from './event-histories.ts';
import { readKeyActivities } from './key-activity.ts';
import { isRaised, type JudgedKeys, judgeKeys } from './key-findings.ts';
import { findKeyOwner, type KeyAccount } from './key-owners.ts';
import type { Outside } from './outside.ts';

/** A key is not one of a user or of root in a configured account. */
const NOT_FOUND = 1;
/** An answer lacks something that could not be read, or a line of standard input was no id. */
const INCOMPLETE = 3;

/** Accounts of which somebody is asked whose key it is. */
const MOST_ASKED = 3;

const NOT_JUDGED: JudgedKeys = { of: () => ({}), problems: [] };

const NO_ACCOUNT =
  'the configuration has report files only, and a report has no ids of keys: add an account that AWS is asked about';

export type WhoseOutside = Pick<
  Outside,
  'clock' | 'environment' | 'onConsole' | 'printError' | 'printOut' | 'random' | 'standardInput'
>;

/** Resolves to the exit code. */
export async function whose(
  outside: WhoseOutside,
  { configFile }: Pick<Flags, 'configFile'>,
  config: Config,
  options: WhoseOptions,
): Promise<number> {
  const { clock, printError, printOut } = outside;
  const input = options.keyIds.includes(STANDARD_INPUT) ? await text(outside.standardInput()) : '';
  const { keys, problems: wrongIds, badLines } = readKeyIds(options.keyIds, input);
  const awsAccounts = config.accounts.filter((account): account is AwsAccount => account.source === 'aws');
  const [first] = awsAccounts;
  if (wrongIds.length > 0 || first === undefined) {
    const problems = [...badLines, ...wrongIds, ...(first === undefined ? [NO_ACCOUNT] : [])];
    await printError(problems.map((line) => `${line}\n`).join(''));
    return USAGE_ERROR;
  }
  if (badLines.length > 0) await printError(badLines.map((line) => `${line}\n`).join(''));
  const asking = createAsking(outside, config);
  const { access, ask } = asking;
  const idOf = createAccountIds(asking, outside);
  const accounts = await Promise.all(
    awsAccounts.map(async (account): Promise<KeyAccount> => {
      const keys = () => createAccessKeySource(asking.clientOf(account), outside);
      return { account, id: await idOf(account), keys };
    }),
  );
  const accountOf = firstAnswer(
    awsAccounts.slice(0, MOST_ASKED).map((account) => createKeyAccountSource(access.to(account), outside)),
  );
  const find = (key: AccessKeyId) => findKeyOwner(key, { ask, accounts, accountOf });
  const owners = await Promise.all(keys.map(find));
  const now = unixSeconds(clock);
  const progress = createProgress({ total: owners.length, what: 'keys' }, clock, printError);
  const histories = await createEventHistories(accounts, asking, outside, progress, now);
  const { leaked } = options;
  const activities = await readKeyActivities(owners, { ask, histories, leaked, onRead: progress.done });
  // Of a key that has leaked, the policy says nothing that matters, and the report may take minutes.
  const judged = leaked ? NOT_JUDGED : await judgeKeys(owners, asking, config, now);
  const own = ownCommands(configFile);
  const containing = leaked ? await containKeys(owners, activities, find, asking, outside, own) : undefined;

  const answers = owners.map((owner): KeyAnswer => {
    const judgement = judged.of(owner);
    const activity = activities.get(owner);
    return {
      owner,
      ...judgement,
      ...(activity !== undefined && { activity }),
      ...(containing === undefined ? nextOf(owner, judgement.findings, activity, now) : containing(owner)),
    };
  });
  const names = namesById(accounts);
  const nameOf = (accountId: string): string => {
    const name = names.get(accountId);
    return name === undefined ? `the account ${accountId}` : `${name} (${accountId})`;
  };
  await printOut(printAnswers({ answers, nameOf, now, own }, options.output));
  await asking.printProblems(judged.problems);
  return exitCode(answers, judged.problems.length === 0 && badLines.length === 0);
}

/** Each account may ask for every key: the next one does where one may not. */
function firstAnswer(sources: readonly KeyAccountSource[]): KeyAccountSource {
  return async (id, signal) => {
    let refused: unknown;
    for (const source of sources) {
      try {
        return await source(id, signal);
      } catch (error) {
        refused = error;
      }
    }
    throw refused;
  };
}

function nextOf(
  owner: KeyOwner,
  findings: KeyAnswer['findings'] | undefined,
  activity: KeyActivity | undefined,
  now: UnixSeconds,
): Pick<KeyAnswer, 'next'> {
  if (owner.is === 'root-key') return { next: ROOT_KEY };
  if (owner.is !== 'user-key' || owner.known === undefined) return {};
  const step = rotationStep(owner.known, owner.other, findings?.filter(isRaised), now);
  const beside = { life: activity?.life !== undefined, use: (activity?.use?.calls ?? 0) > 0 };
  return { next: nextStep(owner.user, owner.known, step, now, beside) };
}

function exitCode(answers: readonly KeyAnswer[], complete: boolean): number {
  const isFound = ({ owner: { is } }: KeyAnswer) => is === 'user-key' || is === 'root-key';
  const isJudged = ({ findings, containment }: KeyAnswer) => findings !== undefined || containment !== undefined;
  const isWhole = (answer: KeyAnswer) => failuresOf(answer).length === 0 && (!isFound(answer) || isJudged(answer));
  if (!complete || !answers.every(isWhole)) return INCOMPLETE;
  return answers.every(isFound) ? 0 : NOT_FOUND;
}
