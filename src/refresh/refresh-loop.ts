/**
 * Keeps the facts of each account fresh: a task for each account and fact, when each is due, and what happens when one fails. A
 * failure changes no fact: the last good one stays. Knows no AWS, no metric and no HTTP.
 */
import { type Account, sourceOf } from '../model/account.ts';
import { backoff } from '../model/backoff.ts';
import type { Clock } from '../model/clock.ts';
import type { FactState } from '../model/exporter-state.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Log } from '../model/log.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import { type AccountTasks, createTasks, factsOf } from './account-tasks.ts';
import { type Attempt, attempt } from './attempt.ts';
import { dueTime, intervalOf, isDue, RETRY_LIMITS } from './due-time.ts';
import { createFactStore } from './fact-store.ts';
import { asFailure, duplicateAccount } from './failures.ts';
import type { Looked } from './look.ts';
import { logFailure, logSuccess } from './refresh-log.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import type { ReportFiles } from './report-files.ts';
import { factState, type Task } from './task.ts';

/** How late a refresh can begin, and how soon a changed file is seen. */
const TURN_MS = 5_000;
/** How long a stop waits for what is in flight. */
const DRAIN_MS = 3_000;
/** How long AWS is not asked yet while stored reports are read: many take time, and a disk that hangs takes for ever. */
const RESTORE_MS = 30_000;

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

export interface RefreshLoop {
  /** Sets or replaces the accounts: unchanged ones keep their facts, removed ones vanish at once. */
  configure(settings: RefreshSettings): void;
  /** Reads what earlier runs stored, then turns until `signal` aborts; then waits for what is in flight. */
  run(signal: AbortSignal): Promise<void>;
  /** Of the accounts that have a report, in the order of the configuration. */
  facts(): AccountFacts[];
  states(): FactState[];
  /** Whether every account has a report, or has failed to give one. */
  everyAccountTried(): boolean;
  /** Unix milliseconds of the last turn. */
  lastTurn(): number;
}

