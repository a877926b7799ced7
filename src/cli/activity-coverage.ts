/** What `activity` says of how far it looked. */
import { isoTime } from '../model/time.ts';
import type { CoveredRegion } from './activity-fields.ts';

/** Few are named, many are counted. */
const MOST_NAMED = 4;

/** Each in a line: what is complete in one for each window, and each region that is not. */
export function coverageLines(covered: readonly CoveredRegion[]): string[] {
  const complete = covered.filter(({ incomplete }) => incomplete === undefined);
  return [
    ...completeLines(complete),
    ...covered.filter(({ incomplete }) => incomplete !== undefined).map(incompleteLine),
  ];
}

function completeLines(complete: readonly CoveredRegion[]): string[] {
  const windows = new Map<string, CoveredRegion[]>();
  for (const each of complete) {
    const window = `${isoTime(each.from)} to ${isoTime(each.to)}`;
    windows.set(window, [...(windows.get(window) ?? []), each]);
  }
  return [...windows].map(([window, regions]) => {
    const accounts = counted([...new Set(regions.map(nameOf))], 'accounts');
    return `Looked through to the end: ${accounts}, in ${counted([...new Set(regions.map(regionOf))], 'regions')}, ${window}`;
  });
}

function incompleteLine(covered: CoveredRegion): string {
  return `NOT looked through to the end: ${nameOf(covered)}, in ${regionOf(covered)}, ${isoTime(covered.from)} to ${isoTime(covered.to)}: ${covered.incomplete ?? ''}`;
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
