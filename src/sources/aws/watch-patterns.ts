/**
 * What the watch asks a log group, as filter patterns: the events of its questions to the event history, of all accounts at once. They are
 * fixed, and a test knows each.
 */
import type { EventKind } from '../../model/facts/activity.ts';
import { filterPatterns } from './filter-pattern.ts';
import { MANAGEMENT, ofEvents } from './question-condition.ts';
import type { RecordCondition } from './record-condition.ts';
import { subjectConditions } from './subject-condition.ts';
import { WATCH_QUESTIONS, type WatchQuestion } from './watch-questions.ts';

export interface WatchPattern {
  readonly id: string;
  readonly pattern: string;
  /** What its records may show. */
  readonly finds: readonly EventKind[];
}

const byName = WATCH_QUESTIONS.filter(({ attribute }) => attribute.AttributeKey === 'EventName');

export const WATCH_PATTERNS: readonly WatchPattern[] = [
  watchPattern(
    'sign-ins-and-root',
    WATCH_QUESTIONS.filter((question) => !byName.includes(question)),
    [],
    [{ path: 'eventSource', is: 'signin.amazonaws.com' }, ...subjectConditions({ of: 'root' }).any],
  ),
  ofService(
    'iam',
    byName.filter(({ everywhere }) => !everywhere),
  ),
  ofService(
    'cloudtrail',
    byName.filter(({ everywhere }) => everywhere),
  ),
];

function ofService(service: string, questions: readonly WatchQuestion[]): WatchPattern {
  const events = questions.flatMap(({ attribute }) => attribute.AttributeValue ?? []);
  return watchPattern(service, questions, [
    { path: 'eventSource', is: `${service}.amazonaws.com` },
    ...ofEvents(events),
  ]);
}

function watchPattern(
  id: string,
  questions: readonly WatchQuestion[],
  all: readonly RecordCondition[],
  any: readonly RecordCondition[] = [],
): WatchPattern {
  const [pattern, ...more] = filterPatterns([MANAGEMENT, ...all], any);
  if (pattern === undefined || more.length > 0) throw new Error(`the pattern ${id} of the watch is too long for AWS`);
  return { id, pattern, finds: [...new Set(questions.flatMap(({ finds }) => finds))] };
}
