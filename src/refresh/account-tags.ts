/** The tags of the accounts of an organization: a question for each, since AWS answers for one at a time. What was read stays until it is read anew. */
import { backoff } from '../model/backoff.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { FactState } from '../model/exporter-state.ts';
import { organizationTagsFact } from '../model/facts/organization.ts';
import type { Log } from '../model/log.ts';
import type { UnixSeconds } from '../model/time.ts';
import { attempt } from './attempt.ts';
import { RETRY_LIMITS } from './due-time.ts';
import { asFailure, tooLate } from './failures.ts';
import { logFailure, logSuccess } from './refresh-log.ts';
import type { KnownTags } from './selection.ts';
import { createProgress, factState, noteEnd } from './task.ts';

const { id: FACT, interval: INTERVAL_MS } = organizationTagsFact;
const TURN_MS = 5_000;

export interface WantedTags {
  /** In the order in which they are asked for. */
  readonly accountIds: readonly string[];
  /** Keys of the tags that anybody wants: no other ones are kept. */
  readonly keys: readonly string[];
}

/** What was read of one account. */
export interface ReadTags {
  readonly tags: readonly (readonly [key: string, value: string])[];
  /** The keys that were looked for. */
  readonly keys: readonly string[];
  readonly asOf: UnixSeconds;
}

export interface AccountTagsInput {
  readonly clock: SteadyClock;
  readonly random: () => number;
  readonly log: Log;
  readonly ask: (accountId: string, signal: AbortSignal) => Promise<ReadonlyMap<string, string>>;
  /** Milliseconds: when one question is given up. */
  readonly timeout: () => number;
  readonly onChange: () => void;
}

export interface AccountTags {
  of(accountId: string): KnownTags | undefined;
  /** Forgets what is of other accounts. */
  want(wanted: WantedTags): void;
  /** Asks one account after another until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** undefined: nobody wants tags. */
  state(): FactState | undefined;
  read(): ReadonlyMap<string, ReadTags>;
  /** What an earlier run has read. It is due when it is too old, as AWS is asked for hundreds. */
  restore(read: ReadonlyMap<string, ReadTags>): void;
}

interface Row {
  read: ReadTags | undefined;
  isRefused: boolean;
  failures: number;
  /** Unix milliseconds. */
  dueAt: number;
}

export function createAccountTags(input: AccountTagsInput): AccountTags {
  const { clock, random, log } = input;
  const rows = new Map<string, Row>();
  const progress = createProgress(FACT);
  let wanted: WantedTags = { accountIds: [], keys: [] };

  function isOfWantedKeys({ read }: Row): boolean {
    return read === undefined || wanted.keys.every((key) => read.keys.includes(key));
  }

  function due(): string | undefined {
    const now = clock.now();
    // Later than an interval from now, it was reckoned by a clock that has been set back since.
    const isLate = ({ dueAt }: Row) => dueAt <= now || dueAt > now + INTERVAL_MS;
    const isDue = (row: Row) => isLate(row) || (row.failures === 0 && !isOfWantedKeys(row));
    const found = wanted.accountIds.map((id) => [id, rows.get(id)] as const).filter(([, row]) => row && isDue(row));
    // What nobody has read yet keeps an account from being shown.
    return (found.find(([, row]) => row?.read === undefined && row?.isRefused === false) ?? found[0])?.[0];
  }

  async function ask(id: string, row: Row, signal: AbortSignal): Promise<void> {
    const startedAt = clock.now();
    const { keys } = wanted;
    try {
      const tags = await attempt({
        look: ({ signal: own }) => input.ask(id, own),
        interval: INTERVAL_MS,
        timeout: input.timeout(),
        late: () => tooLate(FACT, input.timeout()),
        reportSizeLimit: 0,
        clock,
        signal,
      });
      const folded = new Set(keys.map((key) => key.toLowerCase()));
      const kept = [...tags].filter(([key]) => folded.has(key.toLowerCase()));
      row.read = { tags: kept, keys, asOf: startedAt / 1000 };
      Object.assign(row, { isRefused: false, failures: 0, dueAt: startedAt + INTERVAL_MS });
      succeed(row.read);
    } catch (error) {
      if (signal.aborted) return;
      const failure = asFailure(error);
      row.failures += 1;
      row.dueAt = clock.now() + backoff(row.failures, RETRY_LIMITS, random);
      row.isRefused = failure.reason === 'access_denied';
      progress.errors[failure.reason] += 1;
      logFailure(log, progress, failure);
      progress.up = false;
    }
    noteEnd(progress, startedAt, clock.now());
    input.onChange();
  }

  function succeed(value: ReadTags): void {
    if (wantedRows().some(({ failures }) => failures > 0)) return;
    if (wantedRows().every(({ read }) => read !== undefined)) {
      logSuccess(log, progress, { value, asOf: value.asOf, gatheredAt: clock.now() / 1000 });
    }
    progress.up = true;
  }

  function wantedRows(): Row[] {
    return wanted.accountIds.flatMap((id) => rows.get(id) ?? []);
  }

  return {
    of(accountId) {
      const row = rows.get(accountId);
      if (row === undefined) return undefined;
      if (row.read !== undefined && isOfWantedKeys(row)) return { tags: new Map(row.read.tags), isRefused: false };
      // What was read for other keys is still true.
      return row.isRefused ? { tags: new Map(row.read?.tags), isRefused: true, keys: row.read?.keys ?? [] } : undefined;
    },
    want(next) {
      wanted = next;
      const ids = new Set(next.accountIds);
      for (const id of rows.keys()) if (!ids.has(id)) rows.delete(id);
      for (const id of ids) {
        if (!rows.has(id)) rows.set(id, { read: undefined, isRefused: false, failures: 0, dueAt: 0 });
      }
      // Those that failed may be the ones that left, and the next question is hours away.
      if (progress.up === false && wantedRows().every(({ failures }) => failures === 0)) progress.up = true;
    },
    async run(signal) {
      while (!signal.aborted) {
        const id = wanted.keys.length === 0 ? undefined : due();
        const row = id === undefined ? undefined : rows.get(id);
        if (id === undefined || row === undefined) await clock.sleep(TURN_MS, signal);
        else await ask(id, row, signal);
      }
    },
    state() {
      if (wanted.keys.length === 0) return undefined;
      const all = wantedRows();
      const times = all.map(({ read }) => read?.asOf ?? NaN);
      const oldest = times.length === 0 ? NaN : Math.min(...times);
      const dueAt = Math.min(...all.map((row) => row.dueAt));
      return factState(progress, {
        interval: INTERVAL_MS / 1000,
        asOf: Number.isNaN(oldest) ? undefined : oldest,
        gatheredAt: Number.isNaN(oldest) ? undefined : Math.max(...times),
        dueAt: progress.triedAt === undefined || all.length === 0 ? undefined : dueAt / 1000,
      });
    },
    read: () => new Map([...rows].flatMap(([id, { read }]) => (read === undefined ? [] : [[id, read] as const]))),
    restore(read) {
      for (const [id, each] of read) {
        if (rows.get(id)?.read === undefined) {
          rows.set(id, { read: each, isRefused: false, failures: 0, dueAt: each.asOf * 1000 + INTERVAL_MS });
        }
      }
    },
  };
}
