import { isRoot, type User } from '../model/credential-report.ts';
import { checks } from './catalogue.ts';
import { type Check, isForRoot } from './check.ts';
import { matchesUser } from './match.ts';
import { checkPolicy, type Match, type Override, type Policy } from './policy.ts';

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
  return checks.filter((check) =>
    isForRoot(check.id)
      ? root !== undefined && isEnabled(check, policy, ofRoot, () => true)
      : isEnabled(check, policy, overrides, ({ users, kind }) => users === undefined && kind === undefined),
  );
}

/** @param meansAll whether an override leaves nobody to those after it. */
function isEnabled(
  { id }: Check,
  policy: Policy,
  overrides: readonly Override[],
  meansAll: (match: Match) => boolean,
): boolean {
  const { enabled } = checkPolicy(policy, id);
  for (const { match, checks } of overrides) {
    const own = checks[id];
    if (own === undefined) continue;
    if (own.enabled ?? enabled) return true;
    if (meansAll(match)) return false;
  }
  return enabled;
}
