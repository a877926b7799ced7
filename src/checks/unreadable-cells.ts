import type { User } from '../model/facts/credential-report.ts';
import { type Check, type Outcome, UNKNOWN } from './check.ts';
import { needsColumn } from './needed-facts.ts';

/**
 * What a check comes to for a user some of whose cells cannot be read: unknown, as the check cannot tell such a cell from one that
 * says "nothing". What it found in the other slot stands, and so does what one value shows whatever the others are.
 *
 * @param outcomes what it came to without those cells.
 */
export function asFarAsRead(
  check: Check,
  { password, unreadableColumns = [] }: User,
  outcomes: readonly Outcome[],
): readonly Outcome[] {
  const columns = unreadableColumns.filter((column) => needsColumn(check, column));
  if (columns.length === 0) return outcomes;
  // Without a password nothing is missing of it.
  if (outcomes.length === 0 && password.enabled === false && columns.every(isOfPassword)) return outcomes;
  const slots = columns.map((column) => /_([12])_/.exec(column)?.[1]);
  const areOfSlots = !slots.includes(undefined);
  const standing = outcomes.filter(
    ({ status, credential }) =>
      (check.openByOne === true && status === 'open') ||
      (areOfSlots && credential !== undefined && !slots.includes(credential)),
  );
  return [...standing, UNKNOWN];
}

function isOfPassword(column: string): boolean {
  return column.startsWith('password_') || column === 'mfa_active';
}
