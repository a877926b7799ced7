import type { Clock } from '../model/clock.ts';
import type { AccountTasks } from './account-tasks.ts';
import { type FactFiles, STORED_FACTS } from './fact-files.ts';
import type { FactStore } from './fact-store.ts';

/** How long AWS is not asked yet while stored facts are read: many take time, and a disk that hangs takes for ever. */
const RESTORE_MS = 30_000;

export interface RestoreInput {
  readonly clock: Clock;
  readonly store: FactStore;
  readonly found: readonly AccountTasks[];
  /** All that there are by now. */
  readonly accounts: () => Iterable<AccountTasks>;
  readonly factFiles: FactFiles;
  readonly onChange: () => void;
}

/**
 * Puts the facts of earlier runs into the store. The page shows all of them at once; those behind a file that hangs it shows as they
 * come, after this has resolved.
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
  const { store, accounts, factFiles } = input;
  for (const found of input.found) {
    const { account, entry, tasks } = found;
    forgetUnasked(found, factFiles);
    const report = await factFiles.readReport(account);
    // Beside no report it would be served with any that comes.
    const activity =
      report && isWatched(found) ? await factFiles.readActivity(account, report.value.accountId) : undefined;
    if (signal.aborted) return;
    const there = [...accounts()];
    // A reload or a refresh may have come first; and an id must not be there twice.
    if (report === undefined || tasks[0]?.over.signal.aborted !== false || store.get(entry, 'credential-report'))
      continue;
    const { accountId } = report.value;
    if (there.some((other) => store.get(other.entry, 'credential-report')?.value.accountId === accountId)) continue;
    store.keep(entry, 'credential-report', report, 0);
    found.readBy = account;
    if (activity !== undefined && isWatched(found) && !store.get(entry, 'activity'))
      store.keep(entry, 'activity', activity, 0);
    onRestored();
  }
}

function isWatched({ tasks }: AccountTasks): boolean {
  return tasks.some(({ fact }) => fact === 'activity');
}

/** What the configuration does not ask for any more. */
function forgetUnasked({ account, tasks }: AccountTasks, factFiles: FactFiles): void {
  const asked = new Set<string>(tasks.map(({ fact }) => fact));
  factFiles.forget(
    account,
    STORED_FACTS.filter((name) => !asked.has(name)),
  );
}
