/** What `activity` says of how far it looked. */
import { groupedBy } from '../model/grouped.ts';
import type { CoveredRegion } from './activity-fields.ts';
import { shortTime } from './short-time.ts';

/** Few are named, many are counted. */
const MOST_NAMED = 4;

/** What is complete in one line for each window, and what is not in one for each reason. */
export function coverageLines(covered: readonly CoveredRegion[]): string[] {
  const complete = covered.filter(({ incomplete }) => incomplete === undefined);
  const rest = covered.filter(({ incomplete }) => incomplete !== undefined);
  return [
    ...[...groupedBy(complete, windowOf).values()].map((regions) => `Looked through to the end: ${placesOf(regions)}`),
    ...[...groupedBy(rest, (each) => `${windowOf(each)} ${each.incomplete ?? ''}`).values()].map(
      (regions) => `NOT looked through to the end: ${placesOf(regions)}: ${regions[0]?.incomplete ?? ''}`,
    ),
  ];
}

/** `production, in us-east-1, 2026-11-18 00:00:00 to 2026-11-25 00:00:00 UTC`. Accounts may have been read in different regions. */
function placesOf(covered: readonly CoveredRegion[]): string {
  const accounts = [...groupedBy(covered, nameOf)].map(([name, ofAccount]) => ({
    name,
    regions: ofAccount.map(regionOf),
  }));
  const alike = [...groupedBy(accounts, ({ regions }) => regions.join(' ')).values()].map((group) => {
    const names = counted(
      group.map(({ name }) => name),
      'accounts',
    );
    return `${names}, in ${counted(group[0]?.regions ?? [], 'regions')}`;
  });
  const [first] = covered;
  return `${alike.join('; ')}, ${first === undefined ? '' : windowOf(first)}`;
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
