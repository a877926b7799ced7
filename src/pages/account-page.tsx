/**
 * For the owner: what is wrong in my account, and which of my users is it. For the on-call: which fact fails, and when the exporter looks again.
 * For the auditor: of when the report is, and how many rows the exporter could not read.
 */
import type { Children, Html } from '../html/document.ts';
import { checkById } from '../checks/catalogue.ts';
import type { FactState } from '../model/exporter-state.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { type CheckCount, severityRank } from '../model/finding.ts';
import type { AccountRow, JudgedAccount } from '../views/accounts.ts';
import type { Values } from '../views/query.ts';
import { checkAddress, findingsAddress } from './addresses.ts';
import { type Column, DataTable } from './parts/data-table.tsx';
import { page } from './parts/layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import { Properties } from './parts/properties.tsx';
import { SeverityLabel } from './parts/severity-label.tsx';
import { Users, type UsersResult } from './parts/users.tsx';
import type { Site } from './site.ts';

export interface AccountPageInput {
  readonly site: Site;
  readonly row: AccountRow;
  readonly values: Values;
  /** Absent: there is no report. */
  readonly result?: UsersResult;
}

export function accountPage({ site, row, values, result }: AccountPageInput): string {
  return page({
    site,
    title: `Account ${row.name}`,
    heading: (
      <>
        Account <Name of={row.name} />
      </>
    ),
    children: (
      <>
        <About row={row} site={site} />
        {row.judged !== undefined && <Checks name={row.name} judged={row.judged} />}
        <Facts facts={row.facts} site={site} />
        {result !== undefined && <Users account={row.name} values={values} result={result} />}
      </>
    ),
  });
}

function About({ row: { accountId, judged }, site: { now } }: { readonly row: AccountRow; readonly site: Site }): Html {
  const { facts } = judged?.assessment ?? {};
  const report = facts && reportOf(facts);
  return (
    <Properties
      of={[
        ['Account id', accountId],
        ['Owner', judged === undefined || judged.owner === '' ? undefined : <Name of={judged.owner} />],
        ['Source', facts?.account.source === 'file' ? 'a file' : facts && 'AWS'],
        ['Partition', report?.partition],
        [
          facts?.account.source === 'file' ? 'File of' : 'Report',
          judged === undefined ? 'none yet' : <Moment at={judged.reportTime} now={now} />,
        ],
        // On a phone they are far below.
        ['Users', report && <a href="#users">{report.users.length}</a>],
        [
          'Rows that could not be read',
          report === undefined || report.skippedRowCount === 0
            ? undefined
            : `${report.skippedRowCount}: the log has the lines. The findings of these users are unknown.`,
        ],
      ]}
    />
  );
}

function Checks({ name, judged }: { readonly name: string; readonly judged: JudgedAccount }): Html {
  const found = judged.assessment.counts.filter(
    ({ findings: { open, exempt, unknown } }) => open + exempt + unknown > 0,
  );
  const clean = judged.assessment.counts.length - found.length;
  const isWhole = reportOf(judged.assessment.facts).skippedRowCount === 0;
  const rows = found.toSorted(
    (one, other) =>
      severityRank(one.severity) - severityRank(other.severity) || other.findings.open - one.findings.open,
  );
  const link = (count: number, filters: Readonly<Record<string, string>>): Children =>
    count === 0 ? count : <a href={findingsAddress({ account: name, ...filters })}>{count}</a>;
  const columns: readonly Column<CheckCount>[] = [
    { title: 'Severity', cell: ({ severity }) => <SeverityLabel of={severity} /> },
    {
      title: 'Check',
      isHead: true,
      cell: ({ check }) => <a href={checkAddress(check)}>{checkById(check)?.title ?? check}</a>,
    },
    { title: 'Open', isNumber: true, cell: ({ check, findings }) => link(findings.open, { check }) },
    {
      title: 'Exempt',
      isNumber: true,
      cell: ({ check, findings }) => link(findings.exempt, { check, status: 'exempt' }),
    },
    { title: 'Unknown', isNumber: true, cell: ({ findings }) => findings.unknown },
  ];
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">Checks</h2>
      {rows.length > 0 && (
        <DataTable
          caption="Checks that found something, or of which a value is unknown"
          columns={columns}
          rows={rows}
        />
      )}
      <p>
        {clean} {clean === 1 ? 'check' : 'checks'} found nothing
        {isWhole ? `, and ${clean === 1 ? 'its' : 'their'} values are all known` : ' in the rows that could be read'}.
      </p>
    </section>
  );
}

function Facts({ facts, site: { now } }: { readonly facts: readonly FactState[]; readonly site: Site }): Html {
  const columns: readonly Column<FactState>[] = [
    { title: 'Fact', isHead: true, cell: ({ fact }) => fact },
    {
      title: 'Of',
      cell: ({ timestamp }) => (timestamp === undefined ? 'not read yet' : <Moment at={timestamp} now={now} />),
    },
    { title: 'Last look', cell: lookWords },
    {
      title: 'Next look',
      cell: ({ nextRefresh }) => nextRefresh !== undefined && <Moment at={nextRefresh} now={now} />,
    },
  ];
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">What the exporter reads</h2>
      <DataTable caption="Each fact of the account, and how it stands" columns={columns} rows={facts} />
    </section>
  );
}

function lookWords({ up, isPending, failure }: FactState): Children {
  if (isPending === true) return 'the account is new, and its role is still to come';
  if (up === undefined) return 'none since the start';
  if (up) return 'went well';
  return (
    <span class="failure">
      {failure === undefined ? 'failed' : <Name of={`${failure.reason}: ${failure.message}`} />}
    </span>
  );
}
