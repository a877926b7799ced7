/** What the watch has seen in a fleet: told, as the accounts are. */
import type { EventKind } from '../../../src/model/facts/activity.ts';
import { activityFact, look, sighting } from '../../support/activity-values.ts';
import {
  A_WEEK_LATER,
  DAY,
  FIRST_SCRAPE,
  type Fleet,
  type FleetAccount,
  HOUR,
  MINUTE,
  SCRAPE_INTERVAL,
} from './fleet.ts';

const HOME = 'us-east-1';
const ELSEWHERE = 'eu-north-1';
const INTERVAL = 15 * MINUTE;

export interface FleetEvent {
  readonly account: FleetAccount;
  readonly user: string;
  readonly kind: EventKind;
  readonly time: number;
}

export interface FleetRegion {
  readonly account: FleetAccount;
  readonly region: string;
  readonly complete: boolean;
  /** Undefined: it was never read to the end. */
  readonly watermark?: number;
}

export function isWatched({ index }: FleetAccount): boolean {
  return index % 5 !== 3;
}

/** The exporter said last what it knew of the account. */
function toldAt({ lostAt }: FleetAccount, time: number): number {
  return Math.min(time, lostAt - SCRAPE_INTERVAL);
}

/** In some accounts the first look takes an hour. */
function hasLooked({ index, readFrom }: FleetAccount, time: number): boolean {
  return time >= readFrom + (index % 10 === 2 ? HOUR : 0);
}

/** In some accounts one region is not enabled. */
export function regionsOf(account: FleetAccount, time: number): FleetRegion[] {
  const { index, readFrom } = account;
  const told = toldAt(account, time);
  const until = readFrom + Math.floor((told - readFrom) / INTERVAL) * INTERVAL - index;
  const of = (region: string, isRead: boolean, watermark: number): FleetRegion =>
    isRead && hasLooked(account, told)
      ? { account, region, complete: true, watermark }
      : { account, region, complete: false };
  return [of(HOME, true, until), of(ELSEWHERE, index % 7 !== 0, until - HOUR / 2)];
}

const KINDS: readonly { kind: EventKind; user: string; every: number; from: number }[] = [
  { kind: 'sign_in_failed', user: '', every: 4, from: FIRST_SCRAPE - 30 * MINUTE },
  { kind: 'root_sign_in', user: '<root_account>', every: 50, from: FIRST_SCRAPE - HOUR - 1 },
  { kind: 'access_key_created', user: 'ana', every: 2, from: FIRST_SCRAPE - HOUR - 2 },
  { kind: 'mfa_removed', user: 'ben', every: 3, from: A_WEEK_LATER - 2 * DAY - 3 },
  { kind: 'root_api', user: '<root_account>', every: 50, from: A_WEEK_LATER - 2 * DAY - 4 },
];

/** In each account a minute before it was in the one before. */
export function eventsOf(account: FleetAccount, time: number): FleetEvent[] {
  const told = toldAt(account, time);
  if (!hasLooked(account, told)) return [];
  return KINDS.filter(({ every }) => account.index % every === 0)
    .map(({ kind, user, from }) => ({ account, kind, user, time: from - account.index * MINUTE }))
    .filter((event) => event.time <= told);
}

/** As the exporter has read it; nothing of an account that it does not watch. */
export function activityAt(account: FleetAccount, time: number) {
  if (!isWatched(account)) return {};
  const looks = regionsOf(account, time).map(({ region, complete, watermark }) =>
    look({ region, watermark, ...(!complete && { incomplete: 'a test' }) }),
  );
  return activityFact(
    eventsOf(account, time).map(({ kind, user, time: at }) => sighting(kind, { user, time: at })),
    { looks },
  );
}

/** That the configuration has the fact on, of each account. */
export function watchedLines(fleet: Fleet): string[] {
  return fleet
    .filter(isWatched)
    .map(
      ({ name }) =>
        `iam_credential_exporter_fact_refresh_interval_seconds{account_name="${name}",fact="activity"} ${INTERVAL}`,
    );
}
