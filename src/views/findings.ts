/** Findings, one a row. */
import type { Policy } from '../checks/policy.ts';
import { FILTERS, isChosen, isOfSeverity, isWanted, type Selection } from '../config/filters.ts';
import { ROW_STATUSES, type RowStatus, SEVERITIES, type Severity, statusOf } from '../model/finding.ts';
import { type AccountRow, accountRows, skippedRowsOf } from './accounts.ts';
import { type AnyFinding, FINDING_COLUMNS, FINDING_KEYS, type FindingColumn, findingLists } from './finding-lists.ts';
import { type Held, namesUsers, shows } from './held.ts';
import { NOT_NAMED, unmatchedNotes } from './notes.ts';
import { backwards, type Order } from './ordering.ts';
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
import { unknownOutcomes } from './unknown-outcomes.ts';

const STATUS = {
  name: 'status',
  description: 'Open findings, or those that an exemption covers. Without it the open ones.',
  choices: ROW_STATUSES,
  many: true,
} as const satisfies Parameter;

export const FINDING_PARAMETERS: readonly Parameter[] = [
  FILTERS.account,
  FILTERS.owner,
  FILTERS.user,
  FILTERS.check,
  FILTERS.severity,
  STATUS,
  sortParameter(FINDING_COLUMNS),
  PAGE,
];

export interface FindingsQuery extends ListQuery<FindingColumn> {
  readonly statuses: readonly RowStatus[];
}

/** The worst first. */
const STANDARD: Order<FindingColumn> = { by: 'severity', descending: false };

export function readFindingsQuery(search: URLSearchParams, policy: Policy, asker?: Asker): ReadQuery<FindingsQuery> {
  const read = readListQuery(search, FINDING_PARAMETERS, policy, STANDARD, asker);
  if (!read.ok) return read;
  const given = read.query.values.get(STATUS.name) as readonly RowStatus[] | undefined;
  return { ok: true, query: { ...read.query, statuses: given ?? ['open'] } };
}

export interface FindingsView extends Paged<AnyFinding> {
  readonly order: Order<FindingColumn>;
  /** Of all that the filters choose. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Outcomes that are unknown. undefined: the filters choose users, and such outcomes are counted by account. */
  readonly unknown: number | undefined;
  /** Those of the chosen accounts that have no report, so that nobody knows their findings yet. */
  readonly unread: number;
  /** Rows of the reports of the chosen accounts that could not be read. */
  readonly skippedRows: number;
  /** Why there may be more than the rows show, and values of filters that choose nothing: sentences. */
  readonly notes: readonly string[];
}

export async function findingsView(
  held: Held,
  query: FindingsQuery,
  turns: Turns = createTurns(),
): Promise<FindingsView> {
  const meant = await meantRows(held, query.selection, turns);
  const rows = findingLists(held).by(query.order.by);
  const bySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  const list = await paged(
    turns,
    query.order.descending ? backwards(rows, FINDING_KEYS[query.order.by]) : rows,
    query,
    chooser(query, meant),
    ({ severity }) => (bySeverity[severity] += 1),
  );
  return {
    ...list,
    order: query.order,
    bySeverity,
    unknown: query.selection.users.length > 0 ? undefined : await unknownOutcomes(held, query.selection, turns),
    unread: meant.filter(({ judged }) => judged === undefined).length,
    skippedRows: meant.reduce((sum, row) => sum + skippedRowsOf(row), 0),
    notes: await notesOf(held, query.selection, list.total, turns),
  };
}

/** The cheap questions first: tens of thousands of users may each be compared with a pattern. */
function chooser(
  { selection, statuses }: FindingsQuery,
  meant: readonly AccountRow[],
): (finding: AnyFinding) => boolean {
  const names = new Set(meant.map(({ name }) => name));
  const ofCheck = remembered(
    ({ check }) => check,
    ({ check }) => isWanted(selection.checks, check),
  );
  const isAnyAccount = selection.accounts.length + selection.owners.length === 0;
  return (finding) =>
    (statuses.length === ROW_STATUSES.length || statuses.includes(statusOf(finding))) &&
    isOfSeverity(finding.severity, selection) &&
    (isAnyAccount || names.has(finding.accountName)) &&
    ofCheck(finding) &&
    isWanted(selection.users, finding.subject.user);
}

/** There are few accounts and checks, and many findings of each. */
function remembered(
  keyOf: (finding: AnyFinding) => string,
  ask: (finding: AnyFinding) => boolean,
): (finding: AnyFinding) => boolean {
  const answers = new Map<string, boolean>();
  return (finding) => {
    const key = keyOf(finding);
    const answer = answers.get(key) ?? ask(finding);
    answers.set(key, answer);
    return answer;
  };
}

/** Rows of accounts that may be meant: the owner of one is known with its report only. */
async function meantRows(held: Held, { accounts, owners }: Selection, turns: Turns): Promise<AccountRow[]> {
  const meant: AccountRow[] = [];
  for (const row of accountRows(held)) {
    if (turns.isOver()) await turns.next();
    const { name, accountId = '', judged } = row;
    const filters = { accounts, owners: judged === undefined ? [] : owners };
    if (isChosen({ name, owner: judged?.owner ?? '' }, accountId, filters)) meant.push(row);
  }
  return meant;
}

async function notesOf(held: Held, selection: Selection, total: number, turns: Turns): Promise<string[]> {
  const named = namesUsers(held);
  const notes: string[] = [];
  if (!shows(held, 'findings')) notes.push('metrics.exclude leaves findings out: they are only counted.');
  else if (!named) notes.push(NOT_NAMED);
  return total > 0 ? notes : [...notes, ...(await unmatchedNotes(held, selection, turns))];
}
