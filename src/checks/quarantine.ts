import type { PoliciesOfUser } from '../model/facts/user-details.ts';

/**
 * AWS puts a policy of this name on a user whose access key it has found in public, with a version behind the name: managed, or
 * inline where the user has as many managed ones as AWS allows. Source: IAM user guide, AWSCompromisedKeyQuarantineV3.
 */
const QUARANTINE = 'AWSCompromisedKeyQuarantine';

export function isQuarantined({ attached, inline }: PoliciesOfUser): boolean {
  return [...attached, ...inline].some((policy) => policy.startsWith(QUARANTINE));
}
