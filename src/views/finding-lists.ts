/** Every finding that may be shown, in each order that somebody has asked for: made once for each assessment, when somebody asks. */
import { type ExemptFinding, type Finding, severityRank } from '../model/finding.ts';
import { type Held, namesUsers, shows } from './held.ts';
import { type KeyOf, ordered } from './ordering.ts';

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
      lists.get(column) ?? ordered(column === 'severity' ? shownFindings(held) : by('severity'), FINDING_KEYS[column]);
    lists.set(column, rows);
    return rows;
  };
  return { by };
}

/** By what each column orders. */
export const FINDING_KEYS: Readonly<Record<FindingColumn, KeyOf<AnyFinding>>> = {
  severity: ({ severity }) => severityRank(severity),
  account: ({ accountName }) => accountName,
  owner: ({ owner }) => owner,
  user: ({ subject }) => subject.user,
  check: ({ check }) => check,
  days: ({ age }) => age?.days,
};

/** In the order of the configuration; within an account the open ones first. */
function shownFindings(held: Pick<Held, 'world' | 'excluded'>): AnyFinding[] {
  if (!shows(held, 'findings')) return [];
  const all = held.world.assessment.accounts.flatMap(({ findings, exempt }): AnyFinding[] => [...findings, ...exempt]);
  return namesUsers(held) ? all : all.filter(({ subject }) => subject.kind !== 'user');
}
