/** How far the records of a log group are known to reach. */
import { expect, test } from '@jest/globals';
import type { ActivityQuestion } from '../../../../src/model/activity-source.ts';
import { logCoverage } from '../../../../src/sources/aws/log-coverage.ts';
import type { LogRecords, LogSearch } from '../../../../src/sources/aws/log-events.ts';
import { filterOf } from '../../../support/fake-aws/filter-pattern.ts';

const FROM = Date.parse('2026-11-24T00:00:00Z') / 1000;
const TO = Date.parse('2026-11-24T12:00:00Z') / 1000;
const HOUR = 3_600;

interface Line {
  readonly time: number;
  readonly awsRegion: string;
  readonly recipientAccountId?: string;
  readonly eventCategory?: string;
}

/** CloudTrail writes a line ten minutes after the event. */
function logOf(lines: readonly Line[], searches: LogSearch[] = []): LogRecords {
  return async function* (search) {
    await Promise.resolve();
    searches.push(search);
    const matches = filterOf(search.pattern);
    if (typeof matches === 'string') throw new Error(matches);
    const newestFirst = search.only?.startFromHead === false;
    for (const { time, ...fields } of lines.toSorted(
      (one, other) => (one.time - other.time) * (newestFirst ? -1 : 1),
    )) {
      const record = {
        eventTime: new Date(time * 1000).toISOString(),
        recipientAccountId: '111122223333',
        eventCategory: 'Management',
        ...fields,
      };
      const isThen = time + 600 >= search.from && time + 600 <= search.to;
      if (isThen && matches(JSON.stringify(record))) yield record;
    }
  };
}

const QUESTION: ActivityQuestion = { subject: { of: 'anybody' }, events: [], from: FROM, to: TO };
const BEGIN: Line = { time: FROM, awsRegion: 'us-east-1' };

async function coverageOf(
  lines: readonly Line[],
  question: Partial<ActivityQuestion> = {},
  seen: readonly string[] = [],
  searches: LogSearch[] = [],
) {
  const { signal } = new AbortController();
  return logCoverage({ ...QUESTION, ...question }, new Set(seen), logOf(lines, searches), signal);
}

test('a region is covered up to its newest record, of whomever', async () => {
  const lines = [BEGIN, { time: TO - 60, awsRegion: 'us-east-1' }, { time: TO - 1800, awsRegion: 'eu-west-1' }];

  expect(await coverageOf(lines)).toEqual([
    { region: 'eu-west-1', from: FROM, to: TO - 1800 },
    { region: 'us-east-1', from: FROM, to: TO - 60 },
  ]);
});

test('of several records the newest counts', async () => {
  const lines = [BEGIN, { time: TO - 1800, awsRegion: 'us-east-1' }, { time: TO - 60, awsRegion: 'us-east-1' }];

  expect(await coverageOf(lines)).toEqual([{ region: 'us-east-1', from: FROM, to: TO - 60 }]);
});

test('a later record shows that CloudTrail had come to the end of the question', async () => {
  const lines = [BEGIN, { time: TO + 60, awsRegion: 'us-east-1' }];

  expect(await coverageOf(lines)).toEqual([{ region: 'us-east-1', from: FROM, to: TO }]);
});

test('a region that was silent in the last hour is incomplete', async () => {
  const lines = [BEGIN, { time: TO - 60, awsRegion: 'us-east-1' }, { time: TO - HOUR - 601, awsRegion: 'eu-west-1' }];
  const [silent, told] = await coverageOf(lines, {}, ['eu-west-1']);

  expect(silent).toMatchObject({ region: 'eu-west-1', from: FROM, to: TO });
  expect(silent?.incomplete).toMatch(/no record of it from the hour before the end/);
  expect(told).not.toHaveProperty('incomplete');
});

test('a region that is asked for and has no record is incomplete', async () => {
  const lines = [BEGIN, { time: TO - 60, awsRegion: 'us-east-1' }];
  const covered = await coverageOf(lines, { regions: ['eu-west-1', 'us-east-1'] });

  expect(covered.map(({ region, incomplete }) => [region, incomplete === undefined])).toEqual([
    ['eu-west-1', false],
    ['us-east-1', true],
  ]);
});

