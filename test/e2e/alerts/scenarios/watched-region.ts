/** An exporter that watches the events of an account, what it says of the regions, and the alert that these are not read. */
import type { WatchSource } from '../../../../src/model/facts/activity.ts';
import {
  configured,
  exporterWith,
  factUp,
  type FiringAlert,
  KEPT,
  type Labels,
  PRODUCTION,
  series,
} from '../scenario.ts';

export const WATCH = 'activity';
export const MINUTE = 60;

export const ALERT = 'AwsIamActivityStale';
export const LABELS = { severity: 'warning', ...KEPT, account_name: PRODUCTION.account_name };

/** Which account is watched, and where, if it is not production in its event history. */
interface Watched {
  readonly account?: typeof PRODUCTION;
  readonly source?: WatchSource;
}

export function stale(age: string, where: string, { account = PRODUCTION }: Watched = {}): FiringAlert {
  const { account_name } = account;
  return {
    labels: { alertname: ALERT, ...LABELS, account_name },
    summary: 'The exporter does not read all events of an account.',
    description: `For ${age} the exporter has not read all events of account ${account_name}${where}. Checks that need the fact activity may have missed what happened there since then. If AwsIamFactFailing fires for the account, follow it first. The log of the exporter says for each region why. If AWS denies access, allow what \`iam-policy\` prints, in each region that is read.`,
  };
}

/** One that has the report, and the fact as well. */
export function watch(
  scraped: Labels,
  values: string,
  interval = 15 * MINUTE,
  { account = PRODUCTION }: Watched = {},
): Record<string, string> {
  return { ...exporterWith(scraped, account, values), ...watched(scraped, values, values, interval, { account }) };
}

/** The fact as it is configured, and whether its last refresh succeeded. */
export function watched(
  scraped: Labels,
  values: string,
  up = values,
  interval = 15 * MINUTE,
  { account = PRODUCTION }: Watched = {},
): Record<string, string> {
  const labels = { ...scraped, account_name: account.account_name, fact: WATCH };
  return {
    ...configured(scraped, account, values.replaceAll(/\b1x/g, '0x'), WATCH),
    ...factUp(scraped, up, account.account_name, WATCH),
    [series('iam_credential_exporter_fact_refresh_interval_seconds', labels)]: values.replaceAll(
      /\b1x/g,
      `${interval}x`,
    ),
  };
}

/** @param watermark undefined: no look at all kinds of events has come to its end. */
export function region(
  scraped: Labels,
  name: string,
  complete: string,
  watermark?: string,
  { account = PRODUCTION, source = 'events' }: Watched = {},
): Record<string, string> {
  const labels = { ...scraped, account_name: account.account_name, region: name, source };
  return {
    [series('iam_credential_exporter_activity_complete', labels)]: complete,
    ...(watermark !== undefined && {
      [series('iam_credential_exporter_activity_watermark_timestamp_seconds', labels)]: watermark,
    }),
  };
}

/** The watermark of looks that come to their end every so many minutes, from minute `start` on. */
export function readEvery(minutes: number, looks: number, start = 0): string {
  const values = Array.from({ length: looks }, (_, look) => {
    return `${(start + look * minutes) * MINUTE}x${minutes - 1}`;
  });
  return `${start === 0 ? '' : `_x${start - 1} `}${values.join(' ')}`;
}
