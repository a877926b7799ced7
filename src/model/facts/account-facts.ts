import type { Account } from '../account.ts';
import type { FactName, Facts } from './catalogue.ts';
import type { CredentialReport } from './credential-report.ts';
import type { Fact } from './fact.ts';

/** The facts about one account, as served until newer ones replace them. Without a credential report there are none. */
export interface AccountFacts {
  readonly account: Account;
  readonly facts: Facts & { readonly 'credential-report': Fact<CredentialReport> };
  /**
   * Facts that the exporter is to read and has not: `unread` until the first try since the start has ended, `failed` after it. A
   * fact that is neither here nor in `facts` is not asked for in this account.
   */
  readonly missing: Readonly<Partial<Record<FactName, 'unread' | 'failed'>>>;
  /** Seconds: how old the report may get before a new one is due. */
  readonly refreshInterval: number;
}

/** What was read, and when AWS made it: what most readers want of an account. */
export function reportOf({ facts }: Pick<AccountFacts, 'facts'>): CredentialReport {
  return facts['credential-report'].value;
}
