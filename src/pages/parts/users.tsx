import { checkById } from '../../checks/catalogue.ts';
import type { Children, Html } from '../../html/document.ts';
import { kindOf, type User } from '../../model/facts/credential-report.ts';
import { severityRank } from '../../model/finding.ts';
import type { Problem, Values } from '../../views/query.ts';
import { USER_PARAMETERS, type UserRow, type UsersView } from '../../views/users.ts';
import { accountAddress, userAddress } from '../addresses.ts';
import type { Column } from './data-table.tsx';
import { FilterForm } from './filter-form.tsx';
import { KIND_WORDS } from './kind-words.ts';
import { Name } from './name.tsx';
import { PagedTable } from './paged-table.tsx';
import { Problems } from './problems.tsx';
import { SeverityLabel } from './severity-label.tsx';

export type UsersResult = { readonly view: UsersView } | { readonly problems: readonly Problem[] };

interface UsersProps {
  readonly account: string;
  readonly values: Values;
  readonly result: UsersResult;
}

/** The users of an account, those with the worst findings first. */
export function Users({ account, values, result }: UsersProps): Html {
  const isNamed = 'problems' in result || result.view.named;
  return (
    <section aria-labelledby="users">
      <h2 id="users">Users</h2>
      {'problems' in result && <Problems of={result.problems} />}
      {isNamed ? (
        <FilterForm
          action={accountAddress(account)}
          parameters={USER_PARAMETERS}
          values={values}
          suggestions={{}}
          isWrong={'problems' in result}
        />
      ) : (
        <p class="notice">The exporter names no users but root. Findings about the others are only counted.</p>
      )}
      {'view' in result && <Found {...{ account, values }} view={result.view} />}
    </section>
  );
}

function Found({ account, values, view }: Omit<UsersProps, 'result'> & { readonly view: UsersView }): Html {
  const caption = `${view.total} of ${view.inReport} users`;
  return (
    <>
      {view.rows.length === 0 && <p>{caption}.</p>}
      <PagedTable
        {...{ values, view, caption }}
        path={accountAddress(account)}
        columns={columnsOf(account, view.columns)}
      />
    </>
  );
}

function columnsOf(account: string, { findings, accessKeys }: UsersView['columns']): readonly Column<UserRow>[] {
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
