/**
 * What an account's IAM answers as of now, unlike the report, which is frozen once it is made. In AWS's words: a member that is
 * given arrives as it is, and one that AWS always sends is made up where it is not given.
 */
import type {
  GroupDetail,
  PasswordPolicy,
  ServiceSpecificCredentialMetadata,
  StatusType,
  SummaryKeyType,
  User,
  UserDetail,
} from '@aws-sdk/client-iam';
import type { FakeAthena } from './athena.ts';
import type { GivenLogGroup } from './log-groups.ts';
import type { GivenEvent } from './lookup-envelope.ts';
import type { GivenRegion } from './regions.ts';

export interface LiveData {
  /** Undefined: none is set. */
  readonly passwordPolicy?: PasswordPolicy | undefined;
  /** What differs from a new account. Undefined takes an entry out. */
  readonly accountSummary?: Readonly<Partial<Record<SummaryKeyType, number | undefined>>>;
  readonly users?: readonly GivenUser[];
  readonly groups?: readonly GivenGroup[];
  readonly accessKeys?: readonly GivenAccessKey[];
  readonly virtualMfaDevices?: readonly GivenVirtualMfaDevice[];
  readonly serviceSpecificCredentials?: readonly GivenServiceSpecificCredential[];
  readonly logGroups?: readonly GivenLogGroup[];
  readonly athena?: FakeAthena;
  /** What CloudTrail recorded in all regions, in any order. */
  readonly events?: readonly GivenEvent[];
  /** Ids of those whose record arrives without its end. */
  readonly cutEvents?: readonly string[];
  /** Absent: those of a new account. */
  readonly regions?: readonly GivenRegion[];
}

/** Policy documents are given URL-encoded, as AWS sends them. */
export type GivenUser = Partial<UserDetail> & { readonly UserName: string };

export type GivenGroup = Partial<GroupDetail> & { readonly GroupName: string };

export interface GivenAccessKey {
  readonly AccessKeyId: string;
  /** Absent: the key is root's. */
  readonly UserName?: string;
  readonly Status?: StatusType;
  readonly CreateDate?: Date;
  /** Absent: it was never used. */
  readonly lastUsed?: { readonly LastUsedDate: Date; readonly ServiceName: string; readonly Region: string };
}

export interface GivenVirtualMfaDevice {
  readonly SerialNumber: string;
  /** Absent: the device is assigned to nobody. */
  readonly User?: 'root' | (Partial<User> & { readonly UserName: string });
  readonly EnableDate?: Date;
}

export type GivenServiceSpecificCredential = Partial<ServiceSpecificCredentialMetadata> & {
  readonly UserName: string;
  readonly ServiceName: string;
};
