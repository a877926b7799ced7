import { isoSeconds } from '../model/iso-seconds.ts';
import type { UnixSeconds } from '../model/time.ts';
import { javaSeconds } from './java-seconds.ts';

/** Sessions of users live for 36 hours at most, those of roles for 12. Source: STS API reference, GetSessionToken. */
const LONGEST_SESSION = 36 * 3600;
const CLOCKS_DIFFER = 300;

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
