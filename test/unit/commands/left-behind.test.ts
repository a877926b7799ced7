/** What is known of what a key left behind, while the rest of it is still looked for. */
import { expect, test } from '@jest/globals';
import { readEvent } from '../../../src/activity/read-event.ts';
import type { EventHistory } from '../../../src/commands/event-histories.ts';
import { type FoundLeft, readLeftBehind } from '../../../src/commands/left-behind.ts';
import type { ActivityEvent } from '../../../src/model/activity-event.ts';
import { ACCOUNT, assumeRole, LONG_TERM_KEY, OTHER_ACCOUNT } from '../../support/cloudtrail-records.ts';

function historyOf(accountId: string, find: EventHistory['find']): EventHistory {
  return { accountId, accountName: accountId, homeRegion: 'us-east-1', ownRegion: 'us-east-1', from: 0, find };
}

function eventOf(record: unknown): ActivityEvent {
  const read = readEvent(record);
  if (!read.ok) throw new Error(read.refusal);
  return read.event;
}

test('a session that was found is told, though there was no time for what it did', async () => {
  const histories = new Map([
    [ACCOUNT, historyOf(ACCOUNT, () => Promise.resolve({ events: [eventOf(assumeRole())], coverage: [] }))],
    [OTHER_ACCOUNT, historyOf(OTHER_ACCOUNT, () => Promise.reject(new Error('too late')))],
  ]);
  let soFar: FoundLeft | undefined;
  const reading = readLeftBehind(
    { keyId: LONG_TERM_KEY, accountId: ACCOUNT },
    [],
    (accountId) => histories.get(accountId),
    new AbortController().signal,
    (found) => (soFar = found),
  );

  await expect(reading).rejects.toThrow('too late');
  expect(soFar?.left.sessions.map(({ name }) => name)).toEqual(['AssumeRole']);
});
