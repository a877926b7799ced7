/**
 * Stored activity: how far each question of the watch was read, and what was last seen when. The watch keeps no more of a record, so that
 * no address, key or token can be in it.
 */
import type { Account } from '../model/account.ts';
import { PRINCIPAL_KINDS } from '../model/activity-event.ts';
import {
  type Activity,
  type ActivityLook,
  EVENT_KINDS,
  type Sighting,
  WATCH_SOURCES,
  type WatchSource,
} from '../model/facts/activity.ts';
import { type CredentialReport, ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import { knownNames } from '../model/facts/known-names.ts';
import type { UnixSeconds } from '../model/time.ts';
import { encodeStored, otherVersion, readStored, type StoredContent, type StoredHeading } from './stored-fact.ts';

interface Heading extends StoredHeading {
  readonly asOf: UnixSeconds;
  readonly gatheredAt: UnixSeconds;
}

/** To be raised also when the watch asks or reads otherwise: a watermark says that all was read, as that build read it. */
const FORMAT = 'activity 1';

/**
 * When AWS was asked last is left out, as it is asked for everything at once after a start; and why a look was cut short, as these are the
 * words of a failure.
 */
type StoredLook = Omit<ActivityLook, 'triedAt' | 'incomplete'> & { readonly incomplete?: true };

const INCOMPLETE = 'an earlier run of the exporter could not read it to the end';

interface StoredActivity {
  readonly source: WatchSource;
  readonly homeRegion: string;
  readonly looks: readonly StoredLook[];
  readonly sightings: readonly Sighting[];
}

/** @param report with which it is served: it says whose it is, and which names are those of users. */
export function encodeStoredActivity(
  account: Account,
  report: CredentialReport,
  { value, asOf, gatheredAt }: Fact<Activity>,
): StoredContent {
  const { source, homeRegion, looks, sightings } = value;
  const known = knownNames(value, report);
  const isKnown = (user: string) => user === ROOT_USER_NAME || known.has(user);
  const stored: StoredActivity = {
    source,
    homeRegion,
    looks: looks.map(({ triedAt: _triedAt, incomplete, ...look }) => ({
      ...look,
      ...(incomplete !== undefined && { incomplete: true }),
    })),
    sightings: sightings.map((sighting) => (isKnown(sighting.user) ? sighting : { ...sighting, user: '' })),
  };
  const heading = { format: FORMAT, accountId: report.accountId, asOf, gatheredAt };
  return encodeStored<Heading>(account, heading, Buffer.from(JSON.stringify(stored)));
}

/**
 * Throws an error that says why the content cannot be used.
 *
 * @param accountId whose it must be: other credentials may have led to another account.
 */
export function readStoredActivity(content: Buffer, account: Account, accountId: string): Fact<Activity> {
  const { heading, body } = readStored<Heading>(content, account, FORMAT);
  if (heading.accountId !== accountId) throw new Error('it is of another account than the stored report');
  const { asOf, gatheredAt } = heading;
  const { source, homeRegion, looks, sightings } = parse(body.toString());
  return {
    value: {
      source,
      homeRegion,
      looks: looks.map(({ incomplete, ...look }) => ({ ...look, ...(incomplete && { incomplete: INCOMPLETE }) })),
      sightings,
    },
    asOf,
    gatheredAt,
  };
}

/** The digest says that an exporter wrote it, and not that it knew the same events. */
function parse(text: string): StoredActivity {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    throw otherVersion();
  }
  if (!isStoredActivity(stored)) throw otherVersion();
  return stored;
}

type Is = (value: unknown) => boolean;

const isText: Is = (value) => typeof value === 'string';
const isTime: Is = (value) => Number.isFinite(value);
const oneOf = (values: readonly unknown[]): Is => {
  const known = new Set(values);
  return (value) => known.has(value);
};
const list =
  (isItem: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(isItem);
const optional =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);
/** Of these fields and no others. */
const record =
  (fields: Readonly<Record<string, Is>>): Is =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((key) => Object.hasOwn(fields, key)) &&
    Object.entries(fields).every(([key, is]) => is((value as Record<string, unknown>)[key]));

const isKind = oneOf(EVENT_KINDS);
const isActivity = record({
  source: oneOf(WATCH_SOURCES),
  homeRegion: isText,
  looks: list(
    record({
      region: isText,
      question: isText,
      finds: list(isKind),
      watermark: optional(isTime),
      seen: optional(record({ from: isTime, to: isTime })),
      lookBack: optional(isTime),
      rereadAt: optional(isTime),
      incomplete: optional((value) => value === true),
    }),
  ),
  sightings: list(
    record({
      kind: isKind,
      user: isText,
      maker: optional(record({ kind: oneOf(PRINCIPAL_KINDS), name: optional(isText) })),
      time: isTime,
    }),
  ),
});

function isStoredActivity(value: unknown): value is StoredActivity {
  return isActivity(value);
}
