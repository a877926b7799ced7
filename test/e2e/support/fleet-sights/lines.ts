/** What graphs draw of what is known of a fleet. */
import type { BoardName } from '../../../../grafana/links.ts';
import { panelOf } from '../../../support/grafana/boards.ts';
import { type GraphSight, type Point, pointsOf } from '../board-sights.ts';
import { A_WEEK_LATER, FIRST_SCRAPE, SCRAPE_INTERVAL } from '../fleet.ts';
import { FIRST_TREND } from '../fleet-trends.ts';
import type { Situation } from './situation.ts';

/** How far Prometheus looks back for a sample. */
const LOOK_BACK = 300;

/** By its name, what it is at a moment; undefined where there is nothing. */
export type Lines = Readonly<Record<string, (time: number) => number | undefined>>;

/** A graph draws each line that has a point; without one, its legend says that there are no data. */
export function graph(
  board: BoardName,
  panel: string,
  { time }: Situation,
  lines: Lines,
  words = 'no data',
): GraphSight {
  const { start, end, step } = pointsOf(board, panelOf(board, panel), time);
  const times = Array.from({ length: (end - start) / step + 1 }, (_, index) => start + index * step);
  const drawn = Object.entries(lines).map(([name, valueAt]): [string, Point[]] => {
    const points = times.flatMap((at): Point[] => {
      const value = valueAt(at);
      return value === undefined ? [] : [[at, Math.round(value * 1e9) / 1e9]];
    });
    return [name, points];
  });
  const some = drawn.filter(([, points]) => points.length > 0);
  // Where some moments have nothing, the legend has the words too.
  const everywhere = times.every((at) => some.some(([, points]) => points.some(([drawnAt]) => drawnAt === at)));
  return Object.fromEntries(everywhere ? some : [...some, [words, []]]);
}

/** What the rules record, and hold while nothing is scraped. */
export function recorded(valueAt: (time: number) => number | undefined): (time: number) => number | undefined {
  return (time) => (time < FIRST_TREND ? undefined : valueAt(time));
}

/** What was scraped last before that moment, and when; for series that are there at the scrapes that `there` says. */
export function scraped(
  valueAt: (scrape: number, time: number) => number | undefined,
  there: (scrape: number) => boolean = () => true,
): (time: number) => number | undefined {
  return (time) => {
    const last = lastScrape(time);
    for (let scrape = last; scrape > time - LOOK_BACK; scrape -= SCRAPE_INTERVAL)
      if (FIRST_SCRAPE <= scrape && there(scrape)) return valueAt(scrape, time);
    return undefined;
  };
}

export function lastScrape(time: number): number {
  const until = Math.min(time, A_WEEK_LATER);
  return until - ((until - FIRST_SCRAPE) % SCRAPE_INTERVAL);
}
