import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import { NOT_YET_GIVEN } from '../model/facts/credential-report.ts';
import type { Check } from './check.ts';

/**
 * What keeps a check from being judged in an account. `nothing`: every fact and column that it needs is there. `failed`: a fact could
 * not be read, or the report lacks a column, so the outcome is unknown. `unread`: no try has ended since the start, so nobody says
 * anything yet, and what was found before stays. `not asked`: the exporter does not read such a fact in this account. `not given`: AWS
 * gives no such column yet. As unknown it would be so for each user of each account, and the alert on unknown values would never end.
 */
export type WaitsFor = 'nothing' | 'unread' | 'failed' | 'not asked' | 'not given';

export function waitsFor(check: Check, accountFacts: Pick<AccountFacts, 'facts' | 'missing'>): WaitsFor {
  const { facts, missing } = accountFacts;
  const { needs = [] } = check;
  const absent = needs.filter((name) => facts[name] === undefined).map((name) => missing[name] ?? 'not asked');
  const without = (['not asked', 'unread', 'failed'] as const).find((why) => absent.includes(why));
  const columns = missingColumnsOf(check, accountFacts);
  return without ?? (columns.includes(NOT_YET_GIVEN) ? 'not given' : columns.length > 0 ? 'failed' : 'nothing');
}

/** The columns that a check needs and the report of the account lacks, by AWS's names. */
export function missingColumnsOf(check: Check, accountFacts: Pick<AccountFacts, 'facts'>): readonly string[] {
  return reportOf(accountFacts).missingColumns.filter((name) => needsColumn(check, name));
}

export function needsColumn({ columns }: Check, name: string): boolean {
  return columns.includes(name) || columns.includes(name.replace(/_[12]_/, '_N_'));
}
