/**
 * For the on-call: is the exporter well, and which account cannot be read, why, and when does it look again. For the lead on Monday: where most is
 * open, the worst first. For the auditor: how old each report is.
 */
import type { Children, Html } from '../html/document.ts';
import type { FactState } from '../model/exporter-state.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { ACCOUNT_PARAMETERS, type AccountRow, type AccountsView, skippedRowsOf } from '../views/accounts.ts';
import type { ExporterView } from '../views/exporter.ts';
import type { Problem, Values } from '../views/query.ts';
import { accountAddress, ADDRESSES, findingsAddress } from './addresses.ts';
import type { Column } from './parts/data-table.tsx';
import { Exporter } from './parts/exporter.tsx';
import { FactFailure } from './parts/fact-failure.tsx';
import { FilterForm, type FilterFormProps } from './parts/filter-form.tsx';
import { page } from './parts/layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import { PagedTable } from './parts/paged-table.tsx';
import { Problems } from './parts/problems.tsx';
import { skippedRowWords } from './parts/skipped-row-words.ts';
import type { Site } from './site.ts';

export interface AccountsPageInput {
  readonly site: Site;
  readonly values: Values;
  readonly suggestions: FilterFormProps['suggestions'];
  readonly exporter: ExporterView;
  readonly result: { readonly view: AccountsView } | { readonly problems: readonly Problem[] };
}

export function accountsPage({ site, values, suggestions, exporter, result }: AccountsPageInput): string {
  return page({
    site,
    title: 'Accounts',
    current: ADDRESSES.accounts,
    children: (
      <>
        {exporter.standing !== undefined && (
          <p class="problem">The exporter is not well: {exporter.standing} stands still.</p>
        )}
        {'problems' in result && <Problems of={result.problems} />}
        {site.accounts > 1 && (
          <FilterForm
            {...{ values, suggestions }}
            isWrong={'problems' in result}
            action={ADDRESSES.accounts}
            parameters={ACCOUNT_PARAMETERS}
          />
        )}
        {'view' in result && <Accounts view={result.view} values={values} site={site} />}
        <Exporter of={exporter} site={site} />
      </>
    ),
  });
}

function Accounts({
  view,
  values,
  site,
}: {
  readonly view: AccountsView;
  readonly values: Values;
  readonly site: Site;
}): Html {
  return (
    <>
      <p class="sum">{sumOf(view)}</p>
      <PagedTable
        {...{ values, view }}
        path={ADDRESSES.accounts}
        caption="Accounts, and how many findings are open in each"
        columns={columnsOf(site)}
      />
    </>
  );
}

function sumOf({ total, sums: { open, failing, unread, skippedRows } }: AccountsView): string {
  const findings = SEVERITIES.map((severity) => `${open[severity]} ${severity}`).join(', ');
  const read = total - unread;
  const sentences = [
    accountWords(total),
    ...(failing === 0 ? [] : [`${accountWords(failing)} ${failing === 1 ? 'has' : 'have'} a failing fact`]),
    ...(unread === 0 ? [] : [`${accountWords(unread)} ${unread === 1 ? 'has' : 'have'} no report yet`]),
    ...(skippedRows === 0 ? [] : [`${skippedRowWords(skippedRows)}: the findings of these users are unknown`]),
    ...(total > 0 && read === 0 ? [] : [`Open${unread === 0 ? '' : ` in ${accountWords(read)}`}: ${findings}`]),
  ];
  return `${sentences.join('. ')}.`;
}

function accountWords(count: number): string {
  return `${count} ${count === 1 ? 'account' : 'accounts'}`;
}

function columnsOf({ now }: Site): readonly Column<AccountRow>[] {
  return [
    {
      title: 'Account',
      order: 'account',
      isHead: true,
      cell: ({ name, accountId }) => (
        <>
          <a href={accountAddress(name)}>
            <Name of={name} />
          </a>{' '}
          <span class="aside">{accountId}</span>
        </>
      ),
    },
    { title: 'Owner', order: 'owner', cell: ({ judged }) => judged !== undefined && <Name of={judged.owner} /> },
    {
      title: 'Report',
      order: 'report',
      cell: (row) => <ReportCell of={row} now={now} />,
    },
    ...SEVERITIES.map((severity): Column<AccountRow> => ({
      title: severity.charAt(0).toUpperCase() + severity.slice(1),
      order: severity,
      largestFirst: true,
      isNumber: true,
      cell: (row) => openCell(row, severity),
    })),
    { title: 'Unknown', isNumber: true, cell: ({ judged }) => judged?.byStatus.unknown },
    {
      title: 'Failures',
      order: 'attention',
      cell: ({ failing }) => failing.length > 0 && failing.map((fact) => <FactFailure of={fact} now={now} />),
    },
  ];
}

function ReportCell({ of: row, now }: { readonly of: AccountRow; readonly now: UnixSeconds }): Html {
  const { judged, facts } = row;
  if (judged === undefined) return <>{waitingWords(facts)}</>;
  const skippedRows = skippedRowsOf(row);
  return (
    <>
      {judged.assessment.facts.account.source === 'file' && 'a file of '}
      <Moment at={judged.reportTime} now={now} />
      {skippedRows > 0 && `. ${skippedRowWords(skippedRows)}`}
    </>
  );
}

function waitingWords(facts: readonly FactState[]): string {
  const [report] = facts;
  if (report?.isPending === true) return 'none yet: the account is new, and its role is still to come';
  if (report?.up === true) return 'read, and judged in a few seconds';
  return report?.up === false ? 'none' : 'none yet: the exporter waits for AWS, or for its turn';
}

function openCell({ name, judged }: AccountRow, severity: Severity): Children {
  const open = judged?.open[severity];
  if (open === undefined || open === 0) return open;
  return <a href={findingsAddress({ account: name, severity })}>{open}</a>;
}
