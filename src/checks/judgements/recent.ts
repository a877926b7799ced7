import { type UnixSeconds, wholeDaysBetween } from '../../model/time.ts';
import type { Context, Outcome } from '../check.ts';

/**
 * Open for what happened less than `withinDays` before the report was made. Where AWS or a file dates the report later than the
 * exporter's clock, nobody knows which of the two is wrong: what is old by the one and recent by the other is unknown.
 */
export function judgeRecent(
  since: UnixSeconds,
  withinDays: number,
  { reportTime, earliest }: Pick<Context, 'reportTime' | 'earliest'>,
): Outcome {
  const days = wholeDaysBetween(since, reportTime);
  if (days < withinDays) return { status: 'open', days };
  return wholeDaysBetween(since, earliest) < withinDays ? { status: 'unknown' } : { status: 'pass', days };
}
