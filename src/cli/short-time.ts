import { isoTime, type UnixSeconds } from '../model/time.ts';

/** `2026-11-24 10:00:00`, in UTC. */
export function shortTime(time: UnixSeconds): string {
  return isoTime(time).slice(0, 19).replace('T', ' ');
}
