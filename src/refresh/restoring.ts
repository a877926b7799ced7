/** When the facts of earlier runs are put back: at the start, and for accounts of an organization, which may come long after it. */
import type { AccountTasks } from './account-tasks.ts';
import { restore, type RestoreInput } from './restore.ts';

export interface Restoring {
  /** Those that there are at the start. */
  first(signal: AbortSignal): Promise<void>;
  /** Those that came after the entry `since`. Resolves to whether there was anything to look at. */
  later(since: number): Promise<boolean>;
  newestEntry(): number;
  /** Whether it is yet to be seen what an earlier run stored of the entry: it is not asked for until then. */
  isHeld(entry: number): boolean;
}

/** @param input without `factFiles` nothing was stored. */
export function createRestoring(
  input: Omit<RestoreInput, 'found' | 'factFiles'> & Partial<Pick<RestoreInput, 'factFiles'>>,
): Restoring {
  const { factFiles } = input;
  const held = new Set<number>();
  let running: AbortSignal | undefined;

  function all(): AccountTasks[] {
    return [...input.accounts()];
  }

  return {
    async first(signal) {
      running = signal;
      if (factFiles !== undefined) await restore({ ...input, factFiles, found: all() }, signal);
    },
    async later(since) {
      const found = all().filter(({ entry }) => entry > since);
      if (factFiles === undefined || running === undefined || found.length === 0) return false;
      for (const { entry } of found) held.add(entry);
      await restore({ ...input, factFiles, found }, running);
      for (const { entry } of found) held.delete(entry);
      return true;
    },
    newestEntry: () => all().reduce((newest, { entry }) => Math.max(newest, entry), 0),
    isHeld: (entry) => held.has(entry),
  };
}
