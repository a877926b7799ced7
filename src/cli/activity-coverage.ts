/** What `activity` says of how far it looked. */

import type { CoveredRegion } from './activity-fields.ts';
import { shortTime } from './short-time.ts';

/** Few are named, many are counted. */
const MOST_NAMED = 4;

/** What is complete in one line for each window, and what is not in one for each reason. */
export function coverageLines(covered: readonly CoveredRegion[]): string[] {
  const complete = covered.filter(({ incomplete }) => incomplete === undefined);
  const rest = covered.filter(({ incomplete }) => incomplete !== undefined);
  return [
    ...grouped(complete, windowOf).map((regions) => `Looked through to the end: ${placesOf(regions)}`),
    ...grouped(rest, (each) => `${windowOf(each)} ${each.incomplete ?? ''}`).map(
      (regions) => `NOT looked through to the end: ${placesOf(regions)}: ${regions[0]?.incomplete ?? ''}`,
    ),
  ];
}

function grouped(covered: readonly CoveredRegion[], by: (covered: CoveredRegion) => string): CoveredRegion[][] {
  const groups = new Map<string, CoveredRegion[]>();
  for (const each of covered) groups.set(by(each), [...(groups.get(by(each)) ?? []), each]);
  return [...groups.values()];
}

/** `production, in us-east-1, 2026-11-18 00:00:00 to 2026-11-25 00:00:00 UTC` */
function placesOf(regions: readonly CoveredRegion[]): string {
  const accounts = counted([...new Set(regions.map(nameOf))], 'accounts');
  const names = counted([...new Set(regions.map(regionOf))], 'regions');
  const [first] = regions;
  return `${accounts}, in ${names}, ${first === undefined ? '' : windowOf(first)}`;
}

function windowOf({ from, to }: CoveredRegion): string {
  return `${shortTime(from)} to ${shortTime(to)} UTC`;
}

function nameOf({ accountName, accountId }: CoveredRegion): string {
  return accountName ?? accountId ?? 'all accounts';
}

function regionOf({ region }: CoveredRegion): string {
  return region ?? 'all regions';
}

function counted(names: readonly string[], what: string): string {
  return names.length > MOST_NAMED ? `${names.length} ${what}` : names.join(', ');
}
