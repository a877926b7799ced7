/** What nobody knows of the chosen accounts and checks: neither a finding nor a pass. */
import { anyMatches } from '../checks/match.ts';
import { isChosen, type Selection } from '../config/filters.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { Severity } from '../model/finding.ts';
import type { Held } from './held.ts';

/** How many. They are counted by account and check, so that a filter of users takes none away. */
export function unknownOutcomes({ world }: Pick<Held, 'world'>, selection: Selection): number {
  const { accounts, owners, checks, severities } = selection;
  let unknown = 0;
  for (const { facts, counts } of world.assessment.accounts) {
    if (!isChosen(facts.account, reportOf(facts).accountId, { accounts, owners })) continue;
    for (const { check, severity, findings } of counts) {
      const isMeant = (checks.length === 0 || anyMatches(checks, check)) && isOfSeverity(severity, severities);
      if (isMeant) unknown += findings.unknown;
    }
  }
  return unknown;
}

export function isOfSeverity(severity: Severity, severities: readonly Severity[]): boolean {
  return severities.length === 0 || severities.includes(severity);
}
