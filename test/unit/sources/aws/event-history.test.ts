/** The event history as the SDK reads it from an AWS that keeps CloudTrail's rules. */
import { describe, expect, test } from '@jest/globals';
import type { ActivityQuestion } from '../../../../src/model/activity-source.ts';
import type { InPlace } from '../../../../src/model/places.ts';
import { eventAt, eventsOfMinutes, NOW, question, searchHistory, startFake } from './search-history.ts';

const DAY = 24 * 60 * 60;
const now = Date.parse(NOW) / 1000;
const { from, to } = question();

test('all events are found, page by page, at two requests a second, in a window that does not move', async () => {
  const events = eventsOfMinutes(120);
  const { fake, clock } = await startFake({ events, lookupsPerSecond: 2 });

  const { ids, coverage, progress } = await searchHistory(clock, question());

  expect(ids).toEqual(events.map(({ eventID }) => eventID));
  expect(coverage).toEqual([{ accountId: '111122223333', region: 'us-east-1', from, to }]);
  expect(progress).toEqual({ requests: 3, records: 120, throttled: 0 });
  expect(fake.requests.map(({ input }) => [input?.StartTime, input?.EndTime])).toEqual([1, 2, 3].map(() => [from, to]));
});

test.each([
  ['sooner than the next turn, the next request waits for it', 400, [0, 500, 1000]],
  ['later than that, the next request begins at once', 700, [0, 700, 1400]],
])('where AWS answers %s', async (_, answerMs, starts) => {
  const { fake, clock } = await startFake({ events: eventsOfMinutes(120) }, () => clock.pass(answerMs));
  const begin = clock.now();

  await searchHistory(clock, question());

  expect(fake.requests.map(({ at }) => at - begin)).toEqual(starts);
});

test('a request that has to wait for a place delays the next one too', async () => {
  const { fake, clock } = await startFake({ events: eventsOfMinutes(60) });
  const begin = clock.now();
  const inPlace: InPlace = (_account, call) => {
    if (fake.requests.length === 0) clock.pass(2_000);
    return call();
  };

  await searchHistory(clock, question(), { inPlace });

  expect(fake.requests.map(({ at }) => at - begin)).toEqual([2_000, 2_500]);
});

test('an event that is younger than the window, which arrives between two pages, moves no event', async () => {
  const events = eventsOfMinutes(60);
  const { fake, clock } = await startFake({ events }, () => {
    clock.pass(2_000);
    fake.setLive('111122223333', { events: [...events, eventAt(-1)] });
  });

  const { ids } = await searchHistory(clock, question());

  expect(ids).toEqual(events.map(({ eventID }) => eventID));
});

test('an empty page with a token is not the end', async () => {
  const events = eventsOfMinutes(60);
  const { fake, clock } = await startFake({ events });
  fake.script('*', 'LookupEvents', [{ kind: 'with', member: 'Events', value: [] }]);

  const { ids, coverage } = await searchHistory(clock, question());

  expect(ids).toHaveLength(10);
  expect(coverage).toEqual([expect.not.objectContaining({ incomplete: expect.anything() })]);
});