test('a log group without any record of the last hour is incomplete, in all regions', async () => {
  const covered = await coverageOf([]);

  expect(covered).toHaveLength(1);
  expect(covered[0]).not.toHaveProperty('region');
  expect(covered[0]?.incomplete).toMatch(/no record of any region/);
});

test('a log group that is younger than the question, or keeps records for less long, is incomplete from its oldest record on', async () => {
  const lines = [
    { time: FROM + 2 * HOUR, awsRegion: 'us-east-1' },
    { time: TO - 60, awsRegion: 'us-east-1' },
  ];
  const [covered] = await coverageOf(lines);

  expect(covered).toMatchObject({ from: FROM + 2 * HOUR, to: TO - 60 });
  expect(covered?.incomplete).toBe('the log group has no record from before 2026-11-24T02:00:00.000Z');
});

test('records of another account or of data show nothing', async () => {
  const lines = [
    { ...BEGIN, recipientAccountId: '444455556666' },
    { time: TO - 60, awsRegion: 'us-east-1', recipientAccountId: '444455556666' },
    { time: TO - 60, awsRegion: 'us-east-1', eventCategory: 'Data' },
  ];
  const [covered] = await coverageOf(lines, { accountId: '111122223333' });

  expect(covered?.accountId).toBe('111122223333');
  expect(covered?.incomplete).toMatch(/no record of any region/);
});

test('one request finds each region, and one more that there is no other', async () => {
  const regions = Array.from({ length: 17 }, (_, index) => `ap-southeast-${index}`);
  const searches: LogSearch[] = [];
  const covered = await coverageOf(
    [BEGIN, ...regions.map((awsRegion) => ({ time: TO - 60, awsRegion }))],
    {},
    [],
    searches,
  );

  expect(covered).toHaveLength(17);
  // One looks for the oldest.
  expect(searches).toHaveLength(1 + 17 + 1);
  expect(searches.every(({ only }) => only?.limit === 1)).toBe(true);
});

test('more regions than a pattern can leave out are said to be too many', async () => {
  const regions = Array.from({ length: 40 }, (_, index) => `ap-southeast-${index}`);
  const covered = await coverageOf([BEGIN, ...regions.map((awsRegion) => ({ time: TO - 60, awsRegion }))]);

  expect(covered.at(-1)).not.toHaveProperty('region');
  expect(covered.at(-1)?.incomplete).toMatch(/more regions than can be asked about/);
});

test('before 2024 AWS does not begin with the newest: the oldest of the last hour counts then', async () => {
  const to = Date.parse('2023-06-01T12:00:00Z') / 1000;
  const searches: LogSearch[] = [];
  const lines = [
    { time: to - 7_200, awsRegion: 'us-east-1' },
    { time: to - 1_800, awsRegion: 'us-east-1' },
    { time: to - 60, awsRegion: 'us-east-1' },
  ];
  const covered = await coverageOf(lines, { from: to - 7_200, to }, [], searches);

  expect(covered).toEqual([{ region: 'us-east-1', from: to - 7_200, to: to - 1_800 }]);
  expect(searches.every(({ only }) => only?.startFromHead === undefined)).toBe(true);
});

test('a region that was silent in the last hour of a past day is whole if CloudTrail has written of it since', async () => {
  const [covered] = await coverageOf([BEGIN, { time: TO + 5 * HOUR, awsRegion: 'us-east-1' }]);
  expect(covered).toEqual({ region: 'us-east-1', from: FROM, to: TO });
});

test('an account that should be there, and of which there is nothing, is incomplete', async () => {
  const lines = [BEGIN, { time: TO, awsRegion: 'us-east-1' }];
  const covered = await coverageOf(lines, { expectedAccounts: ['111122223333', '444455556666'] });
  expect(covered).toEqual([
    expect.not.objectContaining({ incomplete: expect.anything() }),
    expect.objectContaining({
      accountId: '444455556666',
      incomplete: expect.stringMatching(/its trail may not write/),
    }),
  ]);
});
