/** The event history as the SDK reads it from an AWS that keeps CloudTrail's rules. */
import { expect, test } from '@jest/globals';
import { eventsOfMinutes, question, searchHistory, startFake } from './search-history.ts';

test('all events are found, page by page, at two requests a second, in a window that does not move', async () => {
  const events = eventsOfMinutes(120);
  const { fake, clock } = await startFake({ events, lookupsPerSecond: 2 });

  const { ids, coverage, progress } = await searchHistory(clock, question());

  expect(ids).toEqual(events.map(({ eventID }) => eventID));
  const { from, to } = question();
  expect(coverage).toEqual([{ accountId: '111122223333', region: 'us-east-1', from, to }]);
  expect(progress).toEqual({ requests: 3, records: 120, throttled: 0 });
  expect(fake.requests.map(({ at }) => at - clock.now())).toEqual([-1000, -500, 0]);
  expect(fake.requests.map(({ input }) => [input?.StartTime, input?.EndTime])).toEqual([1, 2, 3].map(() => [from, to]));
});
