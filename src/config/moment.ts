/** Days and moments as people write them on a command line. */
import { z } from 'zod';
import { SECONDS_PER_DAY, type UnixSeconds } from '../model/time.ts';

const MOMENT = z.iso.datetime({ offset: true, local: true });

export const HOW_TO_WRITE_A_MOMENT =
  'write a day such as 2026-11-24, or a moment such as 2026-11-24T14:00 or 2026-11-24T14:00:00+01:00';

/** Without a zone it is UTC. undefined: the text is neither a day nor a moment. @param end whether a day means its last second. */
export function parseMoment(text: string, end: 'first' | 'last'): UnixSeconds | undefined {
  if (z.iso.date().safeParse(text).success) {
    const midnight = Date.parse(text) / 1000;
    return end === 'first' ? midnight : midnight + SECONDS_PER_DAY - 1;
  }
  // People leave the seconds out, and ISO 8601 lets them do so only where no zone follows.
  const full = text.replace(/(T\d\d:\d\d)(?=Z|[+-]|$)/, '$1:00');
  if (!MOMENT.safeParse(full).success) return undefined;
  const hasZone = /(?:Z|[+-]\d\d:\d\d)$/.test(full);
  return Date.parse(hasZone ? full : `${full}Z`) / 1000;
}
