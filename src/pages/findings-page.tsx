/**
 * For the on-call, who comes from an alert at night with a phone: what is open, whose it is and how to fix it, without a table to scroll. For
 * the owner of three machines, whose link has the account's name in it. For the lead on Monday: how many, the worst first.
 */
import type { Html } from '../html/document.ts';
import { checkById } from '../checks/catalogue.ts';
import { SEVERITIES, statusOf } from '../model/finding.ts';
import type { AnyFinding } from '../views/finding-lists.ts';
import { FINDING_PARAMETERS, type FindingsView } from '../views/findings.ts';
import { PAGE_SIZE } from '../views/paging.ts';
import type { Problem, Values } from '../views/query.ts';
import { accountAddress, checkAddress, ADDRESSES, subjectAddress } from './addresses.ts';
import type { Column } from './parts/data-table.tsx';
import { FilterForm, type FilterFormProps } from './parts/filter-form.tsx';
import { page } from './parts/layout.tsx';
import { Moment } from './parts/moment.tsx';
import { Name } from './parts/name.tsx';
import { skippedRowWords } from './parts/skipped-row-words.ts';
import { PagedTable } from './parts/paged-table.tsx';
import { Problems } from './parts/problems.tsx';
import { SeverityLabel } from './parts/severity-label.tsx';
import type { Site } from './site.ts';

export interface FindingsPageInput {
  readonly site: Site;
  readonly values: Values;
  readonly suggestions: FilterFormProps['suggestions'];
  readonly result: { readonly view: FindingsView } | { readonly problems: readonly Problem[] };
}

export function findingsPage({ site, values, suggestions, result }: FindingsPageInput): string {
  return page({
    site,
    title: 'Findings',
    current: ADDRESSES.findings,
    children: (
      <>
        {'problems' in result && <Problems of={result.problems} />}
        <FilterForm
          {...{ values, suggestions }}
          isWrong={'problems' in result}
          action={ADDRESSES.findings}
          parameters={FINDING_PARAMETERS}
        />
        {'view' in result && <Found view={result.view} values={values} site={site} />}
      </>
    ),
  });
}

interface FoundProps {
  readonly view: FindingsView;
  readonly values: Values;
  readonly site: Site;
}

function Found({ view, values, site }: FoundProps): Html {
  return (
    <>
      <p class="sum">{sumOf(view)}</p>
      {view.notes.map((note) => (
        <p class="notice">
          <Name of={note} />
        </p>
      ))}
      <PagedTable
        {...{ values, view }}
        path={ADDRESSES.findings}
        caption={captionOf(view)}
        columns={columnsOf(view, site)}
      />
    </>
  );
}

function captionOf({ page, rows, total }: FindingsView): string {
  const before = (page - 1) * PAGE_SIZE;
  return `Findings ${before + 1} to ${before + rows.length} of ${total}`;
}

function sumOf({ total, bySeverity, unknown, unread, skippedRows }: FindingsView): string {
  const severities = SEVERITIES.map((severity) => `${bySeverity[severity]} ${severity}`).join(', ');
  const found =
    total === 0 ? 'There is no such finding' : `${total} ${total === 1 ? 'finding' : 'findings'}: ${severities}`;
  const notKnown = [
    ...(unknown === undefined || unknown === 0
      ? []
      : [
          `${unknown} ${unknown === 1 ? 'outcome is' : 'outcomes are'} unknown: AWS did not give a value, or it could not be read`,
        ]),
    ...(unread === 0 ? [] : [`${unread} ${unread === 1 ? 'account has' : 'accounts have'} no report yet`]),
    ...(skippedRows === 0 ? [] : [`${skippedRowWords(skippedRows)}: the findings of these users are unknown`]),
  ];
  return [found, ...notKnown].join('. ') + '.';
}

function columnsOf(view: FindingsView, site: Site): readonly Column<AnyFinding>[] {
  const isExempt = view.rows.some((finding) => statusOf(finding) === 'exempt');
  return [
    { title: 'Severity', order: 'severity', cell: ({ severity }) => <SeverityLabel of={severity} /> },
    { title: 'User', order: 'user', isHead: true, cell: (finding) => <Subject of={finding} /> },
    {
      title: 'Check',
      order: 'check',
      cell: ({ check }) => <a href={checkAddress(check)}>{checkById(check)?.title ?? check}</a>,
    },
    {
      title: 'Days',
      order: 'days',
      largestFirst: true,
      isNumber: true,
      cell: (finding) => ageOf(finding, site),
    },
    {
      title: 'Account',
      order: 'account',
      cell: ({ accountName, accountId }) => (
        <>
          <a href={accountAddress(accountName)}>
            <Name of={accountName} />
          </a>{' '}
          <span class="aside">{accountId}</span>
        </>
      ),
    },
    { title: 'Owner', order: 'owner', cell: ({ owner }) => <Name of={owner} /> },
    ...(isExempt ? [EXEMPTION] : []),
  ];
}

const EXEMPTION: Column<AnyFinding> = {
  title: 'Exemption',
  cell: (finding) => 'exemption' in finding && <Name of={finding.exemption} />,
};

function Subject({ of }: { readonly of: AnyFinding }): Html {
  const { user, key } = of.subject;
  return (
    <>
      <a href={subjectAddress(of)}>{user === '' ? 'the account' : <Name of={user} />}</a>
      {key !== undefined && ` key ${key}`}
    </>
  );
}

function ageOf({ age, since }: AnyFinding, site: Site): Html | undefined {
  if (since !== undefined) return <Moment at={since} now={site.now} />;
  if (age === undefined) return undefined;
  return (
    <>
      {age.days} <span class="aside">(limit {age.limit})</span>
    </>
  );
}
