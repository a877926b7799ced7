import type { Exemption } from '../checks/policy.ts';
import type { Html } from '../html/document.ts';
import { dayOf } from '../model/time.ts';
import type { AccountEvidence } from './account-evidence.ts';
import { type Column, Table } from './table.tsx';

interface ExemptionRow extends Exemption {
  readonly findings: number;
}

const EXEMPTION_COLUMNS: readonly Column<ExemptionRow>[] = [
  { head: 'Name', cell: ({ name }) => name },
  { head: 'Accounts', cell: ({ match }) => listed(match.accounts) },
  { head: 'Users', cell: ({ match }) => listed(match.users) },
  { head: 'Checks', cell: ({ checks }) => listed(checks) },
  { head: 'Reason', cell: ({ reason }) => reason },
  { head: 'Approved by', cell: ({ approvedBy }) => approvedBy ?? 'not said' },
  { head: 'Last day', cell: ({ expiry }) => dayOf(expiry - 1) },
  { head: 'Findings', isNumber: true, cell: ({ findings }) => findings },
];

export function ExemptionsSection({
  exemptions,
  accounts,
}: {
  readonly exemptions: readonly Exemption[];
  readonly accounts: readonly AccountEvidence[];
}): Html {
  const rows = exemptions.map((exemption): ExemptionRow => {
    const counts = accounts.map(({ report }) => report?.outcomes.covered.get(exemption.name) ?? 0);
    return { ...exemption, findings: counts.reduce((sum, count) => sum + count, 0) };
  });
  return (
    <section>
      <h2>Exemptions</h2>
      {rows.length === 0 ? (
        <p>No exemption is in force.</p>
      ) : (
        <Table
          caption="Exemptions in force, with the findings that they cover"
          columns={EXEMPTION_COLUMNS}
          rows={rows}
        />
      )}
    </section>
  );
}

function listed(patterns: Exemption['checks']): string {
  return patterns === undefined ? 'all' : patterns.map(({ source }) => source).join(', ');
}
