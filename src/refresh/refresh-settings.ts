import type { Account } from '../model/account.ts';
import type { FactName } from '../model/facts/catalogue.ts';

/** How the configuration has one kind of fact. */
export interface FactSettings {
  readonly enabled: boolean;
  /** Milliseconds: how old the fact may get. */
  readonly interval: number;
}

export interface RefreshSettings {
  readonly accounts: readonly Account[];
  readonly facts: Readonly<Record<FactName, FactSettings>>;
  /** Milliseconds: when one refresh is given up. */
  readonly refreshTimeout: number;
  /** Bytes that a credential report may have. */
  readonly reportSizeLimit: number;
  /** Calls to AWS in flight at a time. */
  readonly concurrency: number;
}
