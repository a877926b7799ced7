/**
 * Keeps the facts of each account fresh: a task for each account and fact, when each is due, and what happens when one fails. A
 * failure changes no fact: the last good one stays. Knows no AWS, no metric and no HTTP.
 */
import { setImmediate } from 'node:timers/promises';
import type { Account } from '../model/account.ts';
import { backoff } from '../model/backoff.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { FactState } from '../model/exporter-state.ts';
import type { AccountSources } from '../model/fact-source.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Log } from '../model/log.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import { type AccountTasks, factsOf } from './account-tasks.ts';
import { type Attempt, attempt } from './attempt.ts';
import { dueTime, intervalOf, isDue, RETRY_LIMITS } from './due-time.ts';
import type { FactFiles } from './fact-files.ts';
import { createFactStore } from './fact-store.ts';
import { createEntries } from './entries.ts';
import { asFailure, duplicateAccount, tooLate } from './failures.ts';
import type { Looked } from './look.ts';
import { logFailure, logOtherAccount, logSuccess } from './refresh-log.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import { createRestoring } from './restoring.ts';
import { storeActivity } from './store-activity.ts';
import { isReadFromItsSource, takeReport } from './take-report.ts';
import { refusedRole } from './refused-role.ts';
import { factState, noteEnd, type Task } from './task.ts';

/** How late a refresh can begin, and how soon a changed file is seen. */
const TURN_MS = 5_000;
/** Refreshes that begin without a turn of the event loop in between. */
const BEGUN_AT_A_TIME = 10;
/** How long a stop waits for what is in flight. */
const DRAIN_MS = 3_000;

export interface RefreshInput {
  readonly clock: SteadyClock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  readonly log: Log;
  readonly sourcesOf: (account: Account) => AccountSources;
  /** Where facts survive a restart; undefined: nowhere. */
  readonly factFiles?: FactFiles | undefined;
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
  /** Of the accounts that have a report, by their names. */
  accountIds(): ReadonlyMap<string, string>;
  unread(): UnreadAccounts;
  /** When it turned last, in milliseconds of the clock's `passed`. */
  lastTurn(): number;
}

