import { syntheticReport } from '../synthetic-report/synthetic-report.ts';

const reports = new Map<string, string>();

/** A synthetic report of now, made once. */
export function reportOf(users: number, accountId = '111122223333'): string {
  const key = `${users} ${accountId}`;
  const report = reports.get(key) ?? syntheticReport({ users, seed: 1, now: Math.floor(Date.now() / 1000), accountId });
  reports.set(key, report);
  return report;
}
