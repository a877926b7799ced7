import type { UserSubject } from '../../../src/metrics/world.ts';
import type { Facts } from '../../../src/model/facts/catalogue.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import type { UnixSeconds } from '../../../src/model/time.ts';
import { accountFacts, ACCOUNT_ID } from '../../support/model-values.ts';

/** A user as the families about users get it. @param generatedTime of the report, `facts` are those besides it. */
export function userSubject(user: User, generatedTime?: UnixSeconds, facts: Facts = {}): UserSubject {
  const account = accountFacts({ users: [user], facts, ...(generatedTime !== undefined && { generatedTime }) });
  return { accountId: ACCOUNT_ID, user, facts: account.facts };
}
