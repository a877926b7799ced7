import { type Account, namedAccountId, sourceOf } from '../model/account.ts';
import type { AccountSources } from '../model/fact-source.ts';
import { FACTS } from '../model/facts/catalogue.ts';
import { sameAccounts } from '../model/same-accounts.ts';
import { type AccountTasks, createTasks } from './account-tasks.ts';
import type { FactFiles } from './fact-files.ts';
import type { FactStore } from './fact-store.ts';
import type { RefreshSettings } from './refresh-settings.ts';

/** The entries of the configuration, and what a reload makes of their facts. */
export interface Entries {
  /** In the order of the configuration. */
  all(): readonly AccountTasks[];
  configure(settings: RefreshSettings): void;
}

export interface EntriesInput {
  readonly store: FactStore;
  readonly sourcesOf: (account: Account) => AccountSources;
  readonly factFiles: FactFiles | undefined;
}

export function createEntries(input: EntriesInput, initial: RefreshSettings): Entries {
  const { store, factFiles } = input;
  let lastEntry = 0;
  let entries: readonly AccountTasks[] = [];

  function configure(settings: RefreshSettings): void {
    const before = { entries, tasks: entries.flatMap(({ tasks }) => tasks) };
    const accounts = new Map(entries.map((entry) => [entry.account, entry]));
    const same = sameAccounts([...accounts.keys()], settings.accounts);
    entries = settings.accounts.map((account) => {
      const known = same.get(account);
      const entry = known && accounts.get(known);
      if (entry === undefined) return create(account, settings);
      goOn(entry, account, settings);
      return entry;
    });
    const kept = new Set(entries.flatMap(({ tasks }) => tasks));
    for (const task of before.tasks) if (!kept.has(task)) task.over.abort();
    for (const entry of before.entries) if (!entries.includes(entry)) remove(entry);
  }

  function create(account: Account, settings: RefreshSettings): AccountTasks {
    lastEntry += 1;
    const entry = { account, entry: lastEntry, readBy: undefined };
    return { ...entry, tasks: createTasks(entry, () => input.sourcesOf(account), settings) };
  }

  /** The entry as the configuration has it now: another source, or another name of the same one. */
  function goOn(entry: AccountTasks, account: Account, settings: RefreshSettings): void {
    const { account: before, tasks } = entry;
    const sameSource = sourceOf(before) === sourceOf(account);
    entry.account = account;
    entry.tasks = createTasks(entry, () => input.sourcesOf(account), settings, sameSource ? tasks : []);
    for (const task of entry.tasks) task.account = account;
    if (!sameSource && mayBeOfAnother(entry, before)) forgetFacts(entry);
    const asked = new Set(entry.tasks.map(({ fact }) => fact));
    const unasked = tasks.map(({ fact }) => fact).filter((fact) => !asked.has(fact));
    for (const fact of unasked) store.drop(entry.entry, fact);
    if (unasked.length > 0) factFiles?.forget(entry.readBy ?? before, unasked);
  }

  /** Whether the new role is, or without a report may be, one of an account that the facts are not of. */
  function mayBeOfAnother({ entry, account }: AccountTasks, before: Account): boolean {
    const accountId = store.get(entry, 'credential-report')?.value.accountId;
    const named = namedAccountId(account);
    if (accountId !== undefined) return (named ?? accountId) !== accountId;
    return named === undefined || named !== namedAccountId(before);
  }

  function forgetFacts(entry: AccountTasks): void {
    for (const { id } of FACTS) store.drop(entry.entry, id);
    if (entry.readBy !== undefined) factFiles?.forget(entry.readBy);
    entry.readBy = undefined;
  }

  function remove(entry: AccountTasks): void {
    // What lies on disk may not have been read yet.
    entry.readBy ??= entry.account;
    forgetFacts(entry);
  }

  configure(initial);
  return { all: () => entries, configure };
}
