import type { CredentialReport, User } from '../../src/model/facts/credential-report.ts';

/** A report whose users are a list, so that a test can compare it as a whole. */
export function unpacked(report: CredentialReport): CredentialReport & { readonly users: User[] } {
  return { ...report, users: [...report.users] };
}
