/** As whom an account is asked, and how: what `whoami` tells. */
import type { Account } from './account.ts';
import type { RefreshFailure } from './refresh-failure.ts';

export interface CallerIdentity {
  /** As AWS tells it. */
  readonly arn: string;
  readonly accountId: string;
}

/** From where the credentials come with which AWS is asked, or with which a role is assumed. */
export interface CredentialOrigin {
  readonly source: string;
  /** Of the shared config files, where one leads to the source. */
  readonly profile?: string;
}

/** How an account is reached. Absent: not known, or not set. */
export interface WayToAws {
  readonly region?: string;
  readonly origin?: CredentialOrigin;
  /** Where it is not one of AWS. */
  readonly endpoint?: string;
  /** Without its login. */
  readonly proxy?: string;
  /** The file of further or other certificates, with its variable. */
  readonly certificates?: string;
}

export interface AskedAccount {
  readonly account: Account;
  /** Absent for a report file. */
  readonly way?: WayToAws;
  /** Absent for a report file, and with a failure. */
  readonly identity?: CallerIdentity;
  readonly failure?: RefreshFailure;
}
