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
import { encodeStored, readStored, type StoredContent, type StoredHeading } from './stored-fact.ts';

interface Heading extends StoredHeading {
  readonly asOf: UnixSeconds;
  readonly gatheredAt: UnixSeconds;
}

/**
 * With all words that may stand in it: another build may know others. The number is to be raised also when the watch asks or reads otherwise:
 * a watermark says that all was read, as that build read it.
 */
const FORMAT = ['activity 1', ...WATCH_SOURCES, ...EVENT_KINDS, ...PRINCIPAL_KINDS].join(' ');

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
  const { source, homeRegion, looks, sightings } = JSON.parse(body.toString()) as StoredActivity;
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
