import type { Html } from '../../html/document.ts';
import { dayOf, isoTime, minuteOf, type UnixSeconds } from '../../model/time.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment in UTC, with how long ago it was, or how soon it is. */
export function Moment({ at, now }: { readonly at: UnixSeconds; readonly now: UnixSeconds }): Html {
  return (
    <time dateTime={isoTime(at)}>
      {minuteOf(at)} <span class="aside">({distance(at, now)})</span>
    </time>
  );
}

/** A day, where the time of it says nothing. */
export function Day({ at }: { readonly at: UnixSeconds }): Html {
  return <time dateTime={isoTime(at)}>{dayOf(at)}</time>;
}

/** `4 h ago`, `in 8 min` */
function distance(at: UnixSeconds, now: UnixSeconds): string {
  const words = lengthOf(Math.abs(now - at));
  if (words === undefined) return 'now';
  return at <= now ? `${words} ago` : `in ${words}`;
}

/** In the largest unit that is at least one; undefined: under a minute. */
function lengthOf(seconds: number): string | undefined {
  if (seconds < MINUTE) return undefined;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < 2 * DAY) return `${Math.floor(seconds / HOUR)} h`;
  return `${Math.floor(seconds / DAY)} days`;
}
