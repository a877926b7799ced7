/**
 * Whether a policy on a user, managed or inline, is AWS's quarantine. AWS puts it on a user whose access key it has found in
 * public; a version stands behind the name. Source: AWS managed policy reference, AWSCompromisedKeyQuarantineV3.
 */
export function isQuarantine(policy: string): boolean {
  return policy.startsWith('AWSCompromisedKeyQuarantine');
}
