/**
 * Keeps the facts of each account fresh: a task for each account and fact, when each is due, and what happens when one fails. A
 * failure changes no fact: the last good one stays. Knows no AWS, no metric and no HTTP.
 */
import { type Account, namedAccountId, sourceOf } from '../model/account.ts';
import { backoff } from '../model/backoff.ts';
import type { Clock } from '../model/clock.ts';
import type { FactState } from '../model/exporter-state.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import { FACTS } from '../model/facts/catalogue.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Log } from '../model/log.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type AccountTasks, createTasks, factsOf } from './account-tasks.ts';
import { type Attempt, attempt } from './attempt.ts';
import { dueTime, intervalOf, isAhead, isDue, RETRY_LIMITS } from './due-time.ts';
import { createFactStore } from './fact-store.ts';
import { asFailure, duplicateAccount, olderReport } from './failures.ts';
import type { Looked } from './look.ts';
import { matchEntries } from './match-entries.ts';
import { logFailure, logSuccess } from './refresh-log.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import type { ReportFiles } from './report-files.ts';
import { restore } from './restore.ts';
import { factState, type Task } from './task.ts';

/** How late a refresh can begin, and how soon a changed file is seen. */
const TURN_MS = 5_000;
/** How long a stop waits for what is in flight. */
const DRAIN_MS = 3_000;

export interface RefreshInput {
  readonly clock: Clock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  readonly log: Log;
  readonly sourcesOf: (account: Account) => AccountSources;
  /** Where reports survive a restart; undefined: nowhere. */
  readonly reportFiles?: ReportFiles | undefined;
  /** Called when the facts are others than before. */
  readonly onChange: () => void;
}

/** How many accounts have no report. */
export interface UnreadAccounts {
  readonly failed: number;
  /** For their turn, or for an answer. */
  readonly waiting: number;
}

export interface RefreshLoop {
  /**
   * Sets or replaces the accounts. One that is read as before keeps its facts, under another name too; one whose source has changed
   * keeps them until the new source answers; those of removed ones vanish at once.
   */
  configure(settings: RefreshSettings): void;
  /** Reads what earlier runs stored, then turns until `signal` aborts; then waits for what is in flight. */
  run(signal: AbortSignal): Promise<void>;
  /** Of the accounts that have a report, in the order of the configuration. */
  facts(): AccountFacts[];
  states(): FactState[];
  unread(): UnreadAccounts;
  /** Unix milliseconds of the last turn. */
  lastTurn(): number;
}

