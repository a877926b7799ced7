import { ReadableStream } from 'node:stream/web';
import { describe, expect, test } from '@jest/globals';
import { withoutDoubles } from '../../../src/activity/doubles.ts';
import { type FoundActivity, type FoundEvent, searchActivity } from '../../../src/activity/search.ts';
import type { ActivityCoverage, ActivityQuestion, ActivitySource } from '../../../src/model/activity-source.ts';
import {
  assumeRole,
  assumeRoleThere,
  type CloudTrailRecord,
  record,
  roleIdentity,
  TIME,
} from '../../support/cloudtrail-records.ts';
import { at } from '../../support/model-values.ts';

const COVERED: ActivityCoverage = { region: 'us-east-1', from: 0, to: 1, incomplete: 'access denied' };

function search(records: readonly unknown[], values: Partial<ActivityQuestion> = {}): FoundActivity {
  const source: ActivitySource = {
    search: () => ({ records: ReadableStream.from(records), coverage: () => [COVERED] }),
  };
  const question = { subject: { of: 'anybody' }, events: [], from: at(TIME), to: at(TIME), ...values } as const;
  return searchActivity(source, question, { signal: new AbortController().signal });
}

async function idsOf({ events }: FoundActivity): Promise<string[]> {
  const found: FoundEvent[] = [];
  for await (const each of events) found.push(each);
  return withoutDoubles(found).map(({ event }) => event.id);
}

describe('found are events', () => {
  test.each<[string, CloudTrailRecord, Partial<ActivityQuestion>, boolean]>([
    ['of the subject', {}, { subject: { of: 'user', name: 'eve' } }, true],
    ['not of others', { userIdentity: roleIdentity() }, { subject: { of: 'user', name: 'eve' } }, false],
    ['of the names', {}, { events: ['CreateUser', 'ListUsers'] }, true],
    ['not of other names', {}, { events: ['CreateUser'] }, false],
    ['of the first second and the last', {}, {}, true],
    ['not from before', { eventTime: '2026-11-24T09:12:43Z' }, {}, false],
    ['not from later', { eventTime: '2026-11-24T09:12:45Z' }, {}, false],
  ])('%s', async (_which, values, question, isFound) => {
    expect(await idsOf(search([record({ eventID: 'a', ...values })], question))).toEqual(isFound ? ['a'] : []);
  });

  test('with their record as it came', async () => {
    const given = record();
    for await (const found of search([given]).events) expect(found.record).toBe(given);
  });
});

describe('found once is', () => {
  const correcting = (original: string) => ({ addendum: { reason: 'UPDATED_DATA', originalEventID: original } });

  test.each<[string, readonly unknown[], readonly string[]]>([
    [
      'an event that two pages have',
      [record({ eventID: 'a' }), record({ eventID: 'b' }), record({ eventID: 'a' })],
      ['a', 'b'],
    ],
    [
      "a call across accounts, as the caller's account has it",
      [assumeRole({ eventID: 'here' }), assumeRoleThere({ eventID: 'there' })],
      ['here'],
    ],
    [
      'a call across accounts whose other copy comes first',
      [assumeRoleThere({ eventID: 'there' }), record({ eventID: 'a' }), assumeRole({ eventID: 'here' })],
      ['a', 'here'],
    ],
    [
      'a call across accounts of which one account is read',
      [assumeRoleThere({ eventID: 'there' }), record({ eventID: 'a' })],
      ['a', 'there'],
    ],
    ['an event that AWS says corrects itself', [record({ eventID: 'a', ...correcting('a') })], ['a']],
    [
      'an event whose correction came first',
      [record({ eventID: 'b', ...correcting('a') }), record({ eventID: 'a' })],
      ['b'],
    ],
    [
      'the correction of a call across accounts',
      [
        assumeRole({ eventID: 'b', ...correcting('here') }),
        assumeRole({ eventID: 'here' }),
        assumeRoleThere({ eventID: 'there' }),
      ],
      ['b'],
    ],
    [
      "a call across accounts of which AWS corrected the other account's copy",
      [
        assumeRole({ eventID: 'here' }),
        assumeRoleThere({ eventID: 'there' }),
        assumeRoleThere({ eventID: 'corrected', ...correcting('there') }),
      ],
      ['here'],
    ],
  ])('%s', async (_what, records, expected) => {
    expect(await idsOf(search(records))).toEqual(expected);
  });

  test('a call across accounts that AWS corrected after it was found', async () => {
    const found = search([
      assumeRole({ eventID: 'a' }),
      assumeRole({ eventID: 'b', ...correcting('a') }),
      assumeRoleThere({ eventID: 'there' }),
    ]);

    expect(await idsOf(found)).toEqual(['b']);
  });
});

test('records that are no events are counted by what they lack, and the others are found', async () => {
  const found = search([null, record({ eventTime: 7 }), record({ eventID: 'a' }), record({ eventTime: '' })]);

  expect(await idsOf(found)).toEqual(['a']);
  expect(Object.fromEntries(found.refused())).toEqual({ 'not-an-object': 1, 'without-time': 2 });
});

test('what the source could not read is said', async () => {
  const found = search([]);
  await idsOf(found);

  expect(found.coverage()).toEqual([COVERED]);
});

test('the source is asked the question and hears of the end', async () => {
  const abort = new AbortController();
  const source: ActivitySource = {
    search: (question, { signal }) => ({
      // eslint-disable-next-line @typescript-eslint/require-await -- a source is asynchronous.
      records: (async function* () {
        yield record({ eventID: question.events.join() });
        abort.abort(new Error('enough'));
        signal.throwIfAborted();
      })(),
      coverage: () => [],
    }),
  };
  const question: ActivityQuestion = { subject: { of: 'anybody' }, events: ['ListUsers'], from: 0, to: at(TIME) };

  await expect(idsOf(searchActivity(source, question, { signal: abort.signal }))).rejects.toThrow('enough');
});
