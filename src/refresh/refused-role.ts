/** What it means that the role of an account in an organization cannot be assumed. */
import { type Account, knownMembership } from '../model/account.ts';
import { EXPLICIT_DENY, NOT_ALLOWED_BY_IDENTITY, RefreshFailure } from '../model/refresh-failure.ts';
import { SECONDS_PER_DAY, type UnixSeconds } from '../model/time.ts';

/** A StackSet brings the role to a new account within minutes, and an account that failed once within a day. */
const ROLE_COMES_WITHIN = SECONDS_PER_DAY;

export interface Refused {
  readonly failure: RefreshFailure;
  /** The account is new, and its role is still to come: nobody has to do anything. */
  readonly isPending: boolean;
}

const MANAGEMENT_ACCOUNT =
  'this is the management account, which StackSets with service-managed permissions skip: make the role there by a stack of its own, or leave the account out under organization.exclude';
const DENIED =
  'the role may well be there: a policy denies it, and whoever owns that policy has to except the role of the exporter';
const OWN_ACCOUNT =
  'this is the account of the exporter itself, which reads it with its own credentials and assumes no role there: allow its own identity what the role may';

/** @param hasReport whether the exporter has ever read the account. */
export function refusedRole(
  account: Account,
  failure: RefreshFailure,
  { hasReport, now }: { readonly hasReport: boolean; readonly now: UnixSeconds },
): Refused {
  const membership = knownMembership(account);
  const isRole = failure.reason === 'assume_role_denied';
  if (membership === undefined || (!isRole && failure.reason !== 'access_denied')) return { failure, isPending: false };
  const { isManagement, isOwn, joined } = membership;
  if (failure.message.includes(EXPLICIT_DENY)) return told(failure, DENIED);
  if (isOwn) return told(failure, OWN_ACCOUNT);
  if (!isRole || failure.message.includes(NOT_ALLOWED_BY_IDENTITY)) return { failure, isPending: false };
  if (isManagement) return told(failure, MANAGEMENT_ACCOUNT);
  // One that joins far in the future is old, and the clock is wrong.
  const isNew = joined !== undefined && Math.abs(now - joined) < ROLE_COMES_WITHIN;
  return { failure, isPending: isNew && !hasReport };
}

function told(failure: RefreshFailure, words: string): Refused {
  return {
    failure: new RefreshFailure(failure.reason, `${failure.message}; ${words}`, { cause: failure.cause }),
    isPending: false,
  };
}
