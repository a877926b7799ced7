/** The one place with the records of all accounts, as `activity` searches it: a log group, or a table of Athena. */
import type { ActivityOptions } from '../cli/activity-options.ts';
import type { Config } from '../config/config.ts';
import { parseSize } from '../config/size.ts';
import type { AwsAccount } from '../model/account.ts';
import type { ActivityQuestion, ActivitySource } from '../model/activity-source.ts';
import { createAthenaSource } from '../sources/aws/activity-athena.ts';
import { createLogsSource } from '../sources/aws/activity-logs.ts';
import type { ActivityOutside } from './activity.ts';
import { type ActivityPlaces, type ChosenAccount, notAsked } from './activity-places.ts';
import type { Asking } from './asking.ts';

const NO_LOG_GROUP = '--source logs: the configuration names no log group: write its ARN under logs.logGroup';
const NO_TABLE = '--source athena: the configuration names no table: write it under athena.table';

/** @param of whose records are wanted. */
export function recordsOfAll(
  question: ActivityQuestion,
  of: readonly ChosenAccount[] | 'all',
  options: Pick<ActivityOptions, 'source' | 'maxScan' | 'anyScan'>,
  config: Config,
  asking: Asking,
  outside: ActivityOutside,
): (ActivityPlaces & { readonly ok: true }) | { readonly ok: false; readonly problems: readonly string[] } {
  const source = sourceOf(options, config, asking, outside);
  if (typeof source === 'string') return { ok: false, problems: [source] };
  if (of === 'all') return { ok: true, places: [{ source, question }], failures: [] };
  const found = of.map(({ account, id }): ActivityPlaces => {
    if (!id.ok) return notAsked(account, id.failure);
    return { places: [{ account, source, question: { ...question, accountId: id.value } }], failures: [] };
  });
  return {
    ok: true,
    places: found.flatMap(({ places }) => places),
    failures: found.flatMap(({ failures }) => failures),
  };
}

/** Or what is wrong. */
function sourceOf(
  { source, maxScan, anyScan }: Pick<ActivityOptions, 'source' | 'maxScan' | 'anyScan'>,
  { logs, athena, accounts }: Config,
  { access }: Asking,
  outside: ActivityOutside,
): ActivitySource | string {
  const accessOf = (name: string) =>
    access.to(
      accounts.find(
        (account): account is AwsAccount => account.source === 'aws' && account.name === name,
      ) as AwsAccount,
    );
  if (source === 'logs') {
    return logs === undefined ? NO_LOG_GROUP : createLogsSource(accessOf(logs.account), logs, outside);
  }
  if (athena === undefined) return NO_TABLE;
  return createAthenaSource(accessOf(athena.account), athena, { maxScan: parseSize(maxScan), anyScan }, outside);
}
