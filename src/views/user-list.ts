/** The users of all accounts, one a row. Nothing of them but root is shown where users are not named. */
import type { Policy } from '../checks/policy.ts';
import { FILTERS, isWanted } from '../config/filters.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { User } from '../model/facts/credential-report.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import { groupedBy } from '../model/grouped.ts';
import { chosenAccounts } from './chosen-accounts.ts';
import { type Held, namesUsers } from './held.ts';
import { NOT_NAMED, unmatchedNotes } from './notes.ts';
import { backwards, type Order, ordered } from './ordering.ts';
import { type Paged, paged } from './paging.ts';
import {
  type Asker,
  type ListQuery,
  PAGE,
  type Parameter,
  readListQuery,
  type ReadQuery,
  sortParameter,
} from './query.ts';
import { createTurns, type Turns } from './turns.ts';
import { type UserPlace, userPlaces } from './user-places.ts';
import { unknownCounter } from './users.ts';

export interface ListedUser {
  readonly account: AccountAssessment;
  readonly user: User;
  readonly open: readonly Finding[];
  readonly exempt: readonly ExemptFinding[];
  /** How many outcomes are unknown. */
  readonly unknown: number;
}

/** `account`: in the order of the configuration, and within an account in that of its report. */
export const USER_LIST_COLUMNS = ['account', 'user'] as const;
export type UserListColumn = (typeof USER_LIST_COLUMNS)[number];

export const USER_LIST_PARAMETERS: readonly Parameter[] = [
  FILTERS.account,
  FILTERS.owner,
  FILTERS.user,
  sortParameter(USER_LIST_COLUMNS),
  PAGE,
];

export type UserListQuery = ListQuery<UserListColumn>;

const STANDARD: Order<UserListColumn> = { by: 'account', descending: false };

export function readUserListQuery(search: URLSearchParams, policy: Policy, asker?: Asker): ReadQuery<UserListQuery> {
  return readListQuery(search, USER_LIST_PARAMETERS, policy, STANDARD, asker);
}

export interface UserListView extends Paged<ListedUser> {
  /** Why there may be more than the rows show, and values of filters that choose nothing: sentences. */
  readonly notes: readonly string[];
}

type Place = UserPlace<AccountAssessment>;

export async function userListView(
  held: Held,
  { order, selection, ...page }: UserListQuery,
  turns: Turns = createTurns(),
): Promise<UserListView> {
  const named = namesUsers(held);
  const places = placesBy(held, order.by, named);
  const isOfAccount = await chosenAccounts(held, selection, turns);
  const { rows, ...list } = await paged(
    turns,
    order.descending ? backwards(places) : places,
    page,
    ({ account, name }) => isOfAccount.has(account) && isWanted(selection.users, name),
  );
  const notes = [
    ...(named ? [] : [NOT_NAMED]),
    ...(list.total > 0 ? [] : await unmatchedNotes(held, selection, turns)),
  ];
  return { ...list, rows: await withFindings(held, rows, turns), notes };
}

const known = new WeakMap<Held['world'], Map<UserListColumn, readonly Place[]>>();

/** Made once for each assessment, when somebody asks. */
function placesBy({ world }: Held, column: UserListColumn, named: boolean): readonly Place[] {
  const orders = known.get(world) ?? new Map<UserListColumn, readonly Place[]>();
  known.set(world, orders);
  const places =
    orders.get(column) ??
    (column === 'user' ? ordered(allPlaces(world, named), ({ name }) => name) : allPlaces(world, named));
  orders.set(column, places);
  return places;
}

function allPlaces({ assessment }: Held['world'], named: boolean): Place[] {
  return assessment.accounts.flatMap((account) => [...userPlaces(account, reportOf(account.facts).users, named)]);
}

async function withFindings(held: Held, places: readonly Place[], turns: Turns): Promise<ListedUser[]> {
  const byAccount = groupedBy(places, ({ account }) => account.facts.account.name);
  const ofAccounts = new Map<string, KnownOfUsers>();
  for (const [account, ofAccount] of byAccount) {
    const [first] = ofAccount;
    if (first === undefined) continue;
    if (turns.isOver()) await turns.next();
    const { findings, exempt } = first.account;
    const names = new Set(ofAccount.map(({ name }) => name));
    const unknownOf = unknownCounter(held, first.account);
    ofAccounts.set(account, { open: ofUsers(findings, names), exempt: ofUsers(exempt, names), unknownOf });
  }
  const rows: ListedUser[] = [];
  for (const { account, place, name } of places) {
    const user = reportOf(account.facts).users.at(place);
    const of = ofAccounts.get(account.facts.account.name);
    if (turns.isOver()) await turns.next();
    if (user === undefined || of === undefined) continue;
    const { open, exempt, unknownOf } = of;
    rows.push({ account, user, open: open.get(name) ?? [], exempt: exempt.get(name) ?? [], unknown: unknownOf(user) });
  }
  return rows;
}

interface KnownOfUsers {
  readonly open: ReadonlyMap<string, readonly Finding[]>;
  readonly exempt: ReadonlyMap<string, readonly ExemptFinding[]>;
  readonly unknownOf: (user: User) => number;
}

function ofUsers<Each extends Finding>(
  findings: readonly Each[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, readonly Each[]> {
  return groupedBy(
    findings.filter(({ subject }) => names.has(subject.user)),
    ({ subject }) => subject.user,
  );
}