export function createRefreshLoop(input: RefreshInput, initial: RefreshSettings): RefreshLoop {
  const { clock, random, log, reportFiles } = input;
  const store = createFactStore();
  let settings = initial;
  let accounts = new Map(initial.accounts.map((account) => [account.name, createAccount(account)]));
  let lastTurn = clock.now();
  let stopped = false;

  function configure(next: RefreshSettings): void {
    settings = next;
    const before = accounts;
    accounts = new Map(next.accounts.map((account) => [account.name, keepOrCreate(before.get(account.name), account)]));
    const kept = new Set([...accounts.values()].flatMap(({ tasks }) => tasks));
    for (const { tasks } of before.values()) for (const task of tasks) if (!kept.has(task)) remove(task);
    for (const name of before.keys()) if (!accounts.has(name)) reportFiles?.forget(name);
    input.onChange();
    turn();
  }

  function createAccount(account: Account): AccountTasks {
    return { account, tasks: createTasks(account, () => input.sourcesOf(account), settings) };
  }

  function keepOrCreate(before: AccountTasks | undefined, account: Account): AccountTasks {
    if (before === undefined || sourceOf(before.account) !== sourceOf(account)) return createAccount(account);
    const tasks = createTasks(account, () => input.sourcesOf(account), settings, before.tasks);
    for (const task of tasks) {
      task.account = account;
      const fact = store.get(account.name, task.fact);
      if (fact !== undefined) keep(task, fact, random);
      // The other entry of the same account may be gone now.
      if (task.logged.failure?.reason === 'duplicate_account') task.retryAt = clock.now();
    }
    return { account, tasks };
  }

  function remove(task: Task): void {
    task.over.abort();
    store.drop(task.account.name, task.fact);
  }

  function tasks(): Task[] {
    return [...accounts.values()].flatMap(({ tasks }) => tasks);
  }

  function turn(): void {
    if (stopped) return;
    lastTurn = clock.now();
    for (const task of tasks()) {
      if (task.inFlight !== undefined) continue;
      const due = isDue(task, store.dueAt(task.account.name, task.fact), lastTurn);
      if (!due && task.hasChanged === undefined) continue;
      task.inFlight = (due ? refresh(task) : refreshIfChanged(task)).finally(() => {
        task.inFlight = undefined;
      });
    }
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
    const { refreshTimeout: timeout, reportSizeLimit } = settings;
    return { fact, interval: intervalOf(account, fact, settings), timeout, reportSizeLimit, clock, signal };
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
    if (task.fact === 'credential-report') {
      const { accountId } = value as CredentialReport;
      refuseSecondEntry(task, accountId);
      dropFactsOfAnother(task, accountId);
      if (raw !== undefined) reportFiles?.write(task.account, raw, fact as Fact<CredentialReport>);
    }
    logSuccess(log, task, fact);
    task.failures = 0;
    task.retryAt = undefined;
    task.up = true;
    keep(task, fact, random);
    input.onChange();
  }

  /** Keeps the fact under the interval that the configuration gives it now. */
  function keep({ account, fact: name }: Task, fact: Fact<unknown>, jitter: () => number): void {
    const interval = intervalOf(account, name, settings);
    const due = dueTime({ asOf: fact.asOf, interval, lookedAt: fact.gatheredAt * 1000 }, jitter);
    store.keep(account.name, name, fact, due - clock.now());
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
    for (const { account, tasks } of accounts.values()) {
      if (account === task.account) isBefore = false;
      const report = store.get(account.name, 'credential-report');
      if (account === task.account || report?.value.accountId !== accountId) continue;
      if (isBefore) throw duplicateAccount(accountId, account.name);
      store.drop(account.name, 'credential-report');
      const [other] = tasks;
      if (other !== undefined) fail(other, duplicateAccount(accountId, task.account.name));
    }
  }

  /** Other credentials may lead to another account: what was read of the one before must not speak of this one. */
  function dropFactsOfAnother({ account }: Task, accountId: string): void {
    const before = store.get(account.name, 'credential-report');
    if (before === undefined || before.value.accountId === accountId) return;
    const others = tasks().filter((task) => task.account === account && task.fact !== 'credential-report');
    for (const task of others) {
      store.drop(account.name, task.fact);
      task.up = undefined;
      task.retryAt = undefined;
      task.triedAt = undefined;
    }
  }

  /** The reports of earlier runs. Each is due at once: whether AWS still lets us in has to be seen. */
  async function restore(files: ReportFiles, onRestored: () => void, signal: AbortSignal): Promise<void> {
    const reportOf = ({ account }: AccountTasks) => store.get(account.name, 'credential-report');
    for (const { account, tasks } of accounts.values()) {
      const [task] = tasks;
      const fact = await files.read(account);
      if (signal.aborted) return;
      lastTurn = clock.now();
      // A reload or a refresh may have come first; and an id must not be there twice.
      if (fact === undefined || task === undefined || isOver(task) || store.get(account.name, task.fact)) continue;
      const { accountId } = fact.value;
      if ([...accounts.values()].some((other) => reportOf(other)?.value.accountId === accountId)) continue;
      store.keep(account.name, task.fact, fact, 0);
      onRestored();
    }
  }

  return {
    configure,
    async run(signal) {
      if (reportFiles !== undefined) {
        // The page shows all of them at once; those behind a file that hangs it shows as they come.
        const restored = { any: false };
        let onRestored = (): void => {
          restored.any = true;
        };
        const restoring = restore(reportFiles, () => onRestored(), signal);
        await Promise.race([restoring, clock.sleep(RESTORE_MS, signal)]);
        onRestored = input.onChange;
        if (restored.any) input.onChange();
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
    facts: () => [...accounts.values()].flatMap((account) => factsOf(account, store, settings) ?? []),
    states: () =>
      tasks().map((task) => {
        const { account, fact: name } = task;
        const fact = store.get(account.name, name);
        const dueAt = task.retryAt ?? store.dueAt(account.name, name);
        return factState(task, {
          interval: intervalOf(account, name, settings) / 1000,
          asOf: fact?.asOf,
          gatheredAt: fact?.gatheredAt,
          dueAt: dueAt === undefined ? undefined : dueAt / 1000,
        });
      }),
    everyAccountTried: () =>
      [...accounts.values()].every(
        ({ account, tasks }) =>
          tasks[0]?.up !== undefined || store.get(account.name, 'credential-report') !== undefined,
      ),
    lastTurn: () => lastTurn,
  };
}
