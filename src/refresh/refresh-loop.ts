/**
 * Keeps one snapshot per account fresh: when each is due, how many are fetched at a time, and what happens when one fails. A
 * failure changes no fact: the last good snapshot stays. Knows no AWS, no metric and no HTTP.
 */
import { isDeepStrictEqual } from 'node:util';
import pLimit from 'p-limit';
import type { Account } from '../model/account.ts';
import { backoff } from '../model/backoff.ts';
import type { Clock } from '../model/clock.ts';
import type { FactState } from '../model/exporter-state.ts';
import type { Log } from '../model/log.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { ReportSource } from '../model/report-source.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type AccountEntry, createEntry, factState } from './account-entry.ts';
import { dueTime, intervalOf, RETRY_LIMITS } from './due-time.ts';
import { asFailure, duplicateAccount } from './failures.ts';
import { refreshAccount, type RefreshedFacts } from './refresh-account.ts';
import { logFailure, logSuccess } from './refresh-log.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import { createSnapshotCache } from './snapshot-cache.ts';

/** How late a refresh can begin, and how soon a changed file is seen. */
const TURN_MS = 5_000;
/** How long a stop waits for what is in flight. */
const DRAIN_MS = 3_000;

export interface RefreshInput {
  readonly clock: Clock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  readonly log: Log;
  readonly createSource: (account: Account) => ReportSource;
  /** Called when the snapshots are others than before. */
  readonly onChange: () => void;
}

export interface RefreshLoop {
  /** Sets or replaces the accounts: unchanged ones keep their snapshot, removed ones vanish at once. */
  configure(settings: RefreshSettings): void;
  /** Turns until `signal` aborts; then waits for what is in flight. */
  run(signal: AbortSignal): Promise<void>;
  snapshots(): Snapshot[];
  factStates(): FactState[];
  everyAccountTried(): boolean;
  /** Unix milliseconds of the last turn. */
  lastTurn(): number;
}

export function createRefreshLoop(input: RefreshInput, initial: RefreshSettings): RefreshLoop {
  const { clock, random, log } = input;
  const cache = createSnapshotCache();
  const limit = pLimit(initial.concurrency);
  const stop = new AbortController();
  let settings = initial;
  let entries = new Map(
    initial.accounts.map((account) => [account.name, createEntry(account, input.createSource(account))]),
  );
  let lastTurn = clock.now();

  function configure(next: RefreshSettings): void {
    settings = next;
    limit.concurrency = next.concurrency;
    const before = entries;
    entries = new Map(next.accounts.map((account) => [account.name, keepOrCreate(before.get(account.name), account)]));
    for (const entry of before.values()) {
      if (entries.get(entry.account.name) !== entry) remove(entry);
    }
    input.onChange();
    turn();
  }

  function keepOrCreate(entry: AccountEntry | undefined, account: Account): AccountEntry {
    if (entry === undefined || !isDeepStrictEqual({ ...entry.account, owner: '' }, { ...account, owner: '' })) {
      return createEntry(account, input.createSource(account));
    }
    entry.account = account;
    const snapshot = cache.get(account.name);
    if (snapshot !== undefined) keep(entry, snapshot);
    // The other entry of the same account may be gone now.
    if (entry.logged.failure?.reason === 'duplicate_account') entry.retryAt = clock.now();
    return entry;
  }

  function remove(entry: AccountEntry): void {
    entry.removed.abort();
    cache.drop(entry.account.name);
  }

  function dueAt(entry: AccountEntry): number | undefined {
    return entry.retryAt ?? cache.dueAt(entry.account.name);
  }

  function turn(): void {
    lastTurn = clock.now();
    for (const entry of entries.values()) {
      if (entry.inFlight !== undefined) continue;
      const due = (dueAt(entry) ?? 0) <= lastTurn;
      if (!due && entry.source.hasChanged === undefined) continue;
      entry.inFlight = (due ? limit(refresh, entry) : refreshIfChanged(entry)).finally(() => {
        entry.inFlight = undefined;
      });
    }
  }

  async function refreshIfChanged(entry: AccountEntry): Promise<void> {
    if (await entry.source.hasChanged?.()) await limit(refresh, entry);
  }

  async function refresh(entry: AccountEntry): Promise<void> {
    const signal = AbortSignal.any([stop.signal, entry.removed.signal]);
    const abandoned = () => signal.aborted;
    if (abandoned()) return;
    const startedAt = clock.now();
    try {
      const facts = await refreshAccount({
        source: entry.source,
        interval: intervalOf(entry.account, settings),
        timeout: settings.refreshTimeout,
        clock,
        signal,
      });
      if (abandoned()) return;
      succeed(entry, facts);
    } catch (error) {
      if (abandoned()) return;
      fail(entry, asFailure(error));
    }
    entry.refreshDuration = (clock.now() - startedAt) / 1000;
  }

  function succeed(entry: AccountEntry, facts: RefreshedFacts): void {
    refuseSecondEntry(entry, facts.report.accountId);
    entry.failures = 0;
    entry.retryAt = undefined;
    entry.up = true;
    logSuccess(log, entry, facts.report);
    entry.lookedAt = clock.now();
    keep(entry, facts);
    input.onChange();
  }

  /** Keeps the facts under the owner and the interval that the configuration gives the account now. */
  function keep({ account, lookedAt }: AccountEntry, { report, generatedTime }: RefreshedFacts): void {
    const interval = intervalOf(account, settings);
    const due = dueTime({ generatedTime, interval, lookedAt }, random);
    const snapshot = { account, report, generatedTime, refreshInterval: interval / 1000 };
    cache.keep(account.name, snapshot, due - clock.now());
  }

  function fail(entry: AccountEntry, failure: RefreshFailure): void {
    entry.failures += 1;
    entry.retryAt = clock.now() + backoff(entry.failures, RETRY_LIMITS, random);
    entry.up = false;
    entry.errors[failure.reason] += 1;
    logFailure(log, entry, failure);
  }

  /** Of two entries that turn out to be one account, the first in the configuration is it. */
  function refuseSecondEntry(entry: AccountEntry, accountId: string): void {
    let isBefore = true;
    for (const other of entries.values()) {
      if (other === entry) isBefore = false;
      if (other === entry || cache.get(other.account.name)?.report.accountId !== accountId) continue;
      if (isBefore) throw duplicateAccount(accountId, other.account.name);
      cache.drop(other.account.name);
      fail(other, duplicateAccount(accountId, entry.account.name));
    }
  }

  return {
    configure,
    async run(signal) {
      while (!signal.aborted) {
        turn();
        await clock.sleep(TURN_MS, signal);
      }
      stop.abort(signal.reason);
      const inFlight = Promise.all([...entries.values()].flatMap((entry) => entry.inFlight ?? []));
      // A file system that hangs knows no signal.
      await Promise.race([inFlight, clock.sleep(DRAIN_MS)]);
    },
    snapshots: () => [...entries.keys()].flatMap((name) => cache.get(name) ?? []),
    factStates: () =>
      [...entries.values()].map((entry) =>
        factState(
          entry,
          { interval: intervalOf(entry.account, settings), dueAt: dueAt(entry) },
          cache.get(entry.account.name),
        ),
      ),
    everyAccountTried: () => [...entries.values()].every((entry) => entry.up !== undefined),
    lastTurn: () => lastTurn,
  };
}
