import { type CredentialReport, isRoot } from '../../model/facts/credential-report.ts';
import type { Outcome } from '../check.ts';

/** A password policy that no password has to meet is for boards. It does not hold for root. */
export function severityOfPasswordPolicy({ users }: CredentialReport): Pick<Outcome, 'severity'> {
  const meansSomebody = [...users].some((user) => !isRoot(user) && user.password.enabled !== false);
  return meansSomebody ? {} : { severity: 'info' };
}
