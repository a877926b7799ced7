/**
 * The IAM credential report, as the rest of the program talks about it.
 *
 * An absent (`undefined`) value is one that AWS did not give; it never stands for zero, false or "never". Moments are Unix
 * seconds. Source: IAM user guide, "Generate credential reports for your AWS account".
 */
import { HOUR, type UnixSeconds } from '../time.ts';
import type { FactDeclaration } from './fact.ts';

export const credentialReportFact = {
  id: 'credential-report',
  what: 'the credential report: every user with its password, access keys, certificates and MFA',
  interval: 4 * HOUR,
  enabled: true,
  permissions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport'],
  operations: ['GetCredentialReport', 'GenerateCredentialReport'],
} as const satisfies FactDeclaration;

/** The column that AWS documents and gives nobody yet. Its absence says nothing. */
export const NOT_YET_GIVEN = 'additional_credentials_info';

export const ROOT_USER_NAME = '<root_account>';

/** A moment, or `never`: AWS says that it was not used since tracking began (passwords 2014-10-20, keys 2015-04-22). */
export type LastUsed = UnixSeconds | 'never';

/** Position in the report, not identity: a key changes slot when the other one is deleted. */
export type Slot = '1' | '2';

export interface Password {
  /** Absent for root in reports before 2025, which say `not_supported`. */
  readonly enabled?: boolean;
  readonly lastChanged?: UnixSeconds;
  /** Can be a moment while the password is disabled. */
  readonly lastUsed?: LastUsed;
  readonly nextRotation?: UnixSeconds;
}

export interface AccessKey {
  readonly slot: Slot;
  /** Absent: its cell cannot be read. */
  readonly active?: boolean;
  /** When the key was created or last changed. */
  readonly lastRotated?: UnixSeconds;
  readonly lastUsed?: LastUsed;
  /** Absent for services without regions, such as S3, although the key was used. */
  readonly lastUsedRegion?: string;
  readonly lastUsedService?: string;
}

export interface SigningCertificate {
  readonly slot: Slot;
  /** Absent: AWS does not say, though there is one. */
  readonly active?: boolean;
  readonly lastRotated?: UnixSeconds;
}

export interface User {
  /** `<root_account>` for root. */
  readonly name: string;
  readonly arn: string;
  /** The path of the ARN with both slashes; `/` for most users and for root. */
  readonly path: string;
  readonly created: UnixSeconds;
  /** Absent: its cell cannot be read. */
  readonly mfaActive?: boolean;
  readonly password: Password;
  /** Only slots that hold a key, active or not. */
  readonly accessKeys: readonly AccessKey[];
  /** Only slots that hold a certificate, active or not. */
  readonly signingCertificates: readonly SigningCertificate[];
  /** AWS's free text on keys or certificates beyond the two slots. */
  readonly additionalCredentials?: string;
  /** Columns whose cell says nothing known: there may be more than the values of the user tell. Absent: none. */
  readonly unreadableColumns?: readonly string[];
}

/** The users of a report. They may be made anew at each reading: what is to be kept of one has to be kept by its reader. */
export interface Users extends Iterable<User> {
  readonly length: number;
  /** In their order, where they can be had without making the users. */
  readonly names?: readonly string[];
  at(index: number): User | undefined;
}

/** A row that could not be read. Holds nothing of its content: user names are personal data. */
export interface SkippedRow {
  /** Line in the file, the header being 1. */
  readonly line: number;
  readonly problem: string;
}

export interface CredentialReport {
  /** 12 digits. */
  readonly accountId: string;
  /** `aws`, `aws-cn`, `aws-us-gov`, ... */
  readonly partition: string;
  /** In the order of the file; root, where there is a row for it, is one of them. */
  readonly users: Users;
  /** How many rows could not be read. */
  readonly skippedRowCount: number;
  /** The first of them. */
  readonly skippedRows: readonly SkippedRow[];
  /** Header names that this program does not know, cut to a length for the log; their columns are ignored. */
  readonly unknownColumns: readonly string[];
  /** Columns of AWS's report that this one does not have, by AWS's names: nobody knows what they would say. */
  readonly missingColumns: readonly string[];
  /** Columns of which a cell says nothing known, by AWS's names, and of how many users. */
  readonly unreadableCells: Readonly<Record<string, number>>;
}

export const USER_KINDS = ['root', 'human', 'machine', 'none'] as const;
export type UserKind = (typeof USER_KINDS)[number];

export function isRoot(user: Pick<User, 'name'>): boolean {
  return user.name === ROOT_USER_NAME;
}

/** AWS gives a row for root in each report: without one, nobody knows anything of root. */
export function hasRoot({ users }: Pick<CredentialReport, 'users'>): boolean {
  for (const user of users) if (isRoot(user)) return true;
  return false;
}

/** human: has a password; machine: has only access keys, active or not; none: has neither. */
export function kindOf(user: User): UserKind {
  if (isRoot(user)) return 'root';
  if (user.password.enabled === true) return 'human';
  return user.accessKeys.length > 0 ? 'machine' : 'none';
}

/** In these partitions nobody signs in as root, so that `not_supported` says that there is no password. */
const WITHOUT_ROOT_SIGN_IN = /^arn:aws-(us-gov|cn):/;

/** undefined: the report does not say. */
export function rootHasPassword({ arn, password }: User): boolean | undefined {
  return password.enabled ?? (WITHOUT_ROOT_SIGN_IN.test(arn) ? false : undefined);
}

/** A password that does not exist was never used, but that says nothing. */
export function knownPasswordUse({ enabled, lastUsed }: Password): LastUsed | undefined {
  return lastUsed === 'never' && enabled !== true ? undefined : lastUsed;
}
