/** The one place with the records of all accounts, as `activity` searches it: a log group, or a table of Athena. */
import type { ActivityOptions } from '../cli/activity-options.ts';
import type { Config } from '../config/config.ts';
import { readingAccountOf } from '../config/reading-account.ts';
import { parseSize } from '../config/size.ts';
import type { ActivityQuestion, ActivitySource } from '../model/activity-source.ts';
import { createAthenaSource } from '../sources/aws/activity-athena.ts';
import { createLogsSource } from '../sources/aws/activity-logs.ts';
import {
  type ActivityOutside,
  type ActivityPlace,
  type ActivityPlaces,
  type ChosenAccount,
  notAsked,
} from './activity-place.ts';
import type { Asking } from './asking.ts';

const NO_LOG_GROUP = '--source logs: the configuration names no log group: write its ARN under logs.logGroup';
const NO_TABLE = '--source athena: the configuration names no table: write it under athena.table';

/** Each asks for as many accounts with requests of its own, of which AWS answers five a second for a log group. */
const MOST_LOG_SEARCHES = 10;

/** @param isSome whether accounts were chosen. Otherwise the records of all are wanted, configured or not. */
export function recordsOfAll(
  question: ActivityQuestion,
  chosen: readonly ChosenAccount[],
  isSome: boolean,
  options: Pick<ActivityOptions, 'source' | 'maxScan' | 'anyScan'>,
  config: Config,
  asking: Asking,
  outside: ActivityOutside,
): (ActivityPlaces & { readonly ok: true }) | { readonly ok: false; readonly problems: readonly string[] } {
  const source = sourceOf(options, config, asking, outside);
  if (typeof source === 'string') return { ok: false, problems: [source] };
  const failures = chosen.flatMap(({ account, id }) => (id.ok ? [] : notAsked(account, id.failure).failures));
  const ids = chosen.flatMap(({ id }) => (id.ok ? id.value : []));
  // A query of Athena reads as much for one account as for all, unless the table is cut by accounts.
  const byAccount = isSome && ids.length <= (options.source === 'logs' ? MOST_LOG_SEARCHES : 1);
  const places: ActivityPlace[] = byAccount
    ? ids.map((accountId) => ({ source, question: { ...question, accountId } }))
    : [{ source, question: { ...question, expectedAccounts: ids }, ...(isSome && { only: new Set(ids) }) }];
  return { ok: true, places, failures };
}

/** Or what is wrong. */
function sourceOf(
  { source, maxScan, anyScan }: Pick<ActivityOptions, 'source' | 'maxScan' | 'anyScan'>,
  { logs, athena, accounts }: Config,
  { access }: Asking,
  outside: ActivityOutside,
): ActivitySource | string {
  if (source === 'logs') {
    if (logs === undefined) return NO_LOG_GROUP;
    return createLogsSource(access.to(readingAccountOf(logs, accounts)), logs, outside);
  }
  if (athena === undefined) return NO_TABLE;
  return createAthenaSource(
    access.to(readingAccountOf(athena, accounts)),
    athena,
    {
      maxScan: anyScan ? undefined : parseSize(maxScan),
      unpartitioned: anyScan,
    },
    outside,
  );
}
