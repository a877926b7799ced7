/** What a source looks at in a record of CloudTrail: where and when it happened. All else is for those who read it. */
import type { ActivityQuestion } from '../../model/activity-source.ts';
import { isoSeconds } from '../../model/iso-seconds.ts';
import type { UnixSeconds } from '../../model/time.ts';

/** undefined: it does not say. */
export function timeOf(record: unknown): UnixSeconds | undefined {
  const text = textOf(record, 'eventTime');
  return text === undefined ? undefined : isoSeconds(text);
}

export function regionOf(record: unknown): string | undefined {
  return textOf(record, 'awsRegion');
}

export function accountOf(record: unknown): string | undefined {
  return textOf(record, 'recipientAccountId');
}

/** A record without a time or a region is left to those who read it, and who count what they cannot read. */
export function isWithin(
  record: unknown,
  { from, to, regions }: Pick<ActivityQuestion, 'from' | 'to' | 'regions'>,
): boolean {
  const time = timeOf(record);
  const region = regionOf(record);
  const isThen = time === undefined || (time >= from && time <= to);
  return isThen && (regions === undefined || region === undefined || regions.includes(region));
}

function textOf(record: unknown, field: string): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const value = (record as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : undefined;
}
