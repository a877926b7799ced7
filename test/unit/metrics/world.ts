import type { World } from '../../../src/metrics/world.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import { policyWith } from '../../support/policy.ts';

/** What the levels pick their subjects from: accounts in which no check found anything. */
export function world(accounts: readonly AccountFacts[], options: Partial<World> = {}): World {
  return {
    assessment: {
      accounts: accounts.map((facts) => ({ facts, findings: [], exempt: [], counts: [], covered: new Map() })),
      faults: [],
    },
    policy: policyWith(),
    perUser: true,
    ownerTag: 'owner',
    accounts: accounts.length,
    ...options,
  };
}
