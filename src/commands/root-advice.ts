/** What the log recommends, once, to those whose organization manages root of its member accounts centrally. */
import { rootCredentialsPresent } from '../checks/catalogue/root-credentials-present.ts';
import { enabledChecks } from '../checks/enabled-checks.ts';
import type { Config } from '../config/config.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import { isRootCentral } from '../model/facts/root-management.ts';
import type { Log } from '../model/log.ts';

const { id } = rootCredentialsPresent;
const ADVICE = `the organization manages root credentials of its member accounts centrally, and nothing finds those that are left: write policy: { checks: { ${id}: { enabled: true } } }`;
/** Without the list of an organization nobody knows the one account whose root needs a password. */
const EXCEPT_MANAGEMENT = ', and disable it for the management account by an override';

/** @returns to be called whenever facts may be others. */
export function createRootAdvice(
  log: Pick<Log, 'info'>,
): (facts: readonly AccountFacts[], config: Pick<Config, 'policy' | 'organization'>) => void {
  let isSaid = false;
  return (facts, { policy, organization }) => {
    if (isSaid) return;
    const told = facts.find(({ facts }) => facts['root-management'] && isRootCentral(facts['root-management'].value));
    if (told === undefined || enabledChecks(policy).includes(rootCredentialsPresent)) return;
    isSaid = true;
    log.info({ account: told.account.name }, `${ADVICE}${organization === undefined ? EXCEPT_MANAGEMENT : ''}`);
  };
}
