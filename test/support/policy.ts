import { checks } from '../../src/checks/catalogue.ts';
import { factsOf, numbersOf } from '../../src/checks/check.ts';
import type { CheckPolicy, Policy } from '../../src/checks/policy.ts';

export interface PolicyValues extends Partial<Pick<Policy, 'overrides' | 'exemptions'>> {
  /** By the id of the check: what differs from "off, with its own severity and defaults". */
  readonly checks?: Readonly<Record<string, Partial<CheckPolicy>>>;
}

/** A policy that holds nothing but what a test names. */
export function policyWith({ checks: own = {}, overrides = [], exemptions = [] }: PolicyValues = {}): Policy {
  const ids = checks.map(({ id }) => id);
  for (const id of Object.keys(own)) if (!ids.includes(id)) throw new Error(`there is no check ${id}`);
  const checkPolicies = checks.map((check): [string, CheckPolicy] => {
    const { id, severity } = check;
    const defaults = Object.fromEntries(numbersOf(check).map(([name, { default: value }]) => [name, value]));
    return [id, { enabled: false, severity, patterns: {}, ...own[id], values: { ...defaults, ...own[id]?.values } }];
  });
  return { checks: Object.fromEntries(checkPolicies), overrides, exemptions };
}

/** What holds without a configuration: every check as it declares itself, but for those that need a fact which is off. */
export function defaultPolicy(): Policy {
  return policyWith({
    checks: Object.fromEntries(
      checks.map((check) => [check.id, { enabled: check.enabled && factsOf(check).length === 0 }]),
    ),
  });
}
