import type { Account } from '../model/account.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import { factsAskedOf } from '../model/facts/asked-of.ts';
import { FACTS, type FactName, type Facts } from '../model/facts/catalogue.ts';
import { intervalOf } from './due-time.ts';
import type { FactStore } from './fact-store.ts';
import { lookAt } from './look.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import { createTask, type Task } from './task.ts';

/** An account of the configuration with a task for each fact that is asked for and can be had; the report's is the first. */
export interface AccountTasks {
  /** By which the store has its facts: its name and its source may change. */
  readonly entry: number;
  account: Account;
  tasks: readonly Task[];
  /** The account as it was configured when its report was read; undefined: it has none. */
  readBy: Account | undefined;
  /** Id of the account of which another entry has the report: what else was read meanwhile is of that one. */
  secondOf?: string;
}

/**
 * @param sources asked only if there is something to make.
 * @param before the tasks that the account has already, which go on.
 */
export function createTasks(
  { account, entry }: Pick<AccountTasks, 'account' | 'entry'>,
  sources: () => AccountSources,
  { facts }: Pick<RefreshSettings, 'facts'>,
  before: readonly Task[] = [],
): Task[] {
  const asked = factsAskedOf(account);
  // Whether it may be asked on only the list will say.
  const goesOn = (name: FactName) => account.membership === 'unlisted' && before.some(({ fact }) => fact === name);
  const wanted = FACTS.map(({ id }) => id).filter(
    (name) => facts[name].enabled && (asked.includes(name) || goesOn(name)),
  );
  const isNew = (name: FactName) => !before.some(({ fact }) => fact === name);
  const made = wanted.some(isNew) ? sources() : {};
  return wanted.flatMap((name) => {
    const going = before.find(({ fact }) => fact === name);
    if (going !== undefined) return going;
    const look = lookAt(made, name);
    return look === undefined ? [] : createTask(account, entry, name, look, made[name]?.hasChanged?.bind(made[name]));
  });
}

/** What is known of an account; undefined while it has no report. */
export function factsOf(
  { account, entry, tasks }: AccountTasks,
  store: FactStore,
  settings: RefreshSettings,
): AccountFacts | undefined {
  const report = store.get(entry, 'credential-report');
  if (report === undefined) return undefined;
  const facts: Record<string, unknown> = {};
  const missing: Partial<Record<FactName, 'unread' | 'failed'>> = {};
  for (const { fact: name, up } of tasks) {
    const fact = store.get(entry, name);
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
