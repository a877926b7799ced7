/** What a source looks at in a record of CloudTrail: where and when it happened. All else is for those who read it. */
import type { UnixSeconds } from '../../model/time.ts';

/** undefined: it does not say. */
export function timeOf(record: unknown): UnixSeconds | undefined {
  const text = textOf(record, 'eventTime');
  const time = text === undefined ? Number.NaN : Date.parse(text) / 1000;
  return Number.isNaN(time) ? undefined : time;
}

export function regionOf(record: unknown): string | undefined {
  return textOf(record, 'awsRegion');
}

/** A record without a time is left to those who read it, and who count what they cannot read. */
export function isWithin(
  record: unknown,
  { from, to }: { readonly from: UnixSeconds; readonly to: UnixSeconds },
): boolean {
  const time = timeOf(record);
  return time === undefined || (time >= from && time <= to);
}

function textOf(record: unknown, field: string): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const value = (record as Readonly<Record<string, unknown>>)[field];
  return typeof value === 'string' ? value : undefined;
}
