/** Moments as CloudTrail writes them in its records. */
import type { UnixSeconds } from './time.ts';

/** `2026-11-24T09:12:44Z`, as of every event. */
const UTC_FORM = '0000-00-00T00:00:00Z';
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** undefined: it is no time with a zone. What `Date` takes besides would be in the zone of this machine. */
export function isoSeconds(text: string): UnixSeconds | undefined {
  const seconds = utcSeconds(text);
  if (seconds !== undefined) return seconds;
  const milliseconds = ISO_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds / 1000;
}

/** The usual form, in a part of the time that `Date` takes for it. */
function utcSeconds(text: string): UnixSeconds | undefined {
  if (text.length !== UTC_FORM.length) return undefined;
  for (let index = 0; index < UTC_FORM.length; index += 1) {
    const code = text.charCodeAt(index);
    const wanted = UTC_FORM.charCodeAt(index);
    if (wanted === ZERO ? code < ZERO || code > NINE : code !== wanted) return undefined;
  }
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const midnight = midnightOf(text.slice(0, 'YYYY-MM-DD'.length));
  if (midnight === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return midnight + hour * 3600 + minute * 60 + second;
}

/** Records come by time, so that most are of the day of the one before. */
let latest: { readonly day: string; readonly midnight: UnixSeconds | undefined } = { day: '', midnight: undefined };

function midnightOf(day: string): UnixSeconds | undefined {
  if (latest.day !== day) {
    const midnight = Date.parse(day);
    latest = { day, midnight: Number.isNaN(midnight) ? undefined : midnight / 1000 };
  }
  return latest.midnight;
}

const ZERO = 48;
const NINE = 57;

function twoDigits(text: string, start: number): number {
  return (text.charCodeAt(start) - ZERO) * 10 + text.charCodeAt(start + 1) - ZERO;
}
