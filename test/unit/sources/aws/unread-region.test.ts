import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { describeUnread, unreadableRecords } from '../../../../src/sources/aws/unread-region.ts';

const OLDEST = Date.parse('2026-11-30T11:10:00Z') / 1000;

test.each<[string, RefreshFailure, oldest: number | undefined, words: string]>([
  [
    'a host that there is not may be one of a region that is not enabled',
    new RefreshFailure('network', 'the connection failed: ENOTFOUND', {
      cause: Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }),
    }),
    undefined,
    'network: the account has not enabled this region, or the connection failed: ENOTFOUND',
  ],
  [
    'a connection that is refused has nothing to do with that',
    new RefreshFailure('network', 'the connection failed: ECONNREFUSED', {
      cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    }),
    undefined,
    'network: the connection failed: ECONNREFUSED',
  ],
  [
    'what was read before is told from what was not',
    new RefreshFailure('timeout', 'AWS did not answer within 60 s'),
    OLDEST,
    'timeout: AWS did not answer within 60 s; events before 2026-11-30T11:10:00Z were not read',
  ],
])('%s', (_, failure, oldest, words) => {
  expect(describeUnread(failure, oldest)).toBe(words);
});

test('records that are not JSON are counted', () => {
  expect([1, 2].map(unreadableRecords)).toEqual(['1 record is not JSON', '2 records are not JSON']);
});
