import type { FactFiles } from './fact-files.ts';
import type { FactStore } from './fact-store.ts';
import { encodeStoredActivity } from './stored-activity.ts';
import type { Task } from './task.ts';

/**
 * Stores what the watch has seen, after each refresh of it or of the report: only a report says whose it is, and may be the later one of
 * the two.
 */
export function storeActivity({ account, entry, fact }: Task, store: FactStore, factFiles: FactFiles): void {
  if (fact !== 'activity' && fact !== 'credential-report') return;
  const report = store.get(entry, 'credential-report');
  const activity = store.get(entry, 'activity');
  if (report === undefined || activity === undefined) return;
  factFiles.write(account, 'activity', encodeStoredActivity(account, report.value, activity));
}
