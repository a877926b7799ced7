/**
 * What happened to credentials lately, from the event history of CloudTrail or from a log group into which a trail writes. Source: CloudTrail
 * API reference, LookupEvents; CloudWatch Logs API reference, FilterLogEvents.
 */
import type { PrincipalKind } from '../activity-event.ts';
import { groupedBy } from '../grouped.ts';
import { HOUR, MINUTE, type UnixSeconds } from '../time.ts';
import type { FactDeclaration } from './fact.ts';

export const activityFact = {
  id: 'activity',
  what: 'what happened to credentials lately: sign-ins, use of root, and changes of access keys, passwords and MFA devices',
  interval: 15 * MINUTE,
  leastInterval: 5 * MINUTE,
  // A finding of an event ends after `withinHours`, a day by default, and its alert has to come well before.
  mostInterval: 6 * HOUR,
  enabled: false,
  permissions: ['cloudtrail:LookupEvents'],
  operations: ['LookupEvents', 'FilterLogEvents', 'GetCallerIdentity'],
} as const satisfies FactDeclaration;

/** Where the events come from, and the values of the label `source`: the event history of each account, or a log group with those of all. */
export const WATCH_SOURCES = ['events', 'logs'] as const;
export type WatchSource = (typeof WATCH_SOURCES)[number];

/** What is watched for: a closed list, and the values of the label `event`. */
export const EVENT_KINDS = [
  'root_sign_in',
  'root_sign_in_failed',
  'root_api',
  /** Central root access: nobody signed in as root. */
  'root_session_assumed',
  'root_password_recovery_requested',
  'root_password_recovery_completed',
  /** Of an IAM user, with MFA or without. */
  'sign_in',
  'sign_in_without_mfa',
  'sign_in_failed',
  'access_key_created',
  'access_key_created_for_other',
  'access_key_activated',
  'access_key_deactivated',
  'access_key_deleted',
  'user_created',
  /** Somebody gave a user a password, where there was none. */
  'password_created',
  /** Somebody set the password of a user anew. */
  'password_reset',
  'mfa_enabled',
  'mfa_removed',
  'quarantined',
  /** A trail was stopped or deleted, or records less than before. */
  'trail_stopped',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** They prove nothing of the name in them. */
const FAILED: ReadonlySet<EventKind> = new Set(['root_sign_in_failed', 'sign_in_failed']);

/** Who did something to another user. */
export interface Maker {
  readonly kind: PrincipalKind;
  /** Of the user or role. */
  readonly name?: string;
}

export interface Sighting {
  readonly kind: EventKind;
  /** Name of the user to whom it happened, root's as the report has it; empty: nobody, or nobody who is known. */
  readonly user: string;
  /** Absent: the user, or the record does not say. */
  readonly maker?: Maker;
  readonly time: UnixSeconds;
}

/** How one question to a region, or about it to a log group, is getting on. */
export interface ActivityLook {
  readonly region: string;
  /** What is asked for, such as `CreateAccessKey`; of a log group the name of a pattern. */
  readonly question: string;
  /** What its answers may show. */
  readonly finds: readonly EventKind[];
  /**
   * Up to when all events were read: of a log group no further than CloudTrail has written there. Absent: no look has come to its end yet.
   */
  readonly watermark?: UnixSeconds;
  /** What was read behind the watermark before a look was cut short: AWS gives the newest events first. */
  readonly seen?: { readonly from: UnixSeconds; readonly to: UnixSeconds };
  /** When AWS was asked last. Absent: there was no time for it yet. */
  readonly triedAt?: UnixSeconds;
  /** Seconds: how long a finding could stay open when all events were read. What is older than the watermark by more was never read. */
  readonly lookBack?: number;
  /** When the last day was last read as a whole, for events that came late. */
  readonly rereadAt?: UnixSeconds;
  /** Why the last look did not come to its end, or to that of the events, in words. Absent: it did. */
  readonly incomplete?: string;
}

export interface Activity {
  readonly source: WatchSource;
  /** The newest of each kind, user and maker. */
  readonly sightings: readonly Sighting[];
  /** Where AWS records what happens in IAM, and root's sign-ins. */
  readonly homeRegion: string;
  readonly looks: readonly ActivityLook[];
}

export interface WatchedRegion {
  readonly region: string;
  /** Up to when the answers to all questions were read. Absent: one has not been answered to its end yet. */
  readonly watermark?: UnixSeconds;
  /** Whether the last look at each question came to its end. */
  readonly complete: boolean;
}

/** Each region that is watched, the home region first. */
export function watchedRegions({ looks }: Activity): readonly WatchedRegion[] {
  return [...groupedBy(looks, ({ region }) => region)].map(([region, ofRegion]) => {
    const watermark = leastWatermark(ofRegion);
    return {
      region,
      ...(watermark !== undefined && { watermark }),
      complete: ofRegion.every(({ incomplete }) => incomplete === undefined),
    };
  });
}

/**
 * Up to when the home region was read for events of these kinds; undefined: not once to the end. What other regions have of them is
 * seen when it is seen: an account may deny any of them.
 */
export function lookedUntil(activity: Activity, kinds: readonly EventKind[]): UnixSeconds | undefined {
  return leastWatermark(looksFor(activity, kinds));
}

/** Whether the home region was read for events of these kinds from so many seconds before the watermark on, or for longer. */
export function isReadFor(activity: Activity, kinds: readonly EventKind[], seconds: number): boolean {
  return looksFor(activity, kinds).every(({ lookBack = seconds }) => lookBack >= seconds);
}

/** Those at the home region for events of these kinds. */
function looksFor({ looks, homeRegion }: Activity, kinds: readonly EventKind[]): readonly ActivityLook[] {
  return looks.filter(({ region, finds }) => region === homeRegion && kinds.some((kind) => finds.includes(kind)));
}

function leastWatermark(looks: readonly ActivityLook[]): UnixSeconds | undefined {
  const watermarks = looks.flatMap(({ watermark }) => watermark ?? []);
  return looks.length === 0 || watermarks.length < looks.length ? undefined : Math.min(...watermarks);
}

/** Sorted once for all users of an account. */
const sorted = new WeakMap<Activity, ReadonlyMap<string, readonly Sighting[]>>();

export function sightingsByUser(activity: Activity): ReadonlyMap<string, readonly Sighting[]> {
  const known = sorted.get(activity);
  if (known !== undefined) return known;
  const found = groupedBy(activity.sightings, ({ user }) => user);
  sorted.set(activity, found);
  return found;
}

/** Whether it happened, so that its user was there: a failed sign-in may have any name in it. */
export function isCertain({ kind }: Pick<Sighting, 'kind'>): boolean {
  return !FAILED.has(kind);
}
