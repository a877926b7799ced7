/**
 * Holds each page against the truth. Facts are lost where an account has none any more though it is configured, or where a user is
 * gone of whom every report speaks. A false end is an open finding that is gone while the alert rules take that for its end: the
 * report is there, no row was skipped, and the check has counts and no unknown outcome.
 */
import type { AccountOnPage } from './page.ts';
import type { SoakedAccount, Version } from './soaked-account.ts';

export interface Fault {
  readonly kind: 'facts lost' | 'false end' | 'unknown report' | 'old report';
  readonly account: string;
  readonly what: string;
}

export interface Judge {
  /** The faults that the page shows and the one before it did not. */
  judge(page: ReadonlyMap<string, AccountOnPage>): Fault[];
  /** Accounts that show the newest report there is. */
  upToDate(page: ReadonlyMap<string, AccountOnPage>): number;
}

interface Seen {
  /** Of the newest report that was ever on the page. */
  readonly generated: number;
  /** Faults that last, so that each counts once. */
  readonly faults: ReadonlySet<string>;
}

/** @param isConfigured whether the account has been in every configuration that was accepted since it was last on the page. */
export function createJudge(
  accounts: readonly SoakedAccount[],
  isConfigured: (account: SoakedAccount) => boolean,
): Judge {
  const seen = new Map<string, Seen>();

  function judgeAccount(account: SoakedAccount, shown: AccountOnPage | undefined): Fault[] {
    const before = seen.get(account.accountId);
    if (!isConfigured(account)) {
      seen.delete(account.accountId);
      return [];
    }
    // Its first report takes its time, and after that it must never be without one.
    if (shown === undefined && before === undefined) return [];
    const faults =
      shown === undefined ? [lost(account, 'all of its facts')] : compare(account, shown, before?.generated);
    const known = account.since(shown?.generated)[0]?.generated === shown?.generated;
    seen.set(account.accountId, {
      generated: Math.max(before?.generated ?? 0, known ? (shown?.generated ?? 0) : 0),
      faults: new Set(faults.map(nameOf)),
    });
    return faults.filter((fault) => before?.faults.has(nameOf(fault)) !== true);
  }

  return {
    judge: (page) => accounts.flatMap((account) => judgeAccount(account, page.get(account.accountId))),
    upToDate: (page) =>
      accounts.filter((account) => page.get(account.accountId)?.generated === account.newest().generated).length,
  };
}

function compare(account: SoakedAccount, shown: AccountOnPage, newestSeen: number | undefined): Fault[] {
  const faults: Fault[] = [];
  const [version] = account.since(shown.generated);
  const isKnown = version?.generated === shown.generated;
  if (!isKnown && shown.generated < (newestSeen ?? 0)) {
    faults.push({ kind: 'old report', account: account.name, what: 'an older report than before' });
  } else if (!isKnown) {
    faults.push({ kind: 'unknown report', account: account.name, what: 'a report that nobody made' });
  }
  const isOlder = newestSeen !== undefined && shown.generated < newestSeen;
  if (isKnown && isOlder)
    faults.push({ kind: 'old report', account: account.name, what: 'an older report than before' });
  // What the page must show: its own report. If that is none, whatever all reports since the last good one agree on.
  const expected = isKnown && !isOlder ? [version] : account.since(newestSeen);
  if (shown.skippedRows === 0) {
    const users = missing(expected, ({ users }) => users, shown.users);
    if (users.length > 0) faults.push(lost(account, 'some of its users'));
  }
  const findings = [...missing(expected, ({ findings }) => findings, shown.findings), ...missingOther(account, shown)];
  const ended = findings.filter((finding) => isEnd(finding, shown));
  for (const finding of ended) faults.push({ kind: 'false end', account: account.name, what: finding });
  return faults;
}

/** What all versions have and the page does not. */
function missing(
  versions: readonly Version[],
  of: (version: Version) => ReadonlySet<string>,
  shown: ReadonlySet<string>,
): string[] {
  const [first, ...others] = versions;
  if (first === undefined) return [];
  return [...of(first)].filter((name) => !shown.has(name) && others.every((version) => of(version).has(name)));
}

function missingOther({ otherFindings }: SoakedAccount, shown: AccountOnPage): string[] {
  return otherFindings.filter((finding) => !shown.findings.has(finding));
}

/** Whether the rules take it for the end of the finding that its series is gone. */
function isEnd(finding: string, { skippedRows, unknown, counted }: AccountOnPage): boolean {
  const check = finding.slice(finding.lastIndexOf(' ') + 1);
  return skippedRows === 0 && !unknown.has(check) && counted.has(check);
}

function lost(account: SoakedAccount, what: string): Fault {
  return { kind: 'facts lost', account: account.name, what };
}

function nameOf({ kind, what }: Fault): string {
  return `${kind} ${what}`;
}
