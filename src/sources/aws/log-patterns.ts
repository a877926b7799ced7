/** The filter patterns of a question: a few forms, of which a test knows each. */
import type { ActivityQuestion } from '../../model/activity-source.ts';
import { filterPatterns } from './filter-pattern.ts';
import { inAccount, inRegions, MANAGEMENT, ofEvents } from './question-condition.ts';
import { subjectConditions } from './subject-condition.ts';

/** So many fit into a pattern beside the rest. */
const EVENTS_AT_A_TIME = 12;

/** More are looked at in the answer only. */
const MOST_REGIONS = 8;

/** A record may match more than one of them. Throws RefreshFailure for what is not asked for. */
export function logPatterns(question: Omit<ActivityQuestion, 'from' | 'to'>): string[] {
  const { regions = [] } = question;
  const subject = subjectConditions(question.subject);
  const common = [
    MANAGEMENT,
    ...inAccount(question),
    ...(regions.length > MOST_REGIONS ? [] : inRegions(question)),
    ...subject.all,
  ];
  return chunksOf(question.events).flatMap((events) => filterPatterns([...common, ...ofEvents(events)], subject.any));
}

/** None is one: any event. */
function chunksOf(events: readonly string[]): (readonly string[])[] {
  const count = Math.max(1, Math.ceil(events.length / EVENTS_AT_A_TIME));
  return Array.from({ length: count }, (_, index) =>
    events.slice(index * EVENTS_AT_A_TIME, (index + 1) * EVENTS_AT_A_TIME),
  );
}
