import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { AccountSources } from '../../../src/model/fact-source.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { lookAt } from '../../../src/refresh/look.ts';
import { factRequest } from '../../support/fact-request.ts';
import { reportCsv } from '../../support/report-csv.ts';

const SMALL = reportCsv('111122223333');
/** Is read in many turns of the event loop. */
const LARGE = reportCsv(
  '111122223333',
  Array.from({ length: 2_000 }, (_, index) => `user-${index}`),
);

function look(csv: string, signal = new AbortController().signal) {
  const sources: AccountSources = {
    'credential-report': { fetch: () => Promise.resolve({ csv: Buffer.from(csv), generatedTime: 1_795_000_000 }) },
  };
  return lookAt(sources, 'credential-report')?.(factRequest({ signal }));
}

test('a report is read, its time is when AWS generated it, and its bytes come along', async () => {
  const looked = await look(SMALL);

  expect(looked?.value).toMatchObject({ accountId: '111122223333', users: { length: 1 } });
  expect(looked?.asOf).toBe(1_795_000_000);
  expect(Buffer.from(looked?.raw ?? []).toString()).toBe(SMALL);
});

test.each([
  ['older than what the report holds, as after unpacking an archive', 0, Date.parse('2020-01-01T00:00:00Z') / 1000],
  ['newer than what it holds', 1_795_000_000, 1_795_000_000],
])('a time that is not from AWS may be %s', async (_what, generatedTime, expected) => {
  const csv = Buffer.from(reportCsv('111122223333', ['rob']));
  const sources: AccountSources = {
    'credential-report': { fetch: () => Promise.resolve({ csv, generatedTime, isTimeUncertain: true }) },
  };

  const looked = await lookAt(sources, 'credential-report')?.(factRequest());

  expect(looked?.asOf).toBe(expected);
});

test('one report is read at a time: a small one waits for the large one before it', async () => {
  const done: string[] = [];

  await Promise.all([look(LARGE)?.then(() => done.push('large')), look(SMALL)?.then(() => done.push('small'))]);

  expect(done).toEqual(['large', 'small']);
});

test('one that cannot be read lets the next one go on', async () => {
  const bad = look('<html>');
  const good = look(SMALL);

  await expect(bad).rejects.toMatchObject({ reason: 'malformed_report' });
  await expect(good).resolves.toBeDefined();
});

test('a report that is given up while it waits is not read', async () => {
  const deadline = new AbortController();
  const reason = new RefreshFailure('timeout', 'too late');
  const large = look(LARGE);
  const waiting = look('no report', deadline.signal);
  await setImmediate();

  deadline.abort(reason);

  await expect(waiting).rejects.toBe(reason);
  await large;
});

test('a fact that the account does not have cannot be looked at', () => {
  expect(lookAt({}, 'account-settings')).toBeUndefined();
});

test('any other fact is of the moment of the answer', async () => {
  const settings = { quotas: new Map() };
  const sources: AccountSources = { 'account-settings': { fetch: () => Promise.resolve(settings) } };

  const looked = await lookAt(sources, 'account-settings')?.(factRequest());

  expect(looked).toEqual({ value: settings, asOf: undefined });
});
