import pLimit from 'p-limit';
import type { Account } from '../model/account.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import { FACTS, type FactName, type Facts } from '../model/facts/catalogue.ts';
import { intervalOf } from './due-time.ts';
import type { FactStore } from './fact-store.ts';
import { type Look, lookAt } from './look.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import { createTask, type Task } from './task.ts';

/** An account of the configuration with a task for each fact that is asked for and can be had; the report's is the first. */
export interface AccountTasks {
  account: Account;
  tasks: readonly Task[];
}

/**
 * @param sources asked only if there is something to make.
 * @param before the tasks that the account has already, which go on.
 */
export function createTasks(
  account: Account,
  sources: () => AccountSources,
  { facts }: Pick<RefreshSettings, 'facts'>,
  before: readonly Task[] = [],
): Task[] {
  const wanted = FACTS.map(({ id }) => id).filter((name) => facts[name].enabled);
  const isNew = (name: FactName) => !before.some(({ fact }) => fact === name);
  const made = wanted.some(isNew) ? sources() : {};
  return wanted.flatMap((name) => before.find(({ fact }) => fact === name) ?? createTaskOf(account, name, made) ?? []);
}

function createTaskOf(account: Account, name: FactName, sources: AccountSources): Task | undefined {
  const source = sources[name];
  const look = lookAt(sources, name);
  const hasChanged = source?.hasChanged?.bind(source);
  if (look === undefined || hasChanged === undefined) return look && createTask(account, name, look, undefined);
  // A file: each call of a file system that hangs holds one of the few threads that serve all files and all names of hosts.
  const calls = pLimit(1);
  const lookAlone: Look = (request) =>
    calls(() => {
      request.signal.throwIfAborted();
      return look(request);
    });
  return createTask(account, name, lookAlone, () => calls(hasChanged));
}

/** What is known of an account; undefined while it has no report. */
export function factsOf(
  { account, tasks }: AccountTasks,
  store: FactStore,
  settings: RefreshSettings,
): AccountFacts | undefined {
  const report = store.get(account.name, 'credential-report');
  if (report === undefined) return undefined;
  const facts: Record<string, unknown> = {};
  const missing: Partial<Record<FactName, 'unread' | 'failed'>> = {};
  for (const { fact: name, up } of tasks) {
    const fact = store.get(account.name, name);
    if (fact !== undefined) facts[name] = fact;
    else missing[name] = up === undefined ? 'unread' : 'failed';
  }
  return {
    account,
    facts: { ...(facts as Facts), 'credential-report': report },
    missing,
    refreshInterval: intervalOf(account, 'credential-report', settings) / 1000,
  };
}
