import { A_WEEK_LATER, TEN_MINUTES_LATER } from '../fleet.ts';
import { AN_HOUR_GONE } from '../fleet-history.ts';

export interface Situation {
  /** When somebody looks. */
  readonly time: number;
  /** When Prometheus last scraped the exporter. */
  readonly seen: number;
}

/** Between two scrapes. */
const LATER = 20;

export const situations: Readonly<Record<string, Situation>> = {
  'the first hour': { time: TEN_MINUTES_LATER + LATER, seen: TEN_MINUTES_LATER },
  'the seventh day': { time: A_WEEK_LATER + LATER, seen: A_WEEK_LATER },
  'the exporter gone for an hour': { time: AN_HOUR_GONE + LATER, seen: A_WEEK_LATER },
};

export function isAway({ time, seen }: Situation): boolean {
  return time - seen > 300;
}
