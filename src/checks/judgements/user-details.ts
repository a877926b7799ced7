/**
 * What the facts beyond the report say of a user of the report. Each is of a moment of its own and is judged at that moment: it
 * cannot know a user who was made later, and a user whom it does not know, though AWS named all, is gone by then.
 */
import type { User } from '../../model/facts/credential-report.ts';
import type { Fact } from '../../model/facts/fact.ts';
import {
  credentialsByUser,
  type ServiceCredential,
  type ServiceCredentials,
  type UserPolicies,
} from '../../model/facts/user-details.ts';
import { type Context, OPEN, type Outcome, PASS, UNKNOWN } from '../check.ts';

/** @param isOpen given the names of all policies on the user, managed and inline. */
export function judgePolicies(
  user: User,
  fact: Fact<UserPolicies>,
  isOpen: (policies: readonly string[]) => boolean,
): readonly Outcome[] {
  if (isNewerThan(fact, user)) return [UNKNOWN];
  const policies = fact.value.get(user.name);
  if (policies === undefined) return [];
  return [isOpen([...policies.attached, ...policies.inline]) ? OPEN : PASS];
}

/** One outcome at most for each service-specific credential of the user. */
export function judgeServiceCredentials(
  user: User,
  fact: Fact<ServiceCredentials>,
  { reportTime, earliest }: Pick<Context, 'reportTime' | 'earliest'>,
  judge: (credential: ServiceCredential, expired: boolean) => Outcome | undefined,
): readonly Outcome[] {
  if (isNewerThan(fact, user)) return [UNKNOWN];
  // The fact is dated by the exporter's clock: where that is behind the report, the report knows better.
  const moment = earliest < reportTime ? Math.max(fact.asOf, reportTime) : fact.asOf;
  const credentials = credentialsByUser(fact.value).get(user.name) ?? [];
  return credentials.flatMap((credential) => {
    const { status, expiry } = credential;
    return judge(credential, status === 'Expired' || (expiry !== undefined && expiry <= moment)) ?? [];
  });
}

/** A user of the same name may have been there before. */
function isNewerThan({ asOf }: Fact<unknown>, { created }: User): boolean {
  return created > asOf;
}
