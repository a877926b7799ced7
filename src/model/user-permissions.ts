/** What a user may do, as far as the names of policies say it. Their texts are not read. */
import type { RefreshFailure } from './refresh-failure.ts';

export interface AttachedPolicy {
  readonly name: string;
  readonly arn: string;
}

export interface Policies {
  /** Managed ones. Absent: not known. */
  readonly attached?: readonly AttachedPolicy[];
  /** Absent: not known. */
  readonly inline?: readonly string[];
}

export interface GroupPermissions extends Policies {
  readonly name: string;
}

export interface UserPermissions extends Policies {
  /** Absent: not known. */
  readonly groups?: readonly GroupPermissions[];
  /** Why a part is not known. */
  readonly failures: readonly RefreshFailure[];
}
