import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { NOT_YET_GIVEN } from '../model/facts/credential-report.ts';
import type { Check } from './check.ts';

/**
 * What keeps a check from being judged in an account. `nothing`: every fact and column that it needs is there. `failed`: a fact could
 * not be read, or the report lacks a column, so the outcome is unknown. `partly failed`: of several facts that may show a finding one could not
 * be read, so only what the others show counts. `unread`: no try has ended since the start, so nobody says
 * anything yet, and what was found before stays. `not asked`: the exporter does not read such a fact in this account. `not given`: AWS
 * gives no such column yet. As unknown it would be so for each user of each account, and the alert on unknown values would never end.
 */
export type WaitsFor = 'nothing' | 'partly failed' | 'unread' | 'failed' | 'not asked' | 'not given';

export function waitsFor(check: Check, accountFacts: Pick<AccountFacts, 'facts' | 'missing'>): WaitsFor {
  const { needs = [], needsOneOf = [] } = check;
  const states = [...needs.map((name) => stateOf(name, accountFacts)), oneOf(needsOneOf, accountFacts)];
  const without = (['not asked', 'unread', 'failed'] as const).find((why) => states.includes(why));
  if (without !== undefined) return without;
  const columns = missingColumnsOf(check, accountFacts);
  if (columns.includes(NOT_YET_GIVEN)) return 'not given';
  if (columns.length > 0) return 'failed';
  return states.includes('partly failed') ? 'partly failed' : 'nothing';
}

/** Whether a check can say anything at all where these facts are read. */
export function isFed({ needs = [], needsOneOf = [] }: Check, isRead: (name: FactName) => boolean): boolean {
  return needs.every(isRead) && (needsOneOf.length === 0 || needsOneOf.some(isRead));
}

function stateOf(name: FactName, { facts, missing }: Pick<AccountFacts, 'facts' | 'missing'>): WaitsFor {
  return facts[name] === undefined ? (missing[name] ?? 'not asked') : 'nothing';
}

/** One that is still to be read may have shown what was found before the start. */
function oneOf(names: readonly FactName[], accountFacts: Pick<AccountFacts, 'facts' | 'missing'>): WaitsFor {
  const asked = names.map((name) => stateOf(name, accountFacts)).filter((state) => state !== 'not asked');
  if (asked.length === 0) return names.length === 0 ? 'nothing' : 'not asked';
  if (asked.includes('unread')) return 'unread';
  if (!asked.includes('failed')) return 'nothing';
  return asked.includes('nothing') ? 'partly failed' : 'failed';
}

/** The columns that a check needs and the report of the account lacks, by AWS's names. */
export function missingColumnsOf(check: Check, accountFacts: Pick<AccountFacts, 'facts'>): readonly string[] {
  return reportOf(accountFacts).missingColumns.filter((name) => needsColumn(check, name));
}

export function needsColumn({ columns }: Check, name: string): boolean {
  return columns.includes(name) || columns.includes(name.replace(/_[12]_/, '_N_'));
}
