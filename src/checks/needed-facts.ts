import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { Check } from './check.ts';

/**
 * What keeps a check from being judged in an account. `nothing`: every fact that it needs is there. `failed`: one could not be read,
 * so the outcome is unknown. `unread`: no try has ended since the start, so nobody says anything yet, and what was found
 * before stays. `not asked`: the exporter does not read such a fact in this account.
 */
export type WaitsFor = 'nothing' | 'unread' | 'failed' | 'not asked';

export function waitsFor({ needs = [] }: Check, { facts, missing }: Pick<AccountFacts, 'facts' | 'missing'>): WaitsFor {
  const absent = needs.filter((name) => facts[name] === undefined).map((name) => missing[name] ?? 'not asked');
  return (['not asked', 'unread', 'failed'] as const).find((why) => absent.includes(why)) ?? 'nothing';
}
