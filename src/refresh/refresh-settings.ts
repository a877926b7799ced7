import type { Account } from '../model/account.ts';

export interface RefreshSettings {
  readonly accounts: readonly Account[];
  /** Milliseconds: how old the report of an AWS account may get. */
  readonly refreshInterval: number;
  /** Milliseconds: when one refresh is given up. */
  readonly refreshTimeout: number;
  /** Accounts refreshed at a time. */
  readonly concurrency: number;
}
