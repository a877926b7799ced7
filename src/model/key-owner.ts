/** What `whose` finds out about the id of an access key. What is not known is kept apart from what is not there. */
import type { AccessKeyId } from './access-key-id.ts';
import type { AccessKeyUse, UserAccessKey } from './access-key.ts';
import type { Account } from './account.ts';
import type { RefreshFailure } from './refresh-failure.ts';

interface OfAccount {
  readonly key: AccessKeyId;
  readonly account: Account;
  readonly accountId: string;
}

/** A key of a user. */
export interface UserKeyOwner extends OfAccount {
  readonly lastUsed: AccessKeyUse | 'never';
  readonly is: 'user-key';
  readonly user: string;
  /** The key as IAM lists it; absent: the exporter may not list keys. */
  readonly known?: UserAccessKey;
  /** The other key of the user. */
  readonly other?: UserAccessKey;
  /** Why the keys of the user, or when one was last used, are not known. */
  readonly failures: readonly RefreshFailure[];
}

export type KeyOwner =
  | UserKeyOwner
  | (OfAccount & { readonly is: 'root-key'; readonly lastUsed: AccessKeyUse | 'never' })
  /** The id of a session's key. */
  | { readonly is: 'session-key'; readonly key: AccessKeyId }
  /** The key is of an account that AWS is not asked about in the configuration. */
  | { readonly is: 'foreign-key'; readonly key: AccessKeyId; readonly accountId: string }
  /** AWS knows no such key: it was deleted, or there never was one. */
  | { readonly is: 'no-key'; readonly key: AccessKeyId; readonly accountId: string | undefined }
  /** Nobody could look. */
  | {
      readonly is: 'not-known';
      readonly key: AccessKeyId;
      readonly account?: Account;
      readonly failure: RefreshFailure;
    };
