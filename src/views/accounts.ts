/** Accounts, one a row: how their reports stand, and what is found in them. */
import { FILTERS, isChosen } from '../config/filters.ts';
import type { Policy } from '../checks/policy.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import type { FactState } from '../model/exporter-state.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { type CheckCount, FINDING_STATUSES, type FindingStatus, SEVERITIES, type Severity } from '../model/finding.ts';
import { groupedBy } from '../model/grouped.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { Held } from './held.ts';
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

export interface AccountRow {
  readonly name: string;
  /** 12 digits. Absent: neither the configuration nor a report says it. */
  readonly accountId?: string;
  /** Of each fact that the exporter reads, the report first. */
  readonly facts: readonly FactState[];
  /** Those whose last refresh failed. */
  readonly failing: readonly FactState[];
  /** Absent: the account has not been judged, as there is no report of it yet. */
  readonly judged?: JudgedAccount;
}

export interface JudgedAccount {
  readonly assessment: AccountAssessment;
  /** Empty where there is none. */
  readonly owner: string;
  /** When AWS generated the report. */
  readonly reportTime: UnixSeconds;
  /** Of open findings. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly byStatus: Readonly<Record<FindingStatus, number>>;
}

const rowsOf = new WeakMap<Held['world'], ReadonlyMap<string, JudgedAccount>>();

/** In the order of the configuration. */
export function accountRows({ world, state }: Pick<Held, 'world' | 'state'>): AccountRow[] {
  const judged = rowsOf.get(world) ?? judgedAccounts(world);
  rowsOf.set(world, judged);
  const states = groupedBy(state.facts, ({ accountName }) => accountName);
  const ids = new Map(state.members.map(({ accountName, accountId }) => [accountName, accountId]));
  // Facts that are of no account have no name. An account that has left since stands on /metrics until the next rendering.
  const names = new Set([...states.keys(), ...judged.keys()]);
  names.delete('');
  return Array.from(names, (name) => {
    const ofAccount = judged.get(name);
    const accountId = ofAccount === undefined ? ids.get(name) : reportOf(ofAccount.assessment.facts).accountId;
    const facts = states.get(name) ?? [];
    return {
      name,
      facts,
      failing: facts.filter(({ up, isPending }) => up === false && isPending !== true),
      ...(accountId !== undefined && { accountId }),
      ...(ofAccount !== undefined && { judged: ofAccount }),
    };
  });
}

function judgedAccounts({ assessment }: Held['world']): ReadonlyMap<string, JudgedAccount> {
  return new Map(
    assessment.accounts.map((account) => {
      const { facts, counts } = account;
      const sums = { open: sums0(SEVERITIES), byStatus: sums0(FINDING_STATUSES) };
      for (const count of counts) add(count, sums);
      const { name, owner } = facts.account;
      const reportTime = facts.facts['credential-report'].asOf;
      return [name, { assessment: account, owner, reportTime, ...sums }];
    }),
  );
}

function sums0<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

function add(
  { severity, findings }: CheckCount,
  sums: { readonly open: Record<Severity, number>; readonly byStatus: Record<FindingStatus, number> },
): void {
  sums.open[severity] += findings.open;
  for (const status of FINDING_STATUSES) sums.byStatus[status] += findings[status];
}

/** `attention`: what fails or has no report, then the most severe findings. */
export const ACCOUNT_COLUMNS = ['attention', 'account', 'owner', 'report', ...SEVERITIES] as const;
export type AccountColumn = (typeof ACCOUNT_COLUMNS)[number];

export const ACCOUNT_PARAMETERS: readonly Parameter[] = [
  FILTERS.account,
  FILTERS.owner,
  sortParameter(ACCOUNT_COLUMNS),
  PAGE,
];

export type AccountsQuery = ListQuery<AccountColumn>;

const STANDARD: Order<AccountColumn> = { by: 'attention', descending: false };

export function readAccountsQuery(search: URLSearchParams, policy: Policy, asker?: Asker): ReadQuery<AccountsQuery> {
  return readListQuery(search, ACCOUNT_PARAMETERS, policy, STANDARD, asker);
}

export interface AccountsView extends Paged<AccountRow> {
  readonly order: Order<AccountColumn>;
  /** Of the accounts that the filters choose. */
  readonly sums: AccountSums;
}

export interface AccountSums {
  readonly open: Readonly<Record<Severity, number>>;
  /** Accounts of which at least one fact fails, */
  readonly failing: number;
  /** and those without a report. */
  readonly unread: number;
  /** Rows of the reports that could not be read. */
  readonly skippedRows: number;
}

export async function accountsView(
  held: Held,
  { order, selection, ...page }: AccountsQuery,
  turns: Turns = createTurns(),
): Promise<AccountsView> {
  const open = sums0(SEVERITIES);
  let failing = 0;
  let unread = 0;
  let skippedRows = 0;
  const rows = inOrder(accountRows(held), order.by);
  const { accounts, owners } = selection;
  const list = await paged(
    turns,
    order.descending ? backwards(rows, keyOfColumn(order.by)) : rows,
    page,
    // What nobody knows the id or the owner of may be the one that is meant, and only a name says otherwise.
    ({ name, accountId = '', judged }) =>
      isChosen({ name, owner: judged?.owner ?? '' }, accountId, { accounts, owners }),
    (row) => {
      for (const severity of SEVERITIES) open[severity] += row.judged?.open[severity] ?? 0;
      if (row.failing.length > 0) failing += 1;
      if (row.judged === undefined) unread += 1;
      skippedRows += skippedRowsOf(row);
    },
  );
  return { ...list, order, sums: { open, failing, unread, skippedRows } };
}

/** Nobody knows what would be found of their users. */
export function skippedRowsOf({ judged }: Pick<AccountRow, 'judged'>): number {
  return judged === undefined ? 0 : reportOf(judged.assessment.facts).skippedRowCount;
}

function inOrder(rows: readonly AccountRow[], column: AccountColumn): AccountRow[] {
  const keyOf = keyOfColumn(column);
  return keyOf === undefined ? rows.toSorted(byAttention) : ordered(rows, keyOf);
}

function keyOfColumn(column: AccountColumn): KeyOf<AccountRow> | undefined {
  switch (column) {
    case 'account':
      return ({ name }) => name;
    case 'owner':
      return ({ judged }) => judged?.owner;
    case 'report':
      return ({ judged }) => judged?.reportTime;
    case 'attention':
      return undefined;
    default:
      return ({ judged }) => judged?.open[column];
  }
}

function byAttention(one: AccountRow, other: AccountRow): number {
  const ranks = [one, other].map(({ failing, judged }) => [
    Number(failing.length > 0),
    Number(judged === undefined),
    ...SEVERITIES.map((severity) => judged?.open[severity] ?? 0),
  ]);
  const [ranksOfOne = [], ranksOfOther = []] = ranks;
  for (const [index, rank] of ranksOfOne.entries()) {
    const difference = (ranksOfOther[index] ?? 0) - rank;
    if (difference !== 0) return difference;
  }
  return 0;
}
