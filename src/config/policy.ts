import { checks } from '../checks/catalogue.ts';
import type { Check } from '../checks/check.ts';
import { isFed } from '../checks/needed-facts.ts';
import type { CheckPolicy, Exemption, Match, Override, Policy } from '../checks/policy.ts';
import { HOUR, SECONDS_PER_DAY, type UnixSeconds } from '../model/time.ts';
import { factEntry } from './facts-schema.ts';
import { compilePattern } from './pattern.ts';
import type { ConfigFile } from './schema.ts';

type CheckValues = ConfigFile['policy']['checks'][string];

export function toPolicy({ facts, policy, exemptions }: Pick<ConfigFile, 'facts' | 'policy' | 'exemptions'>): Policy {
  const isRead = (name: string) => factEntry(facts, { id: name }).enabled;
  const entries = checks.flatMap((check) => {
    const values = policy.checks[check.id];
    return values === undefined ? [] : [[check.id, toCheckPolicy(check, values, isRead)] as const];
  });
  return {
    checks: Object.fromEntries(entries),
    overrides: policy.overrides.map(toOverride),
    exemptions: exemptions.map(toExemption),
  };
}

/** Milliseconds: for how long an event may stay a finding of any check. */
export function longestWithin({ checks: policies, overrides }: Policy): number {
  const ofChecks = checks.flatMap(({ id }) => [policies[id], ...overrides.map((override) => override.checks[id])]);
  const hours = ofChecks.flatMap((values) => values?.values?.withinHours ?? []);
  return Math.max(0, ...hours) * HOUR;
}

/** What a user who changes severities should know of the shipped alerts, which are for critical and warning as declared. */
export function warnOfSilence({ checks: policies }: Policy): string[] {
  return checks.flatMap(({ id, severity: declared }) => {
    const held = policies[id];
    if (held?.enabled !== true || (declared === 'info') === (held.severity === 'info')) return [];
    const path = `policy.checks.${id}.severity`;
    if (held.severity === 'info') return [`${path}: the shipped alert for this check is silent with info`];
    return [`${path}: the shipped rules have no alert for this check; write one over aws_iam_finding{check="${id}"}`];
  });
}

/** One for each exemption that has ended. */
export function warnOfEnded({ exemptions }: Policy, now: UnixSeconds): string[] {
  return exemptions
    .filter(({ expiry }) => expiry <= now)
    .map(({ name }) => `exemptions: "${name}" has ended and covers nothing`);
}

/** Without a word in the file, a check that needs a fact is on as it declares once the fact is read. */
function toCheckPolicy(check: Check, values: CheckValues, isRead: (fact: string) => boolean): CheckPolicy {
  const { enabled = check.enabled && isFed(check, isRead), severity, ...others } = values;
  return { enabled, severity, ...valuesOf(check, others) };
}

/** The numbers of a check apart from its lists of patterns. */
function valuesOf(check: Check, written: Readonly<Record<string, unknown>>): Pick<CheckPolicy, 'values' | 'patterns'> {
  const { patterns = {} } = check;
  const entries = Object.entries(written).filter(([, value]) => value !== undefined);
  const lists = entries.filter(([name]) => Object.hasOwn(patterns, name)) as [string, string[]][];
  const numbers = entries.filter(([name]) => !Object.hasOwn(patterns, name)) as [string, number][];
  return {
    values: Object.fromEntries(numbers),
    patterns: Object.fromEntries(lists.map(([name, list]) => [name, list.map(compilePattern)])),
  };
}

function toOverride({ match, checks: written }: ConfigFile['policy']['overrides'][number]): Override {
  const entries = checks.flatMap((check) => {
    const values = written[check.id];
    if (values === undefined) return [];
    const { enabled, ...others } = values;
    return [[check.id, { ...(enabled !== undefined && { enabled }), ...valuesOf(check, others) }] as const];
  });
  return { match: toMatch(match), checks: Object.fromEntries(entries) };
}

function toExemption({
  name,
  reason,
  approvedBy,
  expires,
  checks,
  ...match
}: ConfigFile['exemptions'][number]): Exemption {
  return {
    name,
    match: toMatch(match),
    ...(checks !== undefined && { checks: checks.map(compilePattern) }),
    reason,
    ...(approvedBy !== undefined && { approvedBy }),
    expiry: Date.parse(expires) / 1000 + SECONDS_PER_DAY,
  };
}

function toMatch({ accounts, users, kind }: ConfigFile['policy']['overrides'][number]['match']): Match {
  return {
    ...(accounts !== undefined && { accounts: accounts.map(compilePattern) }),
    ...(users !== undefined && { users: users.map(compilePattern) }),
    ...(kind !== undefined && { kind }),
  };
}
