/** What a page of /metrics says about each account, read without the exporter's own code. */
import { findingName } from './users.ts';

export interface AccountOnPage {
  /** Unix seconds: when its report was made. */
  readonly generated: number;
  readonly users: ReadonlySet<string>;
  readonly findings: ReadonlySet<string>;
  readonly skippedRows: number;
  /** Checks whose outcome is unknown for somebody. */
  readonly unknown: ReadonlySet<string>;
  /** Checks that have counts. */
  readonly counted: ReadonlySet<string>;
}

type Mutable = {
  -readonly [Key in keyof AccountOnPage]: AccountOnPage[Key] extends ReadonlySet<string> ? Set<string> : number;
};

const SAMPLE = /^(aws_iam_\w+)\{account_id="(\d+)"(.*)\} (\S+)$/;

/** By the id of the account; those that have a report. */
export function readPage(page: string): Map<string, AccountOnPage> {
  const accounts = new Map<string, Mutable>();
  for (const line of page.split('\n')) {
    const [, family = '', accountId = '', labels = '', value] = SAMPLE.exec(line) ?? [];
    const read = READERS[family];
    if (read === undefined) continue;
    const account = accounts.get(accountId) ?? nothing();
    accounts.set(accountId, account);
    read(account, (name) => new RegExp(`,${name}="([^"]*)"`).exec(labels)?.[1] ?? '', Number(value));
  }
  return new Map([...accounts].filter(([, { generated }]) => generated > 0));
}

type Reader = (account: Mutable, label: (name: string) => string, value: number) => void;

const READERS: Readonly<Partial<Record<string, Reader>>> = {
  aws_iam_credential_report_generated_timestamp_seconds: (account, _label, value) => {
    account.generated = value;
  },
  aws_iam_credential_report_skipped_rows: (account, _label, value) => {
    account.skippedRows = value;
  },
  aws_iam_user_info: (account, label) => {
    account.users.add(label('user'));
  },
  aws_iam_finding: (account, label) => {
    account.findings.add(findingName(label('user'), label('key'), label('check')));
  },
  aws_iam_check_findings: (account, label, value) => {
    account.counted.add(label('check'));
    if (label('status') === 'unknown' && value > 0) account.unknown.add(label('check'));
  },
};

function nothing(): Mutable {
  return {
    generated: 0,
    users: new Set(),
    findings: new Set(),
    skippedRows: 0,
    unknown: new Set(),
    counted: new Set(),
  };
}
