/**
 * How far CloudTrail has come with the records of each account in a log group: to its newest record, whatever that is about, in the region in
 * which AWS records what IAM and root do. A record of another region would say nothing of that one.
 */
import { RefreshFailure, reasonAndMessage } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { filterPattern } from './filter-pattern.ts';
import { latest } from './log-coverage.ts';
import type { LogRecords } from './log-events.ts';
import { inAccount, inRegions, MANAGEMENT } from './question-condition.ts';
import { all } from './record-condition.ts';
import { accountOf, regionOf, timeOf } from './record-place.ts';
import { HOUR, OVERLAP } from './watch-look.ts';

/** The newest records of the group are those of its busiest accounts: these need no request of their own. */
const NEWEST = 500;

export interface Reach {
  /** Absent: nobody has seen a record of the account. */
  readonly time?: UnixSeconds;
  /** Why that is not far enough, or not known, in words. */
  readonly incomplete?: string;
}

export interface LogReach {
  readonly note: (record: unknown) => void;
  /** Looks at the newest records of all accounts. Throws as log events do. */
  readonly noteNewest: (now: UnixSeconds, signal: AbortSignal) => Promise<void>;
  /** Asks for the newest record of the account, if those that were noted are not recent enough: every 15 minutes at most. */
  readonly of: (accountId: string, now: UnixSeconds, signal: AbortSignal) => Promise<Reach>;
}

export function createLogReach(records: LogRecords, home: string): LogReach {
  const newest = new Map<string, UnixSeconds>();
  const lastAsked = new Map<string, UnixSeconds>();
  const common = [MANAGEMENT, ...inRegions({ regions: [home] })];

  function note(record: unknown): void {
    const accountId = accountOf(record);
    const time = timeOf(record);
    if (accountId === undefined || time === undefined || regionOf(record) !== home) return;
    newest.set(accountId, Math.max(newest.get(accountId) ?? time, time));
  }

  async function ask(accountId: string, now: UnixSeconds, signal: AbortSignal): Promise<void> {
    const pattern = filterPattern(all(...common, ...inAccount({ accountId })));
    for await (const record of records(latest(pattern, now), signal)) {
      note(record);
      break;
    }
    lastAsked.set(accountId, now);
  }

  /** The clock may have been set back. */
  function isRecent(time: UnixSeconds | undefined, now: UnixSeconds): boolean {
    return time !== undefined && Math.abs(now - time) <= OVERLAP;
  }

  function reachOf(accountId: string, now: UnixSeconds): Reach {
    const time = newest.get(accountId);
    const isSilent = time === undefined || time < now - HOUR;
    return { ...(time !== undefined && { time }), ...(isSilent && { incomplete: silentIn(home) }) };
  }

  return {
    note,
    async noteNewest(now, signal) {
      const search = latest(filterPattern(all(...common)), now);
      let count = 0;
      for await (const record of records({ ...search, only: { ...search.only, limit: NEWEST } }, signal)) {
        note(record);
        count += 1;
        if (count === NEWEST) return;
      }
    },
    async of(accountId, now, signal) {
      if (isRecent(newest.get(accountId), now) || isRecent(lastAsked.get(accountId), now))
        return reachOf(accountId, now);
      try {
        await ask(accountId, now, signal);
      } catch (error) {
        if (!signal.aborted && !(error instanceof RefreshFailure)) throw error;
        const incomplete = error instanceof RefreshFailure ? { incomplete: reasonAndMessage(error) } : {};
        return { ...reachOf(accountId, now), ...incomplete };
      }
      return reachOf(accountId, now);
    },
  };
}

function silentIn(region: string): string {
  return `the log group has no record of this account from the last hour in ${region}: CloudTrail may be late, its trail may not write there, or nothing happened`;
}
