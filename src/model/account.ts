import type { UnixSeconds } from './time.ts';

/** Fields that every entry of `accounts` has. */
interface NamedAccount {
  /** Unique, known at start. */
  readonly name: string;
  /** Where its entry says it; otherwise the role does, or the first report. */
  readonly accountId?: string;
  /** The team that findings are routed to; empty where there is none. */
  readonly owner: string;
  /** What its entry does not say: the tags and the name in the organization do, where the account is in one. */
  readonly unsaid?: readonly ('name' | 'owner')[];
  /**
   * What the organization says of it; `unlisted`: no list of its accounts has come yet, or nobody knows the id; `elsewhere`: it is not in the list. Absent: nobody asks
   * an organization.
   */
  readonly membership?: Membership | 'unlisted' | 'elsewhere';
}

export interface Membership {
  readonly isManagement: boolean;
  /** Whether it is the account of the exporter itself. */
  readonly isOwn: boolean;
  /** Whether the organization is asked by its credentials. */
  readonly isReader: boolean;
  readonly joined?: UnixSeconds;
}

/** An account whose report is fetched from AWS, directly or through a role. */
export interface AwsAccount extends NamedAccount {
  readonly source: 'aws';
  readonly roleArn?: string;
  /** Name of the role in the account `accountId`, behind its path if it has one: its ARN is made in the partition of the caller. Not beside `roleArn`. */
  readonly roleName?: string;
  readonly externalId?: string;
  readonly region?: string;
}

/** An account whose report is a file, as an auditor downloads it. */
export interface ReportFileAccount extends NamedAccount {
  readonly source: 'file';
  readonly reportFile: string;
  /** Unix seconds; without it the file's modification time counts. */
  readonly generatedTime?: number;
  /** How old such a report may get, in milliseconds. */
  readonly staleAfter: number;
}

export type Account = AwsAccount | ReportFileAccount;

/** All of an entry by which it is read: name, owner and what is said of it are not. Two entries with the same one are the same source. */
export function sourceOf({ unsaid: _unsaid, membership: _membership, ...account }: Account): string {
  const entries = Object.entries({ ...account, name: '', owner: '' });
  return JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** undefined: it is in no organization that is known, or nobody knows yet. */
export function knownMembership({ membership }: Pick<Account, 'membership'>): Membership | undefined {
  return typeof membership === 'object' ? membership : undefined;
}

/** Where an account is read, however: the role or the file. */
export function placeOf(account: Account): string {
  return account.source === 'aws' ? `role ${roleOf(account) ?? ''}` : `file ${account.reportFile}`;
}

/** `111111111111:role/NAME`, however the entry says it; undefined: no role is assumed. */
function roleOf({ accountId, roleArn, roleName }: AwsAccount): string | undefined {
  if (roleName !== undefined) return `${accountId}:role/${roleName}`;
  return roleArn?.replace(/^arn:[^:]+:iam::/, '');
}

/** Whether the account is read through a role of its own, and not by the credentials of the exporter. */
export function hasRole({ roleArn, roleName }: Pick<AwsAccount, 'roleArn' | 'roleName'>): boolean {
  return roleArn !== undefined || roleName !== undefined;
}

const ACCOUNT_OF_ROLE = /^arn:[^:]+:iam::(\d{12}):role\//;

/** The account that an entry names before anything was read of it: by its id, or by its role. */
export function namedAccountId(account: Account): string | undefined {
  return account.accountId ?? (account.source === 'aws' ? accountOfRole(account.roleArn) : undefined);
}

/** undefined: the text is not the ARN of a role. */
export function accountOfRole(arn: string | undefined): string | undefined {
  return ACCOUNT_OF_ROLE.exec(arn ?? '')?.[1];
}

/**
 * External ids, which nobody else may see. The name or the id of an account hides nothing, and would be cut out of every line.
 */
export function externalIdsOf(accounts: readonly Account[]): string[] {
  const names = new Set(accounts.map(({ name }) => name));
  return accounts.flatMap((account) => {
    const { externalId } = account.source === 'aws' ? account : {};
    return externalId === undefined || names.has(externalId) || /^\d{12}$/.test(externalId) ? [] : [externalId];
  });
}
