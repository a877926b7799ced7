import { checks } from './catalogue.ts';
import type { Check } from './check.ts';
import { isOfWholeAccount, matchesRoot } from './match.ts';
import { checkPolicy, type Override, type Policy } from './policy.ts';

/** The checks that are enabled for anybody, wherever that is. */
export function enabledChecks(policy: Policy): Check[] {
  return checks.filter(
    ({ id }) => checkPolicy(policy, id).enabled || policy.overrides.some(({ checks }) => checks[id]?.enabled === true),
  );
}

/**
 * The checks that are enabled for anybody in one account, and none that an override takes from everybody there.
 *
 * @param overrides those that match the account, in the order of the policy.
 */
export function enabledChecksOf(policy: Policy, overrides: readonly Override[]): Check[] {
  const ofRoot = overrides.filter(({ match }) => matchesRoot(match));
  const ofAccount = overrides.filter(({ match }) => isOfWholeAccount(match));
  return checks.filter(({ id, subject }) => {
    switch (subject) {
      case 'root':
        return checkPolicy(policy, id, ofRoot).enabled;
      case 'account':
        return checkPolicy(policy, id, ofAccount).enabled;
      case 'user':
        return isEnabledForUsers(policy, id, overrides);
    }
  });
}

function isEnabledForUsers(policy: Policy, id: string, overrides: readonly Override[]): boolean {
  for (const override of overrides) {
    if (override.checks[id] === undefined) continue;
    if (checkPolicy(policy, id, [override]).enabled) return true;
    // It means everybody, and leaves nobody to those after it.
    if (isOfWholeAccount(override.match)) return false;
  }
  return checkPolicy(policy, id).enabled;
}
