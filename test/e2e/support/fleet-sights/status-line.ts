/** The first line of the boards about accounts, and what their counts say. */
import type { StatSight } from '../board-sights.ts';
import { exemptIn, openIn } from '../fleet-counts.ts';
import { type Fleet, type FleetAccount, generatedAt, REFRESH_INTERVAL, wasRead } from '../fleet.ts';
import { isAway, type Situation } from './situation.ts';

export function count(number: number): string {
  return number === 0 ? 'none' : number.toLocaleString('en-US');
}

/** Whether its report is younger than two refresh intervals. */
export function isFresh(account: FleetAccount, { time, seen }: Situation): boolean {
  return time - generatedAt(account, seen) < 2 * REFRESH_INTERVAL;
}

export function statusLine(fleet: Fleet, situation: Situation): Record<string, StatSight> {
  const { seen } = situation;
  const read = fleet.filter((account) => wasRead(account, seen));
  return {
    Exporter: isAway(situation) ? '1 away' : 'up',
    'As of': seen,
    'Reports fresh': `${read.filter((account) => isFresh(account, situation)).length} of ${read.length}`,
    'Oldest report': Math.min(...read.map((account) => generatedAt(account, seen))),
  };
}

/** `range` is that of the board. */
export function findingCounts(fleet: Fleet, { time, seen }: Situation, range: number): Record<string, StatSight> {
  const start = time - range;
  const atBothEnds = fleet.filter((account) => wasRead(account, start));
  const change = openIn(atBothEnds, seen) - openIn(atBothEnds, start);
  return {
    'Open: critical': count(openIn(fleet, seen, { severity: 'critical' })),
    'Open: warning': count(openIn(fleet, seen, { severity: 'warning' })),
    'Open: info': count(openIn(fleet, seen, { severity: 'info' })),
    Exempt: count(exemptIn(fleet, seen)),
    Unknown: 'none',
    'Change over the time range':
      atBothEnds.length === 0 ? 'no data that far back' : `${change > 0 ? '+' : ''}${change}`,
  };
}
