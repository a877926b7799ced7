/** Moments as some services of AWS write them into a record, beside those of CloudTrail itself. */
import type { UnixSeconds } from '../model/time.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** In the style of the version: with a comma behind the year or not, and with a narrow blank. */
const JAVA_TIME = /^([A-Z][a-z]{2}) (\d{1,2}), (\d{4}),? (\d{1,2}):(\d{2}):(\d{2})\s(AM|PM)$/;

/** As Java writes it: `Nov 24, 2026, 9:12:44 AM`, in UTC. */
export function javaSeconds(text: string): UnixSeconds | undefined {
  const [, month = '', day, year, hour, minute, second, half] = JAVA_TIME.exec(text) ?? [];
  const index = MONTHS.indexOf(month);
  if (index === -1) return undefined;
  const ofDay = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return Date.UTC(Number(year), index, Number(day), ofDay, Number(minute), Number(second)) / 1000;
}
