/** For the auditor: who said that a finding may be there, why, and until when. For the lead: which exemption ends soon, and which covers nothing. */
import type { Html } from '../html/document.ts';
import type { ExemptionRow, ExemptionScope } from '../views/exemptions.ts';
import { ADDRESSES, findingsAddress } from './addresses.ts';
import { type Column, DataTable } from './parts/data-table.tsx';
import { page } from './parts/layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import type { Site } from './site.ts';

export function exemptionsPage(site: Site, rows: readonly ExemptionRow[]): string {
  const columns: readonly Column<ExemptionRow>[] = [
    { title: 'Exemption', isHead: true, cell: ({ exemption }) => <Name of={exemption.name} /> },
    { title: 'Covers', cell: ({ scope }) => <Scope of={scope} /> },
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
    current: ADDRESSES.exemptions,
    children:
      rows.length === 0 ? (
        <p>The policy has no exemptions: every finding is raised.</p>
      ) : (
        <>
          <p>
            <a href={findingsAddress({ status: 'exempt' })}>All findings that an exemption covers</a>
          </p>
          <DataTable caption="Exemptions, and how many findings each covers" columns={columns} rows={rows} />
        </>
      ),
  });
}

/** What it says of none of them, it says of all. */
function Scope({ of: { accounts, users, checks } }: { readonly of: ExemptionScope }): Html {
  return (
    <>
      {accounts === undefined ? 'Every account' : <Named what="Accounts" names={accounts} />}
      {'; '}
      {users === 'not named' && 'some users'}
      {users === undefined && 'every user'}
      {typeof users === 'object' && <Named what="users" names={users} />}
      {'; '}
      {checks === undefined ? 'every check' : <Named what="checks" names={checks} />}
    </>
  );
}

function Named({ what, names }: { readonly what: string; readonly names: readonly string[] }): Html {
  return (
    <>
      {what}{' '}
      {names.map((name, index) => (
        <>
          {index > 0 && ', '}
          <Name of={name} />
        </>
      ))}
    </>
  );
}
