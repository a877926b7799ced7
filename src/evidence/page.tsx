/**
 * The page of the evidence, which needs nothing but itself, and prints. It is made section by section, so that it is never in memory as a
 * whole. It lists no users but those of the worst findings: files beside it have all.
 */
import type { Exemption } from '../checks/policy.ts';
import { type Html, htmlDocument, htmlPiece } from '../html/document.ts';
import type { CallerIdentity } from '../model/caller-identity.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import { type AccountEvidence, countAccounts } from './account-evidence.ts';
import { AccountSection } from './page-account.tsx';
import { AccountsSection } from './page-accounts.tsx';
import { ControlsSection } from './page-controls.tsx';
import { ExemptionsSection } from './page-exemptions.tsx';
import { LimitsSection } from './page-limits.tsx';
import { MissingSection } from './page-missing.tsx';
import { PAGE_STYLE } from './page-style.ts';

export interface EvidencePage {
  readonly version: string;
  readonly now: UnixSeconds;
  readonly complete: boolean;
  /** What the evidence was limited to, in words; absent: nothing. */
  readonly limitedTo?: string;
  readonly identity?: CallerIdentity;
  /** Those in force. */
  readonly exemptions: readonly Exemption[];
  readonly accounts: readonly AccountEvidence[];
  /** What is missing besides the accounts. */
  readonly problems: readonly string[];
}

/** Pieces of HTML that make the page together. */
export function* evidencePage(page: EvidencePage): Iterable<string> {
  const [head = '', tail = ''] = htmlDocument(<Frame />).split(PLACE);
  yield head;
  yield htmlPiece(<Summary {...page} />);
  yield htmlPiece(<AccountsSection accounts={page.accounts} />);
  yield htmlPiece(<ControlsSection accounts={page.accounts} />);
  for (const account of page.accounts) {
    if (account.report !== undefined) yield htmlPiece(<AccountSection account={account} report={account.report} />);
  }
  yield htmlPiece(<ExemptionsSection exemptions={page.exemptions} accounts={page.accounts} />);
  yield htmlPiece(<MissingSection accounts={page.accounts} problems={page.problems} />);
  yield htmlPiece(<LimitsSection />);
  yield tail;
}

/** Where the sections come. No text of others is in the frame. */
const PLACE = '(sections)';

function Frame(): Html {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Evidence of IAM credentials</title>
        <style>{PAGE_STYLE}</style>
      </head>
      <body>
        <main>{PLACE}</main>
      </body>
    </html>
  );
}

function Summary({ version, now, complete, limitedTo, identity, accounts }: EvidencePage): Html {
  const { read, unread, out } = countAccounts(accounts);
  const users = accounts.reduce((sum, { report }) => sum + (report?.users ?? 0), 0);
  return (
    <header>
      <h1>Evidence of IAM credentials</h1>
      <dl>
        <dt>Made</dt>
        <dd>{isoTime(now)}</dd>
        <dt>By</dt>
        <dd>iam-credential-exporter {version}</dd>
        {identity && (
          <>
            <dt>Organization listed as</dt>
            <dd>{identity.arn}</dd>
          </>
        )}
        <dt>Whole</dt>
        <dd>{complete ? 'Yes: each chosen account was read to the end.' : 'No: see "What was not read".'}</dd>
        {limitedTo !== undefined && (
          <>
            <dt>Limited to</dt>
            <dd>{limitedTo}</dd>
          </>
        )}
        <dt>Accounts</dt>
        <dd>
          {read} read with {users} users, {unread} not read, {out} left out
        </dd>
      </dl>
      <p>
        The files beside this page have every user and every check. <code>sha256sum -c SHA256SUMS</code> in this folder
        shows whether a file was changed.
      </p>
    </header>
  );
}