export function createRefreshLoop(input: RefreshInput, initial: RefreshSettings): RefreshLoop {
  const { clock, random, log, factFiles } = input;
  const store = createFactStore();
  let settings = initial;
  const entries = createEntries({ store, sourcesOf: input.sourcesOf, factFiles }, initial);
  let lastTurn = clock.passed();
  let stopped = false;
  const restoring = createRestoring({
    clock,
    store,
    accounts: () => entries.all(),
    onChange: input.onChange,
    ...(factFiles !== undefined && { factFiles }),
  });

  function configure(next: RefreshSettings): void {
    const newest = restoring.newestEntry();
    const limitChanged = settings.reportSizeLimit !== next.reportSizeLimit;
    settings = next;
    entries.configure(next);
    for (const task of tasks()) {
      const fact = store.get(task.entry, task.fact);
      if (fact !== undefined) keep(task, fact, random);
      // The other entry of the same account may be gone now, and the report not too large any more.
      const { reason } = task.logged.failure ?? {};
      if (reason === 'duplicate_account' || (reason === 'malformed_report' && limitChanged)) task.retryAt = clock.now();
    }
    input.onChange();
    void restoring.later(newest).then((hasLooked) => (hasLooked ? turn() : undefined));
    void turn();
  }

  function tasks(): Task[] {
    return entries.all().flatMap(({ tasks }) => tasks);
  }

  /** Begins what is due. Beginning hundreds of refreshes is work for a fraction of a second, which must not keep a probe waiting. */
  async function turn(): Promise<void> {
    lastTurn = clock.passed();
    let begun = 0;
    for (const entry of entries.all()) {
      for (const task of entry.tasks) {
        if (stopped || !mayBeAsked(task, entry) || !ask(task)) continue;
        begun += 1;
        if (begun % BEGUN_AT_A_TIME === 0) await setImmediate();
      }
    }
  }

  /** A new source may be of another account: what else it has is read once its report says that it is not. */
  function mayBeAsked(task: Task, entry: AccountTasks): boolean {
    const { fact, inFlight } = task;
    if (inFlight !== undefined || isOver(task) || restoring.isHeld(task.entry)) return false;
    return fact === 'credential-report' || entry.readBy === undefined || isReadFromItsSource(entry);
  }

  /** @returns whether there was anything to ask. */
  function ask(task: Task): boolean {
    const due = isDue(task, store.dueAt(task.entry, task.fact), clock.now());
    if (!due && task.hasChanged === undefined) return false;
    task.inFlight = (due ? refresh(task) : refreshIfChanged(task)).finally(() => {
      task.inFlight = undefined;
    });
    return true;
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

  function accountIdOf({ entry }: Task): string | undefined {
    return store.get(entry, 'credential-report')?.value.accountId;
  }

  /**
   * Whether a report of another account came while a further fact was being read: what came of it may be of the one before, and may add to
   * what was known of that.
   *
   * @param accountId of the report when the reading began.
   */
  function isOfAccountBefore(task: Task, accountId: string | undefined): boolean {
    if (task.fact === 'credential-report' || accountId === undefined) return false;
    return (accountIdOf(task) ?? accountId) !== accountId;
  }

  function attemptOf({ account, fact, over: { signal } }: Task): Omit<Attempt<unknown>, 'look'> {
    const { refreshTimeout: timeout, reportSizeLimit } = settings;
    const interval = intervalOf(account, fact, settings);
    return { interval, timeout, late: () => tooLate(fact, timeout), reportSizeLimit, clock, signal };
  }

  async function refresh(task: Task): Promise<void> {
    if (isOver(task)) return;
    const startedAt = clock.now();
    const accountId = accountIdOf(task);
    try {
      const last = store.get(task.entry, task.fact)?.value;
      const looked = await attempt({ ...attemptOf(task), look: (request) => task.look(request, last) });
      if (isOver(task) || isOfAccountBefore(task, accountId)) return;
      succeed(task, looked, startedAt);
    } catch (error) {
      if (isOver(task) || isOfAccountBefore(task, accountId)) return;
      fail(task, asFailure(error));
    }
    noteEnd(task, startedAt, clock.now());
  }

  function succeed(task: Task, { value, asOf, raw }: Looked, startedAt: number): void {
    const fact = { value, asOf: asOf ?? startedAt / 1000, gatheredAt: clock.now() / 1000 };
    if (task.fact === 'credential-report') take(task, fact as Fact<CredentialReport>, raw);
    logSuccess(log, task, fact);
    task.failures = 0;
    task.retryAt = undefined;
    task.isPending = false;
    task.up = true;
    keep(task, fact, random);
    if (factFiles !== undefined) storeActivity(task, store, factFiles);
    input.onChange();
  }

  function take({ account, entry }: Task, report: Fact<CredentialReport>, raw: Uint8Array | undefined): void {
    const own = entries.all().find((other) => other.entry === entry);
    if (own === undefined) return;
    const { accountId } = report.value;
    const taking = { store, entries: entries.all(), factFiles, now: clock.now() };
    const { accountBefore, others } = takeReport(own, report, raw, taking);
    logOtherAccount(log, account, accountId, accountBefore);
    for (const { tasks } of others) {
      if (tasks[0] !== undefined) fail(tasks[0], duplicateAccount(accountId, account));
    }
  }

  /** Keeps the fact under the interval that the configuration gives it now. */
  function keep({ account, entry, fact: name }: Task, fact: Fact<unknown>, jitter: () => number): void {
    const interval = intervalOf(account, name, settings);
    const due = dueTime(name, { asOf: fact.asOf, interval, lookedAt: fact.gatheredAt * 1000 }, jitter);
    store.keep(entry, name, fact, due - clock.now());
  }

  function fail(task: Task, refused: RefreshFailure): void {
    const hasReport = accountIdOf(task) !== undefined;
    const { failure, isPending } = refusedRole(task.account, refused, { hasReport, now: clock.now() / 1000 });
    task.failures += 1;
    task.retryAt = clock.now() + backoff(task.failures, RETRY_LIMITS, random);
    task.isPending = isPending;
    if (isPending) {
      task.up = undefined;
      logFailure(log, task, failure);
      return;
    }
    const first = task.up === undefined;
    task.up = false;
    task.errors[failure.reason] += 1;
    logFailure(log, task, failure);
    // A check that needs the fact was not judged until now, and is unknown from now on.
    if (first && task.fact !== 'credential-report') input.onChange();
  }

  return {
    configure,
    async run(signal) {
      if (factFiles !== undefined) await restoring.first(signal);
      while (!signal.aborted) {
        await turn();
        await clock.sleep(TURN_MS, signal);
      }
      stopped = true;
      for (const { over } of tasks()) over.abort(signal.reason);
      const inFlight = Promise.all([...tasks().flatMap((task) => task.inFlight ?? []), factFiles?.written()]);
      // A file system that hangs knows no signal.
      await Promise.race([inFlight, clock.sleep(DRAIN_MS)]);
    },
    facts: () => entries.all().flatMap((account) => factsOf(account, store, settings) ?? []),
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
    accountIds: () =>
      new Map(
        entries.all().flatMap(({ account, entry }) => {
          const report = store.get(entry, 'credential-report');
          return report === undefined ? [] : [[account.name, report.value.accountId]];
        }),
      ),
    unread() {
      const unread = entries.all().filter(({ entry }) => store.get(entry, 'credential-report') === undefined);
      const failed = unread.filter(({ tasks: [report] }) => report?.up !== undefined || report?.isPending).length;
      return { failed, waiting: unread.length - failed };
    },
    lastTurn: () => lastTurn,
  };
}
