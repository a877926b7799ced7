/** For the auditor: who said that a finding may be there, why, and until when. For the lead: which exemption ends soon, and which covers nothing. */
import type { ExemptionRow } from '../views/exemptions.ts';
import { type Column, DataTable } from './parts/data-table.tsx';
import { page } from './parts/layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import type { Site } from './site.ts';

export function exemptionsPage(site: Site, rows: readonly ExemptionRow[]): string {
  const columns: readonly Column<ExemptionRow>[] = [
    { title: 'Exemption', isHead: true, cell: ({ exemption }) => <Name of={exemption.name} /> },
    {
      title: 'Ends',
      cell: ({ exemption, hasExpired }) => (
        <>
          <Moment at={exemption.expiry} now={site.now} />
          {hasExpired && ': it covers nothing any more'}
        </>
      ),
    },
    { title: 'Findings', isNumber: true, cell: ({ covered }) => covered ?? 'not known yet' },
    { title: 'Reason', cell: ({ exemption }) => <Name of={exemption.reason} /> },
    {
      title: 'Approved by',
      cell: ({ exemption: { approvedBy } }) => (approvedBy === undefined ? 'not said' : <Name of={approvedBy} />),
    },
  ];
  return page({
    site,
    title: 'Exemptions',
    children:
      rows.length === 0 ? (
        <p>The policy has no exemptions: every finding is raised.</p>
      ) : (
        <DataTable caption="Exemptions, and how many findings each covers" columns={columns} rows={rows} />
      ),
  });
}
