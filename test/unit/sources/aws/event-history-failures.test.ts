/** Where the event history cannot be read to its end: never an error, and never nothing. */
import { describe, expect, test } from '@jest/globals';
import { createPlaces } from '../../../../src/refresh/places.ts';
import { type Fault, faults } from '../../../support/fake-aws/faults.ts';
import { eventAt, eventsOfMinutes, question, searchHistory, startFake } from './search-history.ts';

const events = eventsOfMinutes(120);
const ids = events.map(({ eventID }) => eventID);

describe('throttling', () => {
  test('is waited out, at half the pace from then on', async () => {
    const { fake, clock } = await startFake({ events: eventsOfMinutes(400), lookupsPerSecond: 2 });

    const { ids, coverage, progress } = await searchHistory(clock, question(), { perSecond: 4 });

    expect(ids).toHaveLength(400);
    expect(coverage).toEqual([expect.not.objectContaining({ incomplete: expect.anything() })]);
    expect(progress).toMatchObject({ requests: 9, throttled: 1 });
    const starts = fake.requests.map(({ at }) => at);
    const distances = starts.slice(1).map((at, index) => at - (starts[index] ?? 0));
    expect(distances).toEqual([250, 250, 250, 1000, 500, 500, 500, 500]);
  });

  test('that does not end within some two minutes is said', async () => {
    const { fake, clock } = await startFake({ events });
    const begin = clock.now();
    fake.always('*', 'LookupEvents', faults.throttling);

    const { coverage } = await searchHistory(clock, question());

    expect(coverage).toMatchObject([{ incomplete: 'throttled: ThrottlingException (HTTP 400)' }]);
    expect(fake.requests).toHaveLength(10);
    expect(clock.now() - begin).toBeGreaterThan(100_000);
  });
});

test.each<[string, Fault[], requests: number, words: string]>([
  [
    'the permission is missing',
    [faults.accessDenied],
    1,
    'access_denied: User: arn:aws:iam::111122223333:user/caller is not authorized to perform: cloudtrail:LookupEvents ' +
      'on resource: * because no identity-based policy allows it',
  ],
  [
    'a proxy answers with a page of its own',
    [{ kind: 'html', status: 200, body: '<html>Sign in</html>' }],
    1,
    'service: an answer in a form that AWS does not use (HTTP 200): look for a proxy in between',
  ],
  [
    'a proxy answers in words',
    [faults.notXml],
    1,
    'service: an answer in a form that AWS does not use (HTTP 200): look for a proxy in between',
  ],
  ['an answer says nothing', [faults.withoutEvents], 1, 'service: AWS answered with nothing of what it was asked for'],
  [
    'the connection breaks again and again',
    [faults.cut, faults.cutInBody, faults.cut],
    3,
    'network: the connection failed: ECONNRESET',
  ],
  [
    'AWS fails again and again',
    [faults.serviceFailure, faults.serviceFailure, faults.serviceFailure],
    3,
    'service: InternalFailure (HTTP 500)',
  ],
])('where %s, the region is incomplete', async (_, queue, requests, words) => {
  const { fake, clock } = await startFake({ events });
  fake.script('*', 'LookupEvents', queue);

  const { ids, coverage } = await searchHistory(clock, question());

  expect(ids).toEqual([]);
  expect(coverage).toMatchObject([{ region: 'us-east-1', incomplete: words }]);
  expect(fake.requests).toHaveLength(requests);
});

test('a connection that breaks once in the middle costs nothing', async () => {
  const { fake, clock } = await startFake({ events });
  fake.script('*', 'LookupEvents', [faults.none, faults.cut, faults.none, faults.cutInBody]);

  const found = await searchHistory(clock, question());

  expect(found.ids).toEqual(ids);
  expect(found.coverage).toEqual([expect.not.objectContaining({ incomplete: expect.anything() })]);
});

test('where it is cut in the middle, what came is kept, and from where on it is missing is said', async () => {
  const { fake, clock } = await startFake({ events });
  fake.script('*', 'LookupEvents', [faults.none, faults.accessDenied]);

  const found = await searchHistory(clock, question());

  expect(found.ids).toEqual(ids.slice(0, 50));
  expect(found.coverage).toMatchObject([
    { incomplete: expect.stringMatching(/^access_denied: .*; events before 2026-11-30T11:10:00Z were not read$/) },
  ]);
});

