import type { UnixSeconds } from '../model/time.ts';

/** Sessions of users live for 36 hours at most, those of roles for 12. Source: STS API reference, GetSessionToken. */
const LONGEST_SESSION = 36 * 3600;
const CLOCKS_DIFFER = 300;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** Java writes it, in the style of its version: with a comma behind the year or not, and with a narrow blank. In UTC. */
const JAVA_TIME =
  /^(?<month>[A-Z][a-z]{2}) (?<day>\d{1,2}), (?<year>\d{4}),? (?<hour>\d{1,2}):(?<minute>\d{2}):(?<second>\d{2})\s(?<half>AM|PM)$/u;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * When the session ends that a call handed out.
 *
 * @returns undefined: it is not said in a form that is known, or no session that began with the call lasts so long.
 */
export function readSessionExpiry(expiration: unknown, called: UnixSeconds): UnixSeconds | undefined {
  const expiry = typeof expiration === 'string' ? (isoSeconds(expiration) ?? javaSeconds(expiration)) : undefined;
  if (expiry === undefined) return undefined;
  return expiry >= called - CLOCKS_DIFFER && expiry <= called + LONGEST_SESSION + CLOCKS_DIFFER ? expiry : undefined;
}

/** undefined: it is no time with a zone. What `Date` takes besides would be in the zone of this machine. */
export function isoSeconds(text: string): UnixSeconds | undefined {
  if (!ISO_TIME.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

function javaSeconds(text: string): UnixSeconds | undefined {
  const { month = '', day, year, hour, minute, second, half } = JAVA_TIME.exec(text)?.groups ?? {};
  const index = MONTHS.indexOf(month);
  if (index === -1) return undefined;
  const ofDay = (Number(hour) % 12) + (half === 'PM' ? 12 : 0);
  return Date.UTC(Number(year), index, Number(day), ofDay, Number(minute), Number(second)) / 1000;
}
