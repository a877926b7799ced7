/** Why not all of the event history of a region was read, in words. */
import type { FailureReason, RefreshFailure } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';

export const KEPT_ONLY = 'the event history goes back 90 days';
export const NOT_ENDED = 'the search was not ended';
export const OF_ANOTHER = 'this is the event history of another account';

/** What comes after it in the region, or in the log group, would fail alike. */
const OF_ALL: ReadonlySet<FailureReason> = new Set([
  'access_denied',
  'assume_role_denied',
  'configuration',
  'credentials',
  'network',
  'throttled',
  'timeout',
]);

export function isOfAll({ reason }: RefreshFailure): boolean {
  return OF_ALL.has(reason);
}

/** @param oldest the last event that was read before. */
export function describeUnread(failure: RefreshFailure, oldest: UnixSeconds | undefined): string {
  const until = oldest === undefined ? '' : `; events before ${wholeSecond(oldest)} were not read`;
  return `${failure.reason}: ${maybeDisabled(failure)}${failure.message}${until}`;
}

export function unreadableRecords(count: number): string {
  return count === 1 ? '1 record is not JSON' : `${count} records are not JSON`;
}

/**
 * A region that the account has not enabled knows neither its credentials nor, for some, a host. It comes first: mostly the other regions answer.
 * Source: AWS general reference, "Managing AWS Regions".
 */
function maybeDisabled({ reason, cause }: RefreshFailure): string {
  const { name = '', code = '' } = (cause ?? {}) as { readonly name?: string; readonly code?: string };
  const unknown = (reason === 'credentials' && name === 'UnrecognizedClientException') || code === 'ENOTFOUND';
  return unknown ? 'the account has not enabled this region, or ' : '';
}

/** AWS gives no parts of a second. */
function wholeSecond(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString().replace(/\.\d+Z$/, 'Z');
}
