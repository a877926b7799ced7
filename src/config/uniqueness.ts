import type { z } from 'zod';
import { hasUnknownKey } from './fields.ts';

/** An entry of a list as it was written, right or wrong. */
export type Entry = Readonly<Record<string, unknown>>;

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Claim {
  /** Of the entry, for the place of the problem. */
  readonly key: string;
  /** In words. The value is not repeated: a slip may have put a secret into it. */
  readonly what: string;
  readonly value: string;
}

/**
 * Refuses what two entries of a list have in common.
 *
 * @param list the key of the list, for the message.
 * @param claimsOf what no two entries may share.
 */
export function rejectShared(list: string, claimsOf: (entry: Entry, hasUnknownKey: boolean) => readonly Claim[]) {
  return (entries: unknown, context: z.core.$RefinementCtx): void => {
    if (!Array.isArray(entries)) return;
    const first = new Map<string, number>();
    for (const [index, entry] of entries.entries() as Iterable<[number, unknown]>) {
      if (!isEntry(entry)) continue;
      for (const { key, what, value } of claimsOf(entry, hasUnknownKey(context.issues, [index]))) {
        const claim = `${what} ${value}`;
        const holder = first.get(claim);
        first.set(claim, holder ?? index);
        if (holder === undefined) continue;
        context.addIssue({
          code: 'custom',
          path: [index, key],
          message: `${what} is already taken by ${list}[${holder}]`,
        });
      }
    }
  };
}
