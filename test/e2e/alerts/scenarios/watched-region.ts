/** An exporter that watches the events of an account, and what it says of the regions. */
import { configured, exporterWith, factUp, type Labels, PRODUCTION, series } from '../scenario.ts';

export const WATCH = 'activity';
export const MINUTE = 60;

/** One that has the report, and the fact as well. */
export function watch(scraped: Labels, values: string, interval = 15 * MINUTE): Record<string, string> {
  return { ...exporterWith(scraped, PRODUCTION, values), ...watched(scraped, values, values, interval) };
}

/** The fact as it is configured, and whether its last refresh succeeded. */
export function watched(scraped: Labels, values: string, up = values, interval = 15 * MINUTE): Record<string, string> {
  const labels = { ...scraped, account_name: PRODUCTION.account_name, fact: WATCH };
  return {
    ...configured(scraped, PRODUCTION, values.replaceAll(/\b1x/g, '0x'), WATCH),
    ...factUp(scraped, up, PRODUCTION.account_name, WATCH),
    [series('iam_credential_exporter_fact_refresh_interval_seconds', labels)]: values.replaceAll(
      /\b1x/g,
      `${interval}x`,
    ),
  };
}

/** @param watermark absent: no look at all kinds of events has come to its end. */
export function region(scraped: Labels, name: string, complete: string, watermark?: string): Record<string, string> {
  const labels = { ...scraped, account_name: PRODUCTION.account_name, region: name, source: 'events' };
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
