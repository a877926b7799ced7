import type { Clock } from '../model/clock.ts';
import type { AccountTasks } from './account-tasks.ts';
import type { FactStore } from './fact-store.ts';
import type { ReportFiles } from './report-files.ts';

/** How long AWS is not asked yet while stored reports are read: many take time, and a disk that hangs takes for ever. */
const RESTORE_MS = 30_000;

export interface RestoreInput {
  readonly clock: Clock;
  readonly store: FactStore;
  readonly accounts: () => Iterable<AccountTasks>;
  readonly reportFiles: ReportFiles;
  readonly onChange: () => void;
}

/**
 * Puts the reports of earlier runs into the store. The page shows all of them at once; those behind a file that hangs it shows as
 * they come, after this has resolved.
 */
export async function restore(input: RestoreInput, signal: AbortSignal): Promise<void> {
  const restored = { any: false };
  let onRestored = (): void => {
    restored.any = true;
  };
  const restoring = readAll(input, () => onRestored(), signal);
  await Promise.race([restoring, input.clock.sleep(RESTORE_MS, signal)]);
  onRestored = input.onChange;
  if (restored.any) input.onChange();
}

/** Each is due at once: whether AWS still lets us in has to be seen. */
async function readAll(input: RestoreInput, onRestored: () => void, signal: AbortSignal): Promise<void> {
  const { store, accounts, reportFiles } = input;
  for (const found of accounts()) {
    const { account, entry, tasks } = found;
    const fact = await reportFiles.read(account);
    if (signal.aborted) return;
    const there = [...accounts()];
    // A reload or a refresh may have come first; and an id must not be there twice.
    if (fact === undefined || tasks[0]?.over.signal.aborted !== false || store.get(entry, 'credential-report'))
      continue;
    const { accountId } = fact.value;
    if (there.some((other) => store.get(other.entry, 'credential-report')?.value.accountId === accountId)) continue;
    store.keep(entry, 'credential-report', fact, 0);
    found.readBy = account;
    onRestored();
  }
}
