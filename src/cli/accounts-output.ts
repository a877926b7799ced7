/** What `accounts` prints on standard output, and the sums below it on standard error. */
import { type AccountStanding, STANDING_STATES } from '../model/account-standing.ts';
import { ACCOUNTS_FIELDS } from './accounts-fields.ts';
import type { AccountsOutput } from './accounts-options.ts';
import { columnTable } from './column-field.ts';
import { toCsv } from './csv.ts';
import { toObject } from '../fields/field.ts';
import { toJson } from './json.ts';

export function printStandings(standings: readonly AccountStanding[], output: AccountsOutput): string {
  switch (output) {
    case 'json':
      return toJson({ accounts: standings.map((each) => toObject(ACCOUNTS_FIELDS, each)) });
    case 'csv':
      return toCsv(ACCOUNTS_FIELDS, standings);
    case 'table':
      return columnTable(ACCOUNTS_FIELDS, standings);
  }
}

/** `312 accounts: 298 read, 2 pending, 12 suspended` */
export function standingsSummary(standings: readonly AccountStanding[]): string {
  const counts = STANDING_STATES.map(
    (state) => [state, standings.filter((each) => each.state === state).length] as const,
  );
  const parts = counts.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  return `${standings.length} ${standings.length === 1 ? 'account' : 'accounts'}: ${parts.join(', ')}`;
}