export function createRefreshLoop(input: RefreshInput, initial: RefreshSettings): RefreshLoop {
  const { clock, random, log, reportFiles } = input;
  const store = createFactStore();
  let settings = initial;
  let lastEntry = 0;
  let accounts = initial.accounts.map(createAccount);
  let lastTurn = clock.now();
  let stopped = false;

  function configure(next: RefreshSettings): void {
    settings = next;
    const before = { accounts, tasks: tasks() };
    const matched = matchEntries(before.accounts, next.accounts);
    accounts = next.accounts.map((account) => {
      const entry = matched.get(account);
      if (entry === undefined) return createAccount(account);
      goOn(entry, account);
      return entry;
    });
    const kept = new Set(tasks());
    for (const task of before.tasks) if (!kept.has(task)) task.over.abort();
    for (const entry of before.accounts) if (!accounts.includes(entry)) remove(entry);
    input.onChange();
    turn();
  }

  function createAccount(account: Account): AccountTasks {
    lastEntry += 1;
    const entry = { account, entry: lastEntry, readBy: undefined };
    return { ...entry, tasks: createTasks(entry, () => input.sourcesOf(account), settings) };
  }

  /** The entry as the configuration has it now. */
  function goOn(entry: AccountTasks, account: Account): void {
    const { account: before, tasks } = entry;
    entry.account = account;
    const sameSource = sourceOf(before) === sourceOf(account);
    entry.tasks = createTasks(entry, () => input.sourcesOf(account), settings, sameSource ? tasks : []);
    if (!sameSource && isOfAnother(entry, account)) forgetFacts(entry);
    for (const { fact } of tasks) {
      if (!entry.tasks.some((task) => task.fact === fact)) store.drop(entry.entry, fact);
    }
    for (const task of entry.tasks) {
      task.account = account;
      const fact = store.get(task.entry, task.fact);
      if (fact !== undefined) keep(task, fact, random);
      // The other entry of the same account may be gone now.
      if (task.logged.failure?.reason === 'duplicate_account') task.retryAt = clock.now();
    }
  }

  /** Whether the role is one of an account that the facts are not of. */
  function isOfAnother({ entry }: AccountTasks, account: Account): boolean {
    const accountId = store.get(entry, 'credential-report')?.value.accountId;
    return accountId !== undefined && (namedAccountId(account) ?? accountId) !== accountId;
  }

  function forgetFacts(entry: AccountTasks): void {
    for (const { id } of FACTS) store.drop(entry.entry, id);
    if (entry.readBy !== undefined) reportFiles?.forget(entry.readBy);
    entry.readBy = undefined;
  }

  function remove(entry: AccountTasks): void {
    // What lies on disk may not have been read yet.
    entry.readBy ??= entry.account;
    forgetFacts(entry);
  }

  function tasks(): Task[] {
    return accounts.flatMap(({ tasks }) => tasks);
  }

  function turn(): void {
    if (stopped) return;
    lastTurn = clock.now();
    for (const entry of accounts) for (const task of entry.tasks) if (mayBeAsked(task, entry)) ask(task);
  }

  /** A new source may be of another account: what else it has is read once its report says that it is not. */
  function mayBeAsked({ fact, inFlight }: Task, { account, readBy }: AccountTasks): boolean {
    if (inFlight !== undefined) return false;
    return fact === 'credential-report' || readBy === undefined || sourceOf(readBy) === sourceOf(account);
  }

  function ask(task: Task): void {
    const due = isDue(task, store.dueAt(task.entry, task.fact), lastTurn);
    if (!due && task.hasChanged === undefined) return;
    task.inFlight = (due ? refresh(task) : refreshIfChanged(task)).finally(() => {
      task.inFlight = undefined;
    });
  }

  async function refreshIfChanged(task: Task): Promise<void> {
    const { hasChanged = () => Promise.resolve(false) } = task;
    try {
      if (!(await attempt({ ...attemptOf(task), look: hasChanged }))) return;
    } catch (error) {
      if (!isOver(task)) fail(task, asFailure(error));
      return;
    }
    await refresh(task);
  }

  function isOver({ over }: Task): boolean {
    return over.signal.aborted;
  }

  function attemptOf({ account, fact, over: { signal } }: Task): Omit<Attempt<unknown>, 'look'> {
    return { fact, interval: intervalOf(account, fact, settings), timeout: settings.refreshTimeout, clock, signal };
  }

  async function refresh(task: Task): Promise<void> {
    if (isOver(task)) return;
    const startedAt = clock.now();
    try {
      const looked = await attempt({ ...attemptOf(task), look: task.look });
      if (isOver(task)) return;
      succeed(task, looked, startedAt);
    } catch (error) {
      if (isOver(task)) return;
      fail(task, asFailure(error));
    }
    task.triedAt = clock.now();
    // The clock may have been set back meanwhile.
    task.refreshDuration = Math.max(0, task.triedAt - startedAt) / 1000;
  }

  function succeed(task: Task, { value, asOf, raw }: Looked, startedAt: number): void {
    const fact = { value, asOf: asOf ?? startedAt / 1000, gatheredAt: clock.now() / 1000 };
    if (task.fact === 'credential-report') takeReport(task, fact as Fact<CredentialReport>, raw);
    logSuccess(log, task, fact);
    task.failures = 0;
    task.retryAt = undefined;
    task.up = true;
    keep(task, fact, random);
    input.onChange();
  }

  /** Throws RefreshFailure if the account is better off with the report that it has. */
  function takeReport(task: Task, report: Fact<CredentialReport>, raw: Uint8Array | undefined): void {
    const entry = accounts.find((other) => other.entry === task.entry);
    if (entry === undefined) return;
    const { accountId } = report.value;
    const before = store.get(task.entry, 'credential-report');
    const { account, readBy } = entry;
    const sameSource = readBy !== undefined && sourceOf(readBy) === sourceOf(account);
    if (sameSource && before?.value.accountId === accountId) refuseOlder(task, report.asOf, before.asOf);
    refuseSecondEntry(task, accountId);
    if (before !== undefined && before.value.accountId !== accountId) dropFurtherFacts(entry);
    if (readBy !== undefined && !sameSource) reportFiles?.forget(readBy);
    entry.readBy = account;
    if (raw !== undefined) reportFiles?.write(account, raw, report);
  }

  /** A report of a time in the future must not keep all others out. */
  function refuseOlder({ account }: Task, asOf: UnixSeconds, kept: UnixSeconds): void {
    if (asOf < kept && !isAhead(kept, clock.now())) throw olderReport(account, asOf, kept);
  }

  /** Keeps the fact under the interval that the configuration gives it now. */
  function keep({ account, entry, fact: name }: Task, fact: Fact<unknown>, jitter: () => number): void {
    const interval = intervalOf(account, name, settings);
    const due = dueTime({ asOf: fact.asOf, interval, lookedAt: fact.gatheredAt * 1000 }, jitter);
    store.keep(entry, name, fact, due - clock.now());
  }

  function fail(task: Task, failure: RefreshFailure): void {
    task.failures += 1;
    task.retryAt = clock.now() + backoff(task.failures, RETRY_LIMITS, random);
    const first = task.up === undefined;
    task.up = false;
    task.errors[failure.reason] += 1;
    logFailure(log, task, failure);
    // A check that needs the fact was not judged until now, and is unknown from now on.
    if (first && task.fact !== 'credential-report') input.onChange();
  }

  /** Of two entries that turn out to be one account, the first in the configuration is it. */
  function refuseSecondEntry(task: Task, accountId: string): void {
    let isBefore = true;
    for (const { account, entry, tasks } of accounts) {
      if (entry === task.entry) isBefore = false;
      const report = store.get(entry, 'credential-report');
      if (entry === task.entry || report?.value.accountId !== accountId) continue;
      if (isBefore) throw duplicateAccount(accountId, account.name);
      store.drop(entry, 'credential-report');
      const [other] = tasks;
      if (other !== undefined) fail(other, duplicateAccount(accountId, task.account.name));
    }
  }

  /** Other credentials may lead to another account: what was read of the one before must not speak of this one. */
  function dropFurtherFacts({ entry, tasks }: AccountTasks): void {
    for (const task of tasks.filter(({ fact }) => fact !== 'credential-report')) {
      store.drop(entry, task.fact);
      task.up = undefined;
      task.retryAt = undefined;
      task.triedAt = undefined;
    }
  }

  return {
    configure,
    async run(signal) {
      if (reportFiles !== undefined) {
        const onRead = (): void => {
          lastTurn = clock.now();
        };
        await restore(
          { clock, store, accounts: () => accounts, reportFiles, onRead, onChange: input.onChange },
          signal,
        );
      }
      while (!signal.aborted) {
        turn();
        await clock.sleep(TURN_MS, signal);
      }
      stopped = true;
      for (const { over } of tasks()) over.abort(signal.reason);
      const inFlight = Promise.all([...tasks().flatMap((task) => task.inFlight ?? []), reportFiles?.written()]);
      // A file system that hangs knows no signal.
      await Promise.race([inFlight, clock.sleep(DRAIN_MS)]);
    },
    facts: () => accounts.flatMap((account) => factsOf(account, store, settings) ?? []),
    states: () =>
      tasks().map((task) => {
        const { account, entry, fact: name } = task;
        const fact = store.get(entry, name);
        const dueAt = task.retryAt ?? store.dueAt(entry, name);
        return factState(task, {
          interval: intervalOf(account, name, settings) / 1000,
          asOf: fact?.asOf,
          gatheredAt: fact?.gatheredAt,
          dueAt: dueAt === undefined ? undefined : dueAt / 1000,
        });
      }),
    unread() {
      const unread = accounts.filter(({ entry }) => store.get(entry, 'credential-report') === undefined);
      const failed = unread.filter(({ tasks }) => tasks[0]?.up !== undefined).length;
      return { failed, waiting: unread.length - failed };
    },
    lastTurn: () => lastTurn,
  };
}
