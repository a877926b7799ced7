/** Every finding that may be shown, in each order that somebody has asked for: made once for each assessment, when somebody asks. */
import { type ExemptFinding, type Finding, SEVERITIES } from '../model/finding.ts';
import { type Held, namesUsers, shows } from './held.ts';
import { ordered } from './ordering.ts';

export type AnyFinding = Finding | ExemptFinding;

/** By each of them the findings can be ordered. */
export const FINDING_COLUMNS = ['severity', 'account', 'owner', 'user', 'check', 'days'] as const;
export type FindingColumn = (typeof FINDING_COLUMNS)[number];

export interface FindingLists {
  by(column: FindingColumn): readonly AnyFinding[];
}

const known = new WeakMap<Held['world'], FindingLists>();

export function findingLists(held: Pick<Held, 'world' | 'excluded'>): FindingLists {
  const lists = known.get(held.world) ?? createLists(held);
  known.set(held.world, lists);
  return lists;
}

function createLists(held: Pick<Held, 'world' | 'excluded'>): FindingLists {
  const lists = new Map<FindingColumn, readonly AnyFinding[]>();
  const by = (column: FindingColumn): readonly AnyFinding[] => {
    const rows =
      lists.get(column) ?? (column === 'severity' ? bySeverity(shownFindings(held)) : ORDERS[column](by('severity')));
    lists.set(column, rows);
    return rows;
  };
  return { by };
}

type Order = (findings: readonly AnyFinding[]) => readonly AnyFinding[];

const ORDERS: Readonly<Record<Exclude<FindingColumn, 'severity'>, Order>> = {
  account: (findings) => ordered(findings, ({ accountName }) => accountName),
  owner: (findings) => ordered(findings, ({ owner }) => owner),
  user: (findings) => ordered(findings, ({ subject }) => subject.user),
  check: (findings) => ordered(findings, ({ check }) => check),
  days: (findings) => ordered(findings, ({ age }) => age?.days),
};

function bySeverity(findings: readonly AnyFinding[]): AnyFinding[] {
  return SEVERITIES.flatMap((wanted) => findings.filter(({ severity }) => severity === wanted));
}

/** In the order of the configuration; within an account the open ones first. */
function shownFindings(held: Pick<Held, 'world' | 'excluded'>): AnyFinding[] {
  if (!shows(held, 'findings')) return [];
  const all = held.world.assessment.accounts.flatMap(({ findings, exempt }): AnyFinding[] => [...findings, ...exempt]);
  return namesUsers(held) ? all : all.filter(({ subject }) => subject.kind !== 'user');
}
