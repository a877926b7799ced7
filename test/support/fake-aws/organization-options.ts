/**
 * Of what a test makes an organization. Source: Organizations API reference, Account; user guide, "Monitor the state of your AWS
 * accounts".
 */
import type { PagingOptions } from './paging.ts';
import type { Operation } from './protocol.ts';

/** `RESTRICTED` stands for one that AWS does not have yet. */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED' | 'RESTRICTED';

export interface GivenMember {
  /** 12 digits. */
  readonly accountId: string;
  /** Need not be unique. Default: `account ID`. */
  readonly name?: string;
  /** Default: `ID@example.com`. */
  readonly email?: string;
  /** Default: ACTIVE. */
  readonly state?: AccountState;
  readonly joinedMethod?: 'CREATED' | 'INVITED';
  /** Milliseconds. Default: the start of 2024. */
  readonly joinedTime?: number;
  /** The id of a unit. Default: the root. */
  readonly parentId?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

export interface GivenUnit {
  /** `ou-` as the root has it after `r-`, a dash, 8 to 32 letters or digits. */
  readonly id: string;
  readonly name: string;
  /** The id of another unit. Default: the root. */
  readonly parentId?: string;
}

/** What a test may also change while the fake runs. */
export interface OrganizationSettings {
  /** The service principals for which an account is one. It may read everything, whichever they are. */
  readonly delegatedAdministrators?: Readonly<Record<string, readonly string[]>>;
  /** What the organization's resource policy lets an account ask. */
  readonly delegationPolicy?: Readonly<Record<string, readonly Operation[]>>;
  /** Members of an account that ListAccounts does not send: older partitions have no Paths, newer ones will have no Status. */
  readonly leftOut?: readonly ('Paths' | 'State' | 'Status')[];
  readonly paging?: Readonly<Partial<Record<Operation, PagingOptions>>>;
  /** What IAM has switched on for root in all accounts. Default: none. */
  readonly rootFeatures?: readonly ('RootCredentialsManagement' | 'RootSessions')[];
  /** Whether IAM is a trusted service of the organization. Default: it is. */
  readonly trustsIam?: boolean;
  /** Whether it has all features, and not those of consolidated billing only. Default: it has. */
  readonly allFeatures?: boolean;
}

export interface OrganizationOptions extends OrganizationSettings {
  readonly id?: string;
  readonly rootId?: string;
  /** Opened by itself where `accounts` does not hold it. */
  readonly managementAccountId: string;
  readonly partition?: string;
  /** A parent before its children. */
  readonly units?: readonly GivenUnit[];
  readonly accounts?: readonly GivenMember[];
  /** Of each operation, by the clock of the fake. Default: as many as anybody likes. */
  readonly callsPerSecond?: Readonly<Partial<Record<Operation, number>>>;
}
