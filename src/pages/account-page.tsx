/**
 * For the owner: what is wrong in my account, and which of my users is it. For the on-call: which fact fails, and when the exporter looks again.
 * For the auditor: of when the report is, and how many rows the exporter could not read.
 */
import type { Children, Html } from '../html/document.ts';
import { checkById } from '../checks/catalogue.ts';
import type { FactState } from '../model/exporter-state.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { kindOf, type User } from '../model/facts/credential-report.ts';
import { type CheckCount, severityRank } from '../model/finding.ts';
import type { AccountRow, JudgedAccount } from '../views/accounts.ts';
import type { Problem, Values } from '../views/query.ts';
import { USER_PARAMETERS, type UserRow, type UsersView } from '../views/users.ts';
import { accountAddress, checkAddress, findingsAddress, listAddress, userAddress } from './addresses.ts';
import { type Column, DataTable } from './parts/data-table.tsx';
import { FilterForm } from './parts/filter-form.tsx';
import { page } from './parts/layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import { Pager } from './parts/pager.tsx';
import { Problems } from './parts/problems.tsx';
import { Properties } from './parts/properties.tsx';
import { SeverityLabel } from './parts/severity-label.tsx';
import type { Site } from './site.ts';

export interface AccountPageInput {
  readonly site: Site;
  readonly row: AccountRow;
  readonly values: Values;
  /** Of its users; absent: there is no report. */
  readonly result?: { readonly view: UsersView } | { readonly problems: readonly Problem[] };
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
        {result !== undefined && <UsersSection name={row.name} values={values} result={result} />}
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
        ['Users', report && String(report.users.length)],
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
  const told = judged.assessment.counts.filter(
    ({ findings: { open, exempt, unknown } }) => open + exempt + unknown > 0,
  );
  const clean = judged.assessment.counts.length - told.length;
  const isWhole = reportOf(judged.assessment.facts).skippedRowCount === 0;
  const rows = told.toSorted(
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

function UsersSection({
  name,
  values,
  result,
}: {
  readonly name: string;
  readonly values: Values;
  readonly result: NonNullable<AccountPageInput['result']>;
}): Html {
  const isNamed = 'problems' in result || result.view.named;
  return (
    <section aria-labelledby="users">
      <h2 id="users">Users</h2>
      {'problems' in result && <Problems of={result.problems} />}
      {isNamed ? (
        <FilterForm
          action={accountAddress(name)}
          parameters={USER_PARAMETERS}
          values={values}
          suggestions={{}}
          isWrong={'problems' in result}
        />
      ) : (
        <p class="notice">The exporter names no users but root. Findings about the others are only counted.</p>
      )}
      {'view' in result && <UserList name={name} values={values} view={result.view} />}
    </section>
  );
}

function UserList({
  name,
  values,
  view,
}: {
  readonly name: string;
  readonly values: Values;
  readonly view: UsersView;
}): Html {
  const address = (change: Parameters<typeof listAddress>[2]): string =>
    listAddress(accountAddress(name), values, change);
  const caption = `${view.total} of ${view.inReport} users`;
  return (
    <>
      <Pager of={view} address={(to) => address({ page: to })} place="before" />
      {view.rows.length > 0 ? (
        <DataTable
          caption={caption}
          columns={userColumns(name, view.columns)}
          rows={view.rows}
          sorting={{ order: view.order, address: (order) => address({ order }) }}
        />
      ) : (
        <p>{caption}.</p>
      )}
      <Pager of={view} address={(to) => address({ page: to })} place="after" />
    </>
  );
}

function userColumns(account: string, { findings, accessKeys }: UsersView['columns']): readonly Column<UserRow>[] {
  const columns: readonly (Column<UserRow> | false)[] = [
    {
      title: 'User',
      order: 'user',
      isHead: true,
      cell: ({ user }) => (
        <a href={userAddress(account, user.name)}>
          <Name of={user.name} />
        </a>
      ),
    },
    findings && { title: 'Open findings', order: 'findings', cell: (row) => <OpenFindings of={row} /> },
    { title: 'Kind', cell: ({ user }) => KIND_WORDS[kindOf(user)] },
    {
      title: 'MFA',
      cell: ({ user: { mfaActive } }) => (mfaActive === undefined ? 'unknown' : mfaActive ? 'yes' : 'no'),
    },
    accessKeys && { title: 'Active keys', isNumber: true, cell: ({ user }) => activeKeysOf(user) },
  ];
  return columns.filter((column) => column !== false);
}

const KIND_WORDS = { root: 'root', human: 'has a password', machine: 'has keys only', none: 'has neither' } as const;

function activeKeysOf({ accessKeys }: User): Children {
  const active = accessKeys.filter((key) => key.active).length;
  const unknown = accessKeys.filter((key) => key.active === undefined).length;
  return unknown === 0 ? active : `${active}, ${unknown} unknown`;
}

function OpenFindings({ of: { open, unknown } }: { readonly of: UserRow }): Html {
  const worstFirst = open.toSorted((one, other) => severityRank(one.severity) - severityRank(other.severity));
  return (
    <>
      {worstFirst.map(({ check, severity }, index) => (
        <>
          {index > 0 && ', '}
          <SeverityLabel of={severity} /> {checkById(check)?.title ?? check}
        </>
      ))}
      {unknown > 0 && `${open.length > 0 ? ', ' : ''}${unknown} unknown`}
    </>
  );
}
