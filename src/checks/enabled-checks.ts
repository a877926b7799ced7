import { isRoot, type User } from '../model/credential-report.ts';
import { checks } from './catalogue.ts';
import { type Check, isForRoot } from './check.ts';
import { matchesUser } from './match.ts';
import { checkPolicy, type Override, type Policy } from './policy.ts';

/** The checks that are enabled for anybody, wherever that is. */
export function enabledChecks(policy: Policy): Check[] {
  return checks.filter(
    ({ id }) => checkPolicy(policy, id).enabled || policy.overrides.some(({ checks }) => checks[id]?.enabled === true),
  );
}

/**
 * The checks that are enabled for anybody in one account: those of root only where there is a row for it, and none that an override
 * takes from everybody there.
 *
 * @param overrides those that match the account, in the order of the policy.
 */
export function enabledChecksOf(policy: Policy, overrides: readonly Override[], users: readonly User[]): Check[] {
  const root = users.find(isRoot);
  const ofRoot = root === undefined ? [] : overrides.filter(({ match }) => matchesUser(match, root));
  return checks.filter(({ id }) =>
    isForRoot(id)
      ? root !== undefined && checkPolicy(policy, id, ofRoot).enabled
      : isEnabledForUsers(policy, id, overrides),
  );
}

function isEnabledForUsers(policy: Policy, id: string, overrides: readonly Override[]): boolean {
  for (const override of overrides) {
    if (override.checks[id] === undefined) continue;
    if (checkPolicy(policy, id, [override]).enabled) return true;
    const { users, kind } = override.match;
    // It means everybody, and leaves nobody to those after it.
    if (users === undefined && kind === undefined) return false;
  }
  return checkPolicy(policy, id).enabled;
}
