import type { UnixSeconds } from '../time.ts';
import type { AccountFacts } from './account-facts.ts';
import type { FactName } from './catalogue.ts';

/**
 * The moment at which an account is judged, and from which ages count: now, or that of a fact which is later. The time of a fact has
 * passed for certain, so that a clock which was set back by years makes nothing young again.
 *
 * @param needs facts besides the report that are looked at.
 */
export function momentOf(facts: AccountFacts['facts'], now: UnixSeconds, needs: readonly FactName[] = []): UnixSeconds {
  let moment = Math.max(now, facts['credential-report'].asOf);
  for (const name of needs) moment = Math.max(moment, facts[name]?.asOf ?? moment);
  return moment;
}

/** Seconds by which two clocks may differ by themselves. */
const MOST_AHEAD = 600;

/** Whether it says that a clock is wrong. */
export function isAhead(moment: UnixSeconds, now: UnixSeconds): boolean {
  return moment > now + MOST_AHEAD;
}
