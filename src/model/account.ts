/** Fields that every entry of `accounts` has. */
interface NamedAccount {
  /** Unique, known at start; the account id is known only from the first report. */
  readonly name: string;
  /** The team that findings are routed to; empty where there is none. */
  readonly owner: string;
}

/** An account whose report is fetched from AWS, directly or through a role. */
export interface AwsAccount extends NamedAccount {
  readonly source: 'aws';
  readonly roleArn?: string;
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

/** All of an entry by which it is read: name and owner are labels only. Two entries with the same one are the same source. */
export function sourceOf(account: Account): string {
  const entries = Object.entries({ ...account, name: '', owner: '' });
  return JSON.stringify(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Where an account is read, however: the role or the file. */
export function placeOf(account: Account): string {
  return account.source === 'aws' ? `role ${account.roleArn ?? ''}` : `file ${account.reportFile}`;
}

const ACCOUNT_OF_ROLE = /^arn:[^:]+:iam::(\d{12}):role\//;

/** The account that an entry names before anything was read of it: that of the role. */
export function namedAccountId(account: Account): string | undefined {
  return account.source === 'aws' ? accountOfRole(account.roleArn) : undefined;
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
