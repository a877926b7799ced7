/** The checks that are on for anybody, for those who filter, order and page them. */
import type { Policy } from '../checks/policy.ts';
import { FILTERS, isOfSeverity, isWanted } from '../config/filters.ts';
import { FINDING_STATUSES, severityRank } from '../model/finding.ts';
import { type CheckRow, checkRows } from './checks.ts';
import { chosenAccounts } from './chosen-accounts.ts';
import type { Held } from './held.ts';
import { unmatchedNotes } from './notes.ts';
import { backwards, type KeyOf, type Order, ordered } from './ordering.ts';
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

export const CHECK_LIST_COLUMNS = ['severity', 'check', ...FINDING_STATUSES] as const;
export type CheckListColumn = (typeof CHECK_LIST_COLUMNS)[number];

export const CHECK_LIST_PARAMETERS: readonly Parameter[] = [
  FILTERS.account,
  FILTERS.owner,
  FILTERS.check,
  FILTERS.severity,
  sortParameter(CHECK_LIST_COLUMNS),
  PAGE,
];

export type CheckListQuery = ListQuery<CheckListColumn>;

/** The worst first. */
const STANDARD: Order<CheckListColumn> = { by: 'severity', descending: false };

export function readCheckListQuery(search: URLSearchParams, policy: Policy, asker?: Asker): ReadQuery<CheckListQuery> {
  return readListQuery(search, CHECK_LIST_PARAMETERS, policy, STANDARD, asker);
}

export interface CheckListView extends Paged<CheckRow> {
  /** Values of filters that choose no account: sentences. */
  readonly notes: readonly string[];
}

export async function checkListView(
  held: Held,
  { order, selection, ...page }: CheckListQuery,
  turns: Turns = createTurns(),
): Promise<CheckListView> {
  const accounts = await chosenAccounts(held, selection, turns);
  const on = checkRows(held, (account) => accounts.has(account)).filter(({ isOn }) => isOn);
  const keyOf = keyOfColumn(order.by);
  const rows = ordered(on, keyOf);
  const list = await paged(
    turns,
    order.descending ? backwards(rows, keyOf) : rows,
    page,
    ({ check, policy: { severity } }) => isWanted(selection.checks, check.id) && isOfSeverity(severity, selection),
  );
  return { ...list, notes: on.some(isJudged) ? [] : await unmatchedNotes(held, selection, turns) };
}

/** Otherwise nobody knows its sums. */
export function isJudged({ judgedAccounts }: Pick<CheckRow, 'judgedAccounts'>): boolean {
  return judgedAccounts > 0;
}

function keyOfColumn(column: CheckListColumn): KeyOf<CheckRow> {
  switch (column) {
    case 'severity':
      return ({ policy }) => severityRank(policy.severity);
    case 'check':
      return ({ check }) => check.id;
    default:
      return (row) => (isJudged(row) ? row.sums[column] : undefined);
  }
}
