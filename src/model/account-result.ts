import type { Account } from './account.ts';
import type { RefreshFailure } from './refresh-failure.ts';
import type { Snapshot } from './snapshot.ts';

/** How asking an account once went: its snapshot, or why there is none. */
export type AccountResult =
  | { readonly account: Account; readonly snapshot: Snapshot; readonly failure?: undefined }
  | { readonly account: Account; readonly failure: RefreshFailure; readonly snapshot?: undefined };