describe('what AWS is asked by', () => {
  const role = (session: string, more: object = {}) => ({
    type: 'AssumedRole',
    principalId: `AROA1:${session}`,
    accessKeyId: 'ASIAROLE',
    ...more,
  });
  const events = [
    eventAt(60, { eventID: 'of eve' }),
    eventAt(120, { eventID: 'of a session', userIdentity: role('deploy') }),
    eventAt(180, { eventID: 'of a service', userIdentity: role('AutoScaling', { accessKeyId: undefined }) }),
    eventAt(240, { eventID: 'of root', userIdentity: { type: 'Root', accessKeyId: '' } }),
    eventAt(300, {
      eventID: 'about bob',
      eventName: 'CreateAccessKey',
      requestParameters: { userName: 'bob' },
      responseElements: { accessKey: { userName: 'bob', accessKeyId: 'AKIABOB' } },
    }),
    eventAt(360, { eventID: 'deleted', eventName: 'DeleteAccessKey', requestParameters: { accessKeyId: 'AKIABOB' } }),
  ];
  const all = events.map(({ eventID }) => eventID);

  test.each<[string, Partial<ActivityQuestion>, asked: (string | undefined)[], found: string[]]>([
    ['a user', { subject: { of: 'user', name: 'eve' } }, ['Username=eve'], ['of eve', 'about bob', 'deleted']],
    ['a session', { subject: { of: 'session', name: 'deploy' } }, ['Username=deploy'], ['of a session']],
    ['root', { subject: { of: 'root' } }, ['Username=root'], ['of root']],
    ['a key', { subject: { of: 'key', id: 'ASIAROLE' } }, ['AccessKeyId=ASIAROLE'], ['of a session']],
    ['a target', { subject: { of: 'target', name: 'AKIABOB' } }, ['ResourceName=AKIABOB'], ['about bob', 'deleted']],
    ['a role, which no attribute finds', { subject: { of: 'role', name: 'ci' } }, [undefined], all],
    ['anybody', {}, [undefined], all],
    ['an event', { events: ['CreateAccessKey', 'CreateAccessKey'] }, ['EventName=CreateAccessKey'], ['about bob']],
    [
      'one of several events of a role',
      { subject: { of: 'role', name: 'ci' }, events: ['CreateAccessKey', 'DeleteAccessKey'] },
      ['EventName=CreateAccessKey', 'EventName=DeleteAccessKey'],
      ['about bob', 'deleted'],
    ],
    [
      'an event of a user: the better attribute is that of the user',
      { subject: { of: 'user', name: 'eve' }, events: ['CreateAccessKey'] },
      ['Username=eve'],
      ['of eve', 'about bob', 'deleted'],
    ],
  ])('for %s', async (_, asked, attributes, found) => {
    const { fake, clock } = await startFake({ events });

    const { ids } = await searchHistory(clock, question(asked));

    expect(fake.requests.map(({ input }) => attributeOf(input))).toEqual(attributes);
    expect(ids).toEqual(found);
  });

  function attributeOf(input: unknown): string | undefined {
    const { LookupAttributes: attributes } = input as {
      LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
    };
    return attributes?.map(({ AttributeKey, AttributeValue }) => `${AttributeKey}=${AttributeValue}`).join(' and ');
  }
});

describe('what is older than 90 days', () => {
  const events = [80, 100].map((days) => eventAt(days * DAY));

  test('is missing, which the coverage says', async () => {
    const { clock } = await startFake({ events });

    const { ids, coverage } = await searchHistory(clock, question({ from: now - 120 * DAY }));

    expect(ids).toEqual([`event-of-${80 * DAY}`]);
    expect(coverage).toMatchObject([
      { from: now - 90 * DAY, to: now, incomplete: 'the event history goes back 90 days' },
    ]);
  });

  test('is not asked for', async () => {
    const { fake, clock } = await startFake({ events });

    const { coverage } = await searchHistory(clock, question({ from: now - 120 * DAY, to: now - 95 * DAY }));

    expect(fake.requests).toEqual([]);
    expect(coverage).toMatchObject([{ incomplete: 'the event history goes back 90 days' }]);
  });
});

describe('several regions', () => {
  const regions = ['us-east-1', 'eu-west-1', 'ap-south-1'];
  const events = regions.map((awsRegion, index) => eventAt(index, { awsRegion, eventID: awsRegion }));

  test('are all asked at once, each at its own pace, and each has a coverage of its own', async () => {
    const { fake, clock } = await startFake({ events, lookupsPerSecond: 2 });

    const { ids, coverage } = await searchHistory(clock, question(), { regions });

    expect([...ids].sort()).toEqual([...regions].sort());
    expect(coverage.map(({ region }) => region).sort()).toEqual([...regions].sort());
    expect(clock.slept).toEqual([]);
    expect(fake.requests.map(({ signingRegion }) => signingRegion).sort()).toEqual([...regions].sort());
  });

  test('are those that the question names', async () => {
    const { clock } = await startFake({ events });

    const { ids } = await searchHistory(clock, question({ regions: ['eu-west-1'] }), { regions });

    expect(ids).toEqual(['eu-west-1']);
  });

  test('share the session of the role', async () => {
    const { fake, clock } = await startFake({ events });

    await searchHistory(clock, question(), { regions, roleArn: 'arn:aws:iam::111122223333:role/audit' });

    expect([fake.count('AssumeRole'), fake.count('LookupEvents')]).toEqual([1, 3]);
  });
});