test('a token that comes again is no way to the end', async () => {
  const { fake, clock } = await startFake({ events });
  await searchHistory(clock, question());
  const { NextToken: token } = fake.requests[1]?.input ?? {};
  fake.script('*', 'LookupEvents', [faults.none, { kind: 'with', member: 'NextToken', value: token }]);

  const { coverage } = await searchHistory(clock, question());

  expect(coverage).toMatchObject([
    { incomplete: expect.stringMatching(/^service: AWS says that its answer goes on, and not where; events before/) },
  ]);
});

test('a token that AWS does not take any more is said by its code', async () => {
  const { fake, clock } = await startFake({ events });
  fake.script('*', 'LookupEvents', [{ kind: 'with', member: 'NextToken', value: 'of yesterday' }]);

  const { coverage } = await searchHistory(clock, question());

  expect(coverage).toMatchObject([
    { incomplete: expect.stringMatching(/^service: InvalidNextTokenException \(HTTP 400\); events before/) },
  ]);
});

test('a record that is not JSON is counted, and the others are read', async () => {
  const { clock } = await startFake({ events, cutEvents: [ids[1] ?? ''] });

  const found = await searchHistory(clock, question());

  expect(found.ids).toEqual(ids.filter((_, index) => index !== 1));
  expect(found.coverage).toMatchObject([{ incomplete: '1 record is not JSON' }]);
});

test('a region that the account has not enabled is missing, and the others are there', async () => {
  const regions = ['us-east-1', 'me-south-1', 'eu-west-1'];
  const { clock } = await startFake({
    events: regions.map((awsRegion) => eventAt(60, { awsRegion, eventID: awsRegion })),
  });

  const found = await searchHistory(clock, question(), { regions });

  expect([...found.ids].sort()).toEqual(['eu-west-1', 'us-east-1']);
  const incomplete = found.coverage.filter((each) => each.incomplete !== undefined);
  expect(incomplete).toMatchObject([
    {
      region: 'me-south-1',
      incomplete: expect.stringMatching(
        /^credentials: the account has not enabled this region, or AWS does not know this access key/,
      ),
    },
  ]);
});

test('a region in which AWS does not answer for a minute is missing, and the others are there', async () => {
  const regions = ['us-east-1', 'eu-west-1'];
  const { fake, clock } = await startFake({
    events: regions.map((awsRegion) => eventAt(60, { awsRegion, eventID: awsRegion })),
  });
  fake.script('*', 'LookupEvents', [faults.hang]);

  const found = await searchHistory(clock, question(), { regions, onRecord: () => clock.passDeadlines() });

  expect(found.ids).toHaveLength(1);
  const incomplete = found.coverage.filter((each) => each.incomplete !== undefined);
  expect(incomplete).toMatchObject([{ incomplete: 'timeout: AWS did not answer within 60 s' }]);
  expect(incomplete[0]?.region).not.toBe(found.ids[0]);
});

test('where the reader stops before the end, no region counts as covered', async () => {
  const { fake, clock } = await startFake({ events });

  const { coverage } = await searchHistory(clock, question(), { regions: ['us-east-1', 'eu-west-1'], stopAfter: 1 });

  expect(coverage.find(({ region }) => region === 'us-east-1')).toMatchObject({
    incomplete: 'the search was not ended',
  });
  expect(fake.requests.length).toBeLessThan(4);
});

describe('when it is aborted, the reason is thrown at once', () => {
  test('while AWS does not answer', async () => {
    const reason = new Error('Ctrl-C');
    const controller = new AbortController();
    const { fake, clock } = await startFake({ events }, () => controller.abort(reason));
    fake.always('*', 'LookupEvents', faults.hang);

    await expect(searchHistory(clock, question(), { signal: controller.signal })).rejects.toBe(reason);
  });

  test('while it waits for a place', async () => {
    const reason = new Error('Ctrl-C');
    const controller = new AbortController();
    const { fake, clock } = await startFake({ events });
    const { inPlace } = createPlaces(1, clock);
    const never = () => {
      controller.abort(reason);
      return new Promise<never>(() => undefined);
    };
    void inPlace('production us-east-1', never);

    await expect(searchHistory(clock, question(), { signal: controller.signal, inPlace })).rejects.toBe(reason);
    expect(fake.requests).toEqual([]);
  });

  test('between two records', async () => {
    const reason = new Error('Ctrl-C');
    const controller = new AbortController();
    const { clock } = await startFake({ events });
    const seen: number[] = [];
    const onRecord = (count: number) => {
      seen.push(count);
      if (count === 3) controller.abort(reason);
    };

    await expect(searchHistory(clock, question(), { signal: controller.signal, onRecord })).rejects.toBe(reason);
    expect(seen).toEqual([1, 2, 3]);
  });
});
