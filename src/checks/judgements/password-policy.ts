import { type CredentialReport, isRoot } from '../../model/facts/credential-report.ts';
import type { Outcome } from '../check.ts';

/** Where no user has a password, the password policy is for boards only. It does not apply to root. */
export function severityOfPasswordPolicy({ users }: CredentialReport): Pick<Outcome, 'severity'> {
  const meansSomebody = [...users].some((user) => !isRoot(user) && user.password.enabled !== false);
  return meansSomebody ? {} : { severity: 'info' };
}
