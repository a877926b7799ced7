/**
 * How far the records of a log group reach, which AWS says nowhere. CloudTrail writes them minutes later, or stops and nobody notices. So a region
 * is covered up to its newest record, of any account, and only where there is one in the last hour or in the day behind it. Where several accounts should
 * be there, each has to have such a record. What cannot be seen: a region without any record, and records that are late behind newer ones.
 */
import type { ActivityCoverage, ActivityQuestion } from '../../model/activity-source.ts';
import { isoTime, type UnixSeconds } from '../../model/time.ts';
import { filterPattern, LONGEST_PATTERN } from './filter-pattern.ts';
import type { LogRecords, LogSearch } from './log-events.ts';
import { inAccount, MANAGEMENT } from './question-condition.ts';
import { all } from './record-condition.ts';
import { regionOf, timeOf } from './record-place.ts';

/** Seconds. */
export const HOUR = 3_600;
const DAY = 24 * HOUR;
/** 2024-01-01: before it AWS does not begin with the newest. Source: CloudWatch Logs API reference, FilterLogEvents. */
const NEWEST_FIRST_SINCE = 1_704_067_200;

const SILENT =
  'the log group has no record of it from the hour before the end or the day after it: CloudTrail may be late, its trail may not write there, or nothing happened';
const UNKNOWN_REGIONS = 'the log group has no record of any region from the hour before the end or the day after it';
const TOO_MANY_REGIONS = 'the log group has records of more regions than can be asked about: ask for some of them';

/** @param seen regions of the records that were found. */
export async function logCoverage(
  question: ActivityQuestion,
  seen: ReadonlySet<string>,
  records: LogRecords,
  signal: AbortSignal,
): Promise<ActivityCoverage[]> {
  const { accountId, from, to } = question;
  const common = [MANAGEMENT, ...inAccount(question)];
  const first = async (search: LogSearch): Promise<unknown> => {
    for await (const record of records(search, signal)) return record;
    return undefined;
  };
  const begin = await oldest();
  const { newest, isWhole } =
    question.regions === undefined ? await eachRegion() : await theseRegions(question.regions);
  const regions = [...new Set([...newest.keys(), ...seen])].sort();
  const covered = regions.map((region) => coverage(region, reachOf(newest.get(region))));
  const silent = (await silentAccounts()).map((id) => ({ accountId: id, from, to, incomplete: SILENT }));
  if (!isWhole) return [...covered, ...silent, coverage(undefined, TOO_MANY_REGIONS)];
  return covered.length > 0 ? [...covered, ...silent] : [coverage(undefined, UNKNOWN_REGIONS)];

  /** The newest record of each region, found by leaving out the regions that were found. */
  async function eachRegion(): Promise<Newest> {
    const newest = new Map<string, UnixSeconds>();
    for (;;) {
      const others = [...newest.keys()].map((region) => ({ path: 'awsRegion', isNot: region }));
      const pattern = filterPattern(all(...common, ...others));
      if (pattern.length > LONGEST_PATTERN) return { newest, isWhole: false };
      const record = await first(latest(pattern, to));
      const region = regionOf(record);
      if (region === undefined || newest.has(region)) return { newest, isWhole: true };
      newest.set(region, timeOf(record) ?? from);
    }
  }

  async function theseRegions(asked: readonly string[]): Promise<Newest> {
    const newest = new Map<string, UnixSeconds | undefined>();
    for (const region of asked) {
      const pattern = filterPattern(all(...common, { path: 'awsRegion', is: region }));
      newest.set(region, timeOf(await first(latest(pattern, to))));
    }
    return { newest, isWhole: true };
  }

  async function silentAccounts(): Promise<readonly string[]> {
    const silent: string[] = [];
    for (const id of accountId === undefined ? (question.expectedAccounts ?? []) : []) {
      const pattern = filterPattern(all(...common, ...inAccount({ accountId: id })));
      if ((await first(latest(pattern, to))) === undefined) silent.push(id);
    }
    return silent;
  }

  /** From when on there are records, if not from the beginning on. */
  async function oldest(): Promise<UnixSeconds | undefined> {
    const pattern = filterPattern(all(...common));
    const time = timeOf(await first({ pattern, from: from - HOUR, to: to + HOUR, only: { limit: 1 } }));
    return time !== undefined && time > from + HOUR && time <= to ? time : undefined;
  }

  /** A record from before the question shows nothing of it. */
  function reachOf(time: UnixSeconds | undefined): UnixSeconds | string {
    return time === undefined || time < from ? SILENT : time;
  }

  function coverage(region: string | undefined, reach: UnixSeconds | string): ActivityCoverage {
    const young = begin === undefined ? [] : [`the log group has no record from before ${isoTime(begin)}`];
    const problems = [...young, ...(typeof reach === 'string' ? [reach] : [])];
    return {
      ...(accountId !== undefined && { accountId }),
      ...(region !== undefined && { region }),
      from: begin ?? from,
      to: typeof reach === 'string' ? to : Math.min(to, reach),
      ...(problems.length > 0 && { incomplete: problems.join('; ') }),
    };
  }
}

interface Newest {
  readonly newest: ReadonlyMap<string, UnixSeconds | undefined>;
  readonly isWhole: boolean;
}

/** Newest first. One that is later than what was asked for shows as well that CloudTrail had come so far. */
export function latest(pattern: string, to: UnixSeconds): LogSearch {
  const from = to - HOUR;
  return {
    pattern,
    from,
    to: to + DAY,
    only: { limit: 1, ...(from >= NEWEST_FIRST_SINCE && { startFromHead: false }) },
  };
}
