import { type CredentialReport, isRoot } from '../../model/facts/credential-report.ts';
import type { Outcome } from '../check.ts';

/** Where no user has a password, the password policy is for boards only. It does not apply to root. */
export function severityOfPasswordPolicy({ users }: CredentialReport): Pick<Outcome, 'severity'> {
  // Not as an array: each user is made anew while it is read, and an account may have tens of thousands.
  for (const user of users) if (!isRoot(user) && user.password.enabled !== false) return {};
  return { severity: 'info' };
}
