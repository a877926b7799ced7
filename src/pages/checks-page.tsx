/**
 * For the lead on Monday: which check finds most. For the auditor: which checks there are, which are on, and with which limit. The ones that are on
 * come first.
 */
import type { Children, Html } from '../html/document.ts';
import { newestCisControl } from '../checks/check.ts';
import type { CheckRow } from '../views/checks.ts';
import { ADDRESSES, checkAddress, findingsAddress } from './addresses.ts';
import { type Column, DataTable } from './parts/data-table.tsx';
import { page } from './parts/layout.tsx';
import { SeverityLabel } from './parts/severity-label.tsx';
import type { Site } from './site.ts';

export function checksPage(site: Site, rows: readonly CheckRow[]): string {
  const on = rows.filter(({ isOn }) => isOn);
  const off = rows.filter(({ isOn }) => !isOn);
  return page({
    site,
    title: 'Checks',
    current: ADDRESSES.checks,
    children: (
      <>
        <DataTable caption={`${on.length} checks that are on`} columns={[...WHAT, ...foundColumns(site)]} rows={on} />
        {off.length > 0 && <DataTable caption={`${off.length} checks that are off`} columns={WHAT} rows={off} />}
      </>
    ),
  });
}

const WHAT: readonly Column<CheckRow>[] = [
  { title: 'Severity', cell: ({ policy: { severity } }) => <SeverityLabel of={severity} /> },
  { title: 'Check', isHead: true, cell: ({ check: { id, title } }) => <a href={checkAddress(id)}>{title}</a> },
  { title: 'Limit', cell: limitWords },
  { title: 'CIS', cell: ({ check }) => newestCisControl(check) },
  { title: 'Security Hub', cell: ({ check: { securityHub } }) => securityHub },
];

function foundColumns(site: Site): readonly Column<CheckRow>[] {
  return [
    { title: 'Open', isNumber: true, cell: (row) => foundLink(row, 'open') },
    { title: 'Exempt', isNumber: true, cell: (row) => foundLink(row, 'exempt') },
    { title: 'Unknown', isNumber: true, cell: ({ sums, judgedAccounts }) => judgedAccounts > 0 && sums.unknown },
    { title: 'Accounts judged', isNumber: true, cell: (row) => judgedWords(row, site) },
  ];
}

/** The sums are of these accounts, and say nothing of the others. */
export function judgedWords({ judgedAccounts }: Pick<CheckRow, 'judgedAccounts'>, { accounts }: Site): string {
  return judgedAccounts === 0 ? 'not judged yet' : `${judgedAccounts} of ${accounts}`;
}

function limitWords({ limit, isOverridden }: Pick<CheckRow, 'limit' | 'isOverridden'>): string {
  const others = isOverridden ? ' (others for some users)' : '';
  return limit === undefined ? others.trim() : `${limit} ${limit === 1 ? 'day' : 'days'}${others}`;
}

export function foundLink({ check: { id }, sums, judgedAccounts }: CheckRow, status: 'open' | 'exempt'): Children {
  // Without an account that was judged, none would be said of what nobody looked at.
  if (judgedAccounts === 0) return undefined;
  const link: Html = (
    <a href={findingsAddress({ check: id, ...(status === 'exempt' && { status }) })}>{sums[status]}</a>
  );
  return sums[status] === 0 ? 0 : link;
}
