/** What Activity shows of a fleet, All chosen. */
import type { EventKind } from '../../../../src/model/facts/activity.ts';
import { rangeOf, type Sight } from '../board-sights.ts';
import { eventsOf, type FleetEvent, type FleetRegion, isWatched, regionsOf } from '../fleet-activity.ts';
import { type Fleet, type FleetAccount, wasRead } from '../fleet.ts';
import { type Expectations, firstOf } from './expected.ts';
import { graph } from './lines.ts';
import { ownerOf, ROWS, shownOf } from './overview.ts';
import type { Situation } from './situation.ts';
import { count, statusLine } from './status-line.ts';

const NONE_SEEN = { 'chosen accounts': 'none seen' };
const TREND = 'Open findings about events by check';

const readIn = (fleet: Fleet, seen: number) => fleet.filter((account) => wasRead(account, seen));
const watchedIn = (fleet: Fleet, seen: number) => readIn(fleet, seen).filter(isWatched);

/** Of the time range, the newest first. */
function eventsIn(fleet: Fleet, { time, seen }: Situation): FleetEvent[] {
  return watchedIn(fleet, seen)
    .flatMap((account) => eventsOf(account, seen))
    .filter((event) => event.time > time - rangeOf('activity'))
    .sort((one, other) => other.time - one.time);
}

function eventRow({ account, user, kind, time }: FleetEvent) {
  return {
    When: time * 1000,
    Account: account.name,
    Owner: ownerOf(account),
    'What happened': kind,
    User: user || 'not named',
  };
}

/** A region of an account that is watched, or an account that is not. */
type Watched = FleetRegion | { readonly account: FleetAccount; readonly region: '–' };

function rankOf(row: Watched): number {
  if (!('complete' in row)) return 5e9;
  return (row.complete ? 1e10 : 4e10) - (row.watermark ?? 0);
}

/** The furthest behind first. */
function rowsOfTheWatch(fleet: Fleet, seen: number): Watched[] {
  const regions = watchedIn(fleet, seen).flatMap((account) => regionsOf(account, seen));
  const off = readIn(fleet, seen)
    .filter((account) => !isWatched(account))
    .map((account) => ({ account, region: '–' }) as const);
  return [...regions, ...off].sort(
    (one, other) =>
      rankOf(other) - rankOf(one) || one.account.index - other.account.index || (one.region < other.region ? -1 : 1),
  );
}

function watchRow(row: Watched) {
  const { account, region } = row;
  const isRegion = 'complete' in row;
  return {
    Account: account.name,
    Owner: ownerOf(account),
    Region: region,
    'Last look': isRegion ? Number(row.complete) : 3,
    'Read until': (isRegion ? (row.watermark ?? NaN) : NaN) * 1000,
  };
}

function watchTable(fleet: Fleet, seen: number) {
  return (shown: Sight) => {
    const isShown = ({ account, region }: Watched) =>
      Array.isArray(shown) && shown.some((row: Row) => row.Account === account.name && row.Region === region);
    return firstOf(rowsOfTheWatch(fleet, seen), ROWS, rankOf, isShown).map(watchRow);
  };
}

type Row = Readonly<Record<string, unknown>>;

function changesTable(fleet: Fleet, situation: Situation): Sight {
  const events = eventsIn(fleet, situation).filter(
    ({ kind }) => kind === 'access_key_created' || kind === 'mfa_removed',
  );
  const accounts = [...new Set(events.map(({ account }) => account))];
  const last = (account: FleetAccount, kind: EventKind) =>
    (events.find((event) => event.account === account && event.kind === kind)?.time ?? NaN) * 1000;
  const rows = accounts.slice(0, ROWS).map((account) => ({
    Account: account.name,
    Owner: ownerOf(account),
    'Key made': last(account, 'access_key_created'),
    Activated: NaN,
    Deactivated: NaN,
    Deleted: NaN,
    'Password set': NaN,
    'MFA removed': last(account, 'mfa_removed'),
    'Trail stopped': NaN,
  }));
  return rows.length === 0 ? 'nothing of this happened in the time range, as far as the watch has looked' : rows;
}

export function activityOf(fleet: Fleet, situation: Situation): Expectations {
  const { seen } = situation;
  const watched = watchedIn(fleet, seen);
  const regions = watched.flatMap((account) => regionsOf(account, seen));
  const events = eventsIn(fleet, situation);
  const last = (kind: EventKind) => events.find((event) => event.kind === kind)?.time ?? NONE_SEEN;
  return {
    ...statusLine(fleet, situation),
    'Accounts watched': `${watched.length} of ${readIn(fleet, seen).length}`,
    'Read to the end until': Math.min(...regions.flatMap(({ watermark }) => watermark ?? [])),
    'Regions not read to the end': count(regions.filter(({ complete }) => !complete).length),
    'Findings of the watch': 'no check',
    'How far the watch has looked, the furthest behind first': watchTable(fleet, seen),
    'What happened, the newest first': events.slice(0, ROWS).map(eventRow),
    'Open findings about events, the most urgent first': 'not read yet, or no check that reads events is enabled',
    [TREND]: graph('activity', TREND, situation, {}),
    'Last sign-in as root': last('root_sign_in'),
    'Last use of the API by root': last('root_api'),
    'Last failed sign-in as root': NONE_SEEN,
    'Last new password for root': NONE_SEEN,
    'Keys, passwords, MFA and trails by account, the newest first': changesTable(fleet, situation),
  };
}

export function activityTitles(fleet: Fleet, situation: Situation) {
  return {
    shown_regions: shownOf(rowsOfTheWatch(fleet, situation.seen).length),
    shown_events: shownOf(eventsIn(fleet, situation).length),
  };
}
