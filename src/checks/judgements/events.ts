/**
 * What the watch has seen of a user or of the account. It is counted up to the moment at which the events of the kind were last read to the
 * end: while nobody reads them, nothing opens and nothing ends.
 */
import {
  type Activity,
  type EventKind,
  isReadFor,
  lookedUntil,
  type Sighting,
  sightingsByUser,
} from '../../model/facts/activity.ts';
import type { User } from '../../model/facts/credential-report.ts';
import type { Fact } from '../../model/facts/fact.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { type NumberParameter, type Outcome, PASS, UNKNOWN } from '../check.ts';

const HOUR = 3600;

/** What every check of events has. */
export const WITHIN_HOURS: { readonly withinHours: NumberParameter } = {
  withinHours: { default: 24, least: 1, most: 168, help: 'For how many hours an event stays a finding' },
};

/** The report and CloudTrail may write the creation of a user a moment apart. */
const SAME_MOMENT = 60;

export interface EventQuestion {
  readonly kinds: readonly EventKind[];
  readonly withinHours: number;
  /** Which of the events are meant; absent: all. */
  readonly isMeant?: (sighting: Sighting) => boolean;
}

/** @param user undefined: what happened to no user. */
export function judgeEvents(user: User | undefined, fact: Fact<Activity>, question: EventQuestion): Outcome {
  const until = lookedUntil(fact.value, question.kinds);
  const newest = newestOf(user, fact, question);
  // Where nobody has read to the end yet, what was seen all the same ends by the moment of the last look.
  const moment = until ?? fact.asOf;
  if (newest !== undefined && moment - newest < question.withinHours * HOUR) return { status: 'open', since: newest };
  // After a reload findings may stay open for longer than the watch has looked back yet.
  const isRead = until !== undefined && isReadFor(fact.value, question.kinds, question.withinHours * HOUR);
  return isRead ? PASS : UNKNOWN;
}

/** When such an event was last. */
export function newestOf(
  user: User | undefined,
  { value }: Fact<Activity>,
  { kinds, isMeant = () => true }: Pick<EventQuestion, 'kinds' | 'isMeant'>,
): UnixSeconds | undefined {
  const times = (sightingsByUser(value).get(user?.name ?? '') ?? [])
    .filter((sighting) => kinds.includes(sighting.kind) && isMeant(sighting))
    .map(({ time }) => time)
    // A user of the same name may have been there before.
    .filter((time) => user === undefined || time >= user.created - SAME_MOMENT);
  return times.length === 0 ? undefined : Math.max(...times);
}
