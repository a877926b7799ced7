import type { Html } from '../html/document.ts';
import { SEVERITIES } from '../model/finding.ts';
import { minuteOf } from '../model/time.ts';
import { type AccountEvidence, isUnread } from './account-evidence.ts';
import { type Column, Table } from './table.tsx';

const ACCOUNT_COLUMNS: readonly Column<AccountEvidence>[] = [
  {
    head: 'Account',
    cell: ({ standing, report }) =>
      report === undefined ? standing.accountName : <a href={`#account-${report.folder}`}>{standing.accountName}</a>,
  },
  { head: 'Id', cell: ({ standing }) => standing.accountId },
  { head: 'Owner', cell: ({ standing }) => standing.owner },
  { head: 'State', cell: ({ standing }) => standing.state.replaceAll('_', ' ') },
  { head: 'Report of', cell: ({ report }) => report && minuteOf(report.generated) },
  { head: 'Users', isNumber: true, cell: ({ report }) => report?.users },
  ...SEVERITIES.map((severity): Column<AccountEvidence> => ({
    head: `${severity.charAt(0).toUpperCase()}${severity.slice(1)}`,
    isNumber: true,
    cell: ({ report }) => report?.outcomes.open[severity],
  })),
  { head: 'Exempt', isNumber: true, cell: ({ report }) => report?.outcomes.exempt },
  { head: 'Unknown', isNumber: true, cell: ({ report }) => report?.outcomes.unknown },
];

export function AccountsSection({ accounts }: { readonly accounts: readonly AccountEvidence[] }): Html {
  return (
    <section>
      <h2>Accounts</h2>
      <Table
        caption="Every account that the filters choose, with its findings by the policy: those that are open by severity. accounts.csv says why an account is out."
        columns={ACCOUNT_COLUMNS}
        rows={accounts}
        isOpen={isUnread}
      />
    </section>
  );
}
