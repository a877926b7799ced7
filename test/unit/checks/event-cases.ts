import { describe, expect, test } from '@jest/globals';
import type { Check, Context, Outcome, PatternLists } from '../../../src/checks/check.ts';
import type { CredentialReport, User } from '../../../src/model/facts/credential-report.ts';
import type { EventKind, Sighting } from '../../../src/model/facts/activity.ts';
import { activityFact, type ActivityValues, look, sighting } from '../../support/activity-values.ts';
import { counted, knowing, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND } from '../../support/check-cases.ts';
import { root, user } from '../../support/model-values.ts';

const HOUR = 3600;
const HOUR_AGO = NOW - HOUR;

/** A human who may sign in. */
export const alice = user({ password: { enabled: true } });

export interface EventCase {
  readonly check: Check;
  readonly kind: EventKind;
  readonly subject: User | 'account';
  /** What the check asks of the event besides. */
  readonly more?: Partial<Sighting>;
  /** What comes later may show that it is nothing. */
  readonly waits?: true;
}

/** What the check says of these events within a day. */
export function judgeEvents(
  {
    check,
    subject,
    patterns = {},
  }: Pick<EventCase, 'check' | 'subject'> & { readonly patterns?: PatternLists | undefined },
  sightings: readonly Sighting[],
  values: ActivityValues = {},
  withinHours = 24,
): readonly Outcome[] {
  const judged = (subject === 'account' ? {} : subject) as User & CredentialReport;
  return check.evaluate(judged, { withinHours }, knowing(activityFact(sightings, values)) as Context, patterns);
}

/** What holds for every check of events. */
export function holdsForEvents({ check, kind, subject, more = {}, waits }: EventCase): void {
  const name = subject === 'account' ? '' : subject.name;
  const happened = (time = HOUR_AGO) => sighting(kind, { user: name, ...more, time });
  const judge = (sightings: readonly Sighting[], values?: ActivityValues, withinHours?: number) =>
    judgeEvents({ check, subject }, sightings, values, withinHours);

  test.each<[string, Sighting[], ActivityValues, Outcome]>([
    ['nothing happened', [], {}, { status: 'pass' }],
    ['it happened an hour ago', [happened()], {}, { status: 'open', since: HOUR_AGO }],
    [
      'it happened a second less than a day ago',
      [happened(NOW - 24 * HOUR + SECOND)],
      {},
      { status: 'open', since: NOW - 24 * HOUR + SECOND },
    ],
    ['it happened a day ago', [happened(NOW - 24 * HOUR)], {}, { status: 'pass' }],
    ['it happened to somebody else', [{ ...happened(), user: 'bob' }], {}, { status: 'pass' }],
    ['nobody has looked to the end', [], { until: undefined }, { status: 'unknown' }],
    [
      'nobody has looked to the end, and it was seen',
      [happened()],
      { until: undefined },
      waits ? { status: 'unknown' } : { status: 'open', since: HOUR_AGO },
    ],
    // It neither ends nor opens while nobody looks.
    [
      'it happened two days ago, and nobody has looked since',
      [happened(NOW - 48 * HOUR)],
      { until: NOW - 47 * HOUR },
      { status: 'open', since: NOW - 48 * HOUR },
    ],
  ])('%s', (_, sightings, values, expected) => {
    expect(judge(sightings, values)).toEqual([expected]);
  });

  test('the policy says for how many hours', () => {
    expect(judge([happened(NOW - 30 * HOUR)], {}, 31)).toEqual([{ status: 'open', since: NOW - 30 * HOUR }]);
    expect(judge([happened(NOW - 30 * HOUR)], {}, 30)).toEqual([{ status: 'pass' }]);
  });

  test('what was read for fewer hours than an event may stay a finding says nothing of what was not seen', () => {
    const looks = [look({ lookBack: 24 * HOUR })];

    expect(judge([], { looks }, 24)).toEqual([{ status: 'pass' }]);
    expect(judge([], { looks }, 25)).toEqual([{ status: 'unknown' }]);
    expect(judge([happened(NOW - 2 * HOUR)], { looks }, 25)).toEqual([{ status: 'open', since: NOW - 2 * HOUR }]);
  });

  if (subject !== 'account') {
    test('it happened to an earlier user of the same name', () => {
      const later = { ...subject, created: HOUR_AGO + 2 * 60 };

      expect(judgeEvents({ check, subject: later }, [happened()])).toEqual([{ status: 'pass' }]);
    });
  }

  describe('in an account', () => {
    const who = subject === 'account' ? root() : subject;

    test('it is counted, and unknown where the events cannot be read', () => {
      expect(counted(check, who, activityFact([happened()]))).toEqual(ONE_OPEN);
      expect(counted(check, who, activityFact([]))).toEqual(NOTHING);
      expect(counted(check, who, activityFact([], { until: undefined }))).toEqual(ONE_UNKNOWN);
    });
  });
}
