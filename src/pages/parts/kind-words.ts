import type { UserKind } from '../../model/facts/credential-report.ts';

/** What a user can log in with. */
export const KIND_WORDS: Readonly<Record<UserKind, string>> = {
  root: 'root of the account',
  human: 'has a password',
  machine: 'has access keys, and no password',
  none: 'has neither a password nor an access key',
};
