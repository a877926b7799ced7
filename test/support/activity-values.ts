import {
  type Activity,
  type ActivityLook,
  EVENT_KINDS,
  type EventKind,
  type Sighting,
  type WatchSource,
} from '../../src/model/facts/activity.ts';
import type { Facts } from '../../src/model/facts/catalogue.ts';
import type { UnixSeconds } from '../../src/model/time.ts';
import { at, fact } from './model-values.ts';

const NOON = at('2026-11-22T12:00:00Z');

/** One of an hour ago. */
export function sighting(kind: EventKind, values: Partial<Sighting> = {}): Sighting {
  return { kind, user: 'alice', time: NOON - 3600, ...values };
}

export interface ActivityValues {
  /** Up to when every question to the home region is answered; undefined: none is. */
  readonly until?: UnixSeconds | undefined;
  readonly looks?: readonly ActivityLook[];
  readonly source?: WatchSource;
}

/** What was seen, of an account of which everything was read until noon. */
export function activityOf(sightings: readonly Sighting[], values: ActivityValues = {}): Activity {
  const { until, looks, source = 'events' } = { until: NOON, ...values };
  return { source, sightings, homeRegion: 'us-east-1', looks: looks ?? [look({ watermark: until })] };
}

/** A look for every kind of event that came to its end. */
export function look(
  values: Partial<Omit<ActivityLook, 'watermark'>> & { readonly watermark?: UnixSeconds | undefined } = {},
): ActivityLook {
  const { watermark, ...rest } = { watermark: NOON, ...values };
  return {
    region: 'us-east-1',
    question: 'everything',
    finds: EVENT_KINDS,
    triedAt: NOON,
    ...rest,
    ...(watermark !== undefined && { watermark }),
  };
}

/** As a fact of noon. */
export function activityFact(sightings: readonly Sighting[], values: ActivityValues = {}) {
  return { activity: fact(activityOf(sightings, values), NOON) } satisfies Facts;
}
