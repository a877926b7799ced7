import type { User } from '../model/facts/credential-report.ts';
import { OPEN, type Outcome, PASS, UNKNOWN } from './check.ts';

/** Whether any of a user's signing certificates is active. */
export function judgeSigningCertificates({ signingCertificates }: User): readonly Outcome[] {
  if (signingCertificates.length === 0) return [];
  if (signingCertificates.some(({ active }) => active === true)) return [OPEN];
  return [signingCertificates.some(({ active }) => active === undefined) ? UNKNOWN : PASS];
}
