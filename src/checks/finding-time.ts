import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { Finding } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { checkById } from './catalogue.ts';
import { factsOf } from './check.ts';

/** The moment of what shows the finding: of a fact that its check looks at, or of the report. */
export function findingTime(
  { check: id }: Pick<Finding, 'check'>,
  { facts }: Pick<AccountFacts, 'facts'>,
): UnixSeconds {
  const check = checkById(id);
  const shows = check && factsOf(check).find((name) => facts[name] !== undefined);
  return (facts[shows ?? 'credential-report'] ?? facts['credential-report']).asOf;
}
