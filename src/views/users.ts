/** The users of one account, one a row. Nothing of them but root is shown where users are not named. */
import { beginOutcomes } from '../checks/outcomes.ts';
import type { Policy } from '../checks/policy.ts';
import { FILTERS, isWanted } from '../config/filters.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { isRoot, type User } from '../model/facts/credential-report.ts';
import { type ExemptFinding, type Finding, severityRank, SEVERITIES } from '../model/finding.ts';
import { type Held, namesUsers, shows } from './held.ts';
import { backwards, type Order, ordered } from './ordering.ts';
import { type Paged, paged } from './paging.ts';
import { type ListQuery, PAGE, type Parameter, readListQuery, type ReadQuery, sortParameter } from './query.ts';
import { createTurns, type Turns } from './turns.ts';
import { namesOf } from './user-places.ts';

export interface UserRow {
  readonly user: User;
  readonly open: readonly Finding[];
  readonly exempt: readonly ExemptFinding[];
  /** How many outcomes are unknown. */
  readonly unknown: number;
}

/** `findings`: those with the worst findings first. */
export const USER_COLUMNS = ['findings', 'user'] as const;
export type UserColumn = (typeof USER_COLUMNS)[number];

export const USER_PARAMETERS: readonly Parameter[] = [FILTERS.user, sortParameter(USER_COLUMNS), PAGE];
export type UsersQuery = ListQuery<UserColumn>;
const STANDARD: Order<UserColumn> = { by: 'findings', descending: false };

export function readUsersQuery(search: URLSearchParams, policy: Policy): ReadQuery<UsersQuery> {
  return readListQuery(search, USER_PARAMETERS, policy, STANDARD);
}

export interface UsersView extends Paged<UserRow> {
  readonly order: Order<UserColumn>;
  /** Users of the report, and whether the rows name them all. */
  readonly inReport: number;
  readonly named: boolean;
  /** What is known of each: `metrics.exclude` can leave it out. */
  readonly columns: { readonly findings: boolean; readonly accessKeys: boolean };
}

export async function usersView(
  held: Held,
  account: AccountAssessment,
  { order: wanted, selection, ...page }: UsersQuery,
  turns: Turns = createTurns(),
): Promise<UsersView> {
  const { users } = reportOf(account.facts);
  const index = userIndex(account);
  const named = namesUsers(held);
  const columns = { findings: shows(held, 'findings'), accessKeys: shows(held, 'accessKeys') };
  // The order would say what the rows do not.
  const order: Order<UserColumn> = columns.findings ? wanted : { ...wanted, by: 'user' };
  const places = named ? index.by(order.by) : index.root();
  const { rows, ...list } = await paged(turns, order.descending ? backwards(places) : places, page, (place) =>
    isWanted(selection.users, index.names[place] ?? ''),
  );
  const unknownOf = unknownCounter(held, account);
  const found: UserRow[] = [];
  for (const place of rows) {
    const user = users.at(place);
    if (turns.isOver()) await turns.next();
    if (user !== undefined) found.push({ ...findingsOf(held, account, user), user, unknown: unknownOf(user) });
  }
  return { ...list, rows: found, order, inReport: users.length, named, columns };
}

/** undefined: the report has no such user, or the reader may not know. */
export function findUser(held: Held, account: AccountAssessment, name: string): User | undefined {
  const place = userIndex(account).places().get(name);
  const user = place === undefined ? undefined : reportOf(account.facts).users.at(place);
  return user !== undefined && (namesUsers(held) || isRoot(user)) ? user : undefined;
}

/** Judges a user anew: the assessment keeps what is found, and counts what is unknown by account. */
export function unknownCounter(held: Held, { facts }: AccountAssessment): (user: User) => number {
  if (held.moment === undefined || !shows(held, 'findings')) return () => 0;
  const outcomes = beginOutcomes(held.world.policy, facts, held.moment);
  return (user) => outcomes.ofUser(user).filter(({ status }) => status === 'unknown').length;
}

type UserFindings = Pick<UserRow, 'open' | 'exempt'>;

function findingsOf(held: Held, account: AccountAssessment, { name }: User): UserFindings {
  return (shows(held, 'findings') ? userIndex(account).findings().get(name) : undefined) ?? NOTHING;
}

const NOTHING: UserFindings = { open: [], exempt: [] };

/** Where the users of an account are in its report, made as far as somebody asks for it. */
interface UserIndex {
  readonly names: readonly string[];
  /** Places in the report. */
  by(column: UserColumn): readonly number[];
  root(): readonly number[];
  places(): ReadonlyMap<string, number>;
  findings(): ReadonlyMap<string, UserFindings>;
}

const indexes = new WeakMap<AccountAssessment, UserIndex>();

function userIndex(account: AccountAssessment): UserIndex {
  const index = indexes.get(account) ?? createIndex(account);
  indexes.set(account, index);
  return index;
}

function createIndex({ facts, findings, exempt }: AccountAssessment): UserIndex {
  const names = namesOf(reportOf(facts).users);
  const orders = new Map<UserColumn, readonly number[]>();
  const places = once(() => new Map(names.map((name, place) => [name, place])));
  const grouped = once(() => byUser(findings, exempt));
  return {
    names,
    by(column) {
      const all = [...names.keys()];
      const name = (place: number): string => names[place] ?? '';
      const order =
        orders.get(column) ??
        (column === 'user' ? ordered(all, name) : ordered(all, (place) => rankOf(grouped().get(name(place)))));
      orders.set(column, order);
      return order;
    },
    root: () => [...names.keys()].filter((place) => isRoot({ name: names[place] ?? '' })),
    places,
    findings: grouped,
  };
}

function byUser(findings: readonly Finding[], exempt: readonly ExemptFinding[]) {
  const found = new Map<string, { readonly open: Finding[]; readonly exempt: ExemptFinding[] }>();
  const of = (user: string) => {
    const known = found.get(user) ?? { open: [], exempt: [] };
    found.set(user, known);
    return known;
  };
  for (const finding of findings) of(finding.subject.user).open.push(finding);
  for (const finding of exempt) of(finding.subject.user).exempt.push(finding);
  return found;
}

/** The worst open finding. */
function rankOf(row: Pick<UserRow, 'open'> | undefined): number {
  return Math.min(SEVERITIES.length, ...(row?.open ?? []).map(({ severity }) => severityRank(severity)));
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
