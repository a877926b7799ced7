/**
 * How far the records of a table reach. No row is no error: a table whose projection does not know a region, an account or a day answers the
 * same as one in which nothing happened. So a region of an account is covered up to its newest record, and only where there is one in the last
 * hour. What cannot be seen: what has no record at all, and records that are late behind newer ones.
 */
import type { ActivityCoverage, ActivityQuestion } from '../../model/activity-source.ts';
import { isoSeconds } from '../../model/iso-seconds.ts';
import { isoTime, type UnixSeconds } from '../../model/time.ts';
import { type AthenaQueries, queryRows } from './athena-query.ts';
import { type CheckedTable, newestSql } from './athena-sql.ts';

const HOUR = 3_600;
const DAY = 24 * HOUR;
const SILENT =
  'the table has no record of it from the hour before the end or the day after it: CloudTrail may be late, the table may not know it, or nothing happened';
const UNKNOWN =
  'the table has no record of any region from the hour before the end or the day after it: its partitions may not reach so far';

/** @param seen account and region of the records that were found, as `ACCOUNT REGION`. */
export async function athenaCoverage(
  queries: AthenaQueries,
  checked: CheckedTable,
  question: ActivityQuestion,
  seen: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ActivityCoverage[]> {
  const { from, to, accountId, expectedAccounts = [], regions = [] } = question;
  const newest = new Map<string, UnixSeconds | undefined>();
  for await (const [account = '', region = '', time = ''] of rows(to - HOUR, to + DAY)) {
    newest.set(placeOf(account, region), isoSeconds(time));
  }
  const begin = await oldest();
  const asked = (accountId === undefined ? expectedAccounts : [accountId]).flatMap((account) =>
    regions.map((region) => placeOf(account, region)),
  );
  const places = [...new Set([...newest.keys(), ...seen, ...asked])].sort();
  const covered = places.map((place) => coverage(place, reachOf(newest.get(place))));
  const unseen = regions.filter((region) => !places.some((place) => place.endsWith(` ${region}`)));
  if (covered.length === 0 && unseen.length === 0) return [coverage(placeOf(accountId ?? '', ''), UNKNOWN)];
  const absent =
    accountId === undefined ? expectedAccounts.filter((id) => !places.some((place) => place.startsWith(`${id} `))) : [];
  return [
    ...covered,
    ...unseen.map((region) => coverage(placeOf(accountId ?? '', region), SILENT)),
    ...absent.map((id) => coverage(placeOf(id, ''), SILENT)),
  ];

  function rows(since: UnixSeconds, until: UnixSeconds) {
    return queryRows(queries, newestSql(checked, question, since, until), signal);
  }

  /** From when on there are records, if not from the beginning on. */
  async function oldest(): Promise<UnixSeconds | undefined> {
    let found = 0;
    for await (const row of rows(from - HOUR, Math.min(to, from + HOUR))) found += row.length;
    return found === 0 ? from + HOUR : undefined;
  }

  /** A record from before the question shows nothing of it. */
  function reachOf(time: UnixSeconds | undefined): UnixSeconds | string {
    return time === undefined || time < from ? SILENT : time;
  }

  function coverage(place: string, reach: UnixSeconds | string): ActivityCoverage {
    const [account = '', region = ''] = place.split(' ');
    const young = begin === undefined ? [] : [`the table has no record from the hour before ${isoTime(begin)}`];
    const problems = [...young, ...(typeof reach === 'string' ? [reach] : [])];
    return {
      ...(account !== '' && { accountId: account }),
      ...(region !== '' && { region }),
      from,
      to: typeof reach === 'string' ? to : Math.min(to, reach),
      ...(problems.length > 0 && { incomplete: problems.join('; ') }),
    };
  }
}

export function placeOf(account: string, region: string): string {
  return `${account} ${region}`;
}
