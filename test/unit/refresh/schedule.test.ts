import { getEventListeners } from 'node:events';
import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { awsAccount, fileAccount, report, START, startLoop } from './running-loop.ts';

const accounts = [awsAccount('production')];

test('an account is refreshed at once, and then when its report is 4 hours old', async () => {
  const { clock, source, users } = startLoop(accounts);
  source('production').answer = () => report(clock, 1, { age: HOUR, users: ['rob'] });

  await clock.advance(3 * HOUR - 5_000);
  const before = source('production').requests.length;
  await clock.advance(5_000);

  expect(before).toBe(1);
  expect(source('production').requests).toHaveLength(2);
  expect(users('production')).toBe(2);
});

test('the source is asked for a report that is younger than the interval', async () => {
  const { clock, source } = startLoop(accounts);

  await clock.advance(0);

  expect(source('production').requests[0]?.newerThan).toBe((Date.parse(START) - 4 * HOUR) / 1000);
});

test('a report that is always old is looked at every 5 minutes, not in a tight loop', async () => {
  const { clock, source } = startLoop(accounts);
  source('production').answer = () => ({
    ...report(clock, 1),
    generatedTime: Date.parse('2015-02-02T20:02:02Z') / 1000,
  });

  await clock.advance(HOUR + 30_000);

  expect(source('production').requests).toHaveLength(13);
});

test('an account that is being refreshed is not refreshed a second time', async () => {
  const { clock, source } = startLoop(accounts, { refreshTimeout: 24 * HOUR });
  source('production').answer = () => new Promise(() => undefined);

  await clock.advance(12 * HOUR);

  expect(source('production').requests).toHaveLength(1);
});

test('a file that has changed is read again at once', async () => {
  const { clock, source, users } = startLoop([fileAccount()]);
  await clock.advance(10_000);
  source('sandbox').answer = () => report(clock, 1, { users: ['rob', 'eve'] });
  source('sandbox').changed = true;

  await clock.advance(5_000);

  expect(users('sandbox')).toBe(3);
  expect(source('sandbox').requests).toHaveLength(2);
});

test('the state says of what moment the fact is, when the last refresh succeeded, how long it took, and when the next is due', async () => {
  const { clock, source, state } = startLoop(accounts);
  source('production').answer = async () => {
    await clock.sleep(30_000);
    return report(clock, 1);
  };
  const before = state('production');

  await clock.advance(MINUTE);

  expect(before).toEqual({
    accountName: 'production',
    fact: 'credential-report',
    refreshInterval: 4 * 3600,
    errors: before.errors,
  });
  const success = Date.parse(START) / 1000 + 30;
  expect(state('production')).toMatchObject({
    up: true,
    timestamp: success,
    refreshDuration: 30,
    lastSuccess: success,
    nextRefresh: success + (4 * HOUR) / 1000,
  });
});

test('the interval of an account is that of its source', async () => {
  const { clock, loop } = startLoop([awsAccount('production'), fileAccount({ staleAfter: 24 * HOUR })]);

  await clock.advance(0);

  expect(loop.facts().map(({ refreshInterval }) => refreshInterval)).toEqual([4 * 3600, 24 * 3600]);
});

test('nothing listens to the signal of a refresh that is over: a listener would keep its report in memory', async () => {
  const { clock, source } = startLoop(accounts);

  await clock.advance(9 * HOUR);

  const signals = source('production').requests.map(({ signal }) => signal);
  expect(signals).toHaveLength(3);
  expect(signals.flatMap((signal) => getEventListeners(signal, 'abort'))).toEqual([]);
});

test('a stop in the middle of a refresh ends the loop, and counts no error', async () => {
  const { clock, source, stop, state, log } = startLoop(accounts);
  source('production').answer = ({ signal }) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
  await clock.advance(1_000);

  await stop();

  expect(Object.values(state('production').errors).every((count) => count === 0)).toBe(true);
  expect(log).toEqual([]);
});

test('a stop ends the loop even if the source does not know the signal', async () => {
  const { clock, source, stop } = startLoop(accounts);
  source('production').answer = () => new Promise(() => undefined);
  await clock.advance(1_000);

  await expect(stop()).resolves.toBeUndefined();
});

test('a stop does not wait for a file system that hangs', async () => {
  const { clock, source, stop } = startLoop([fileAccount()]);
  await clock.advance(0);
  source('sandbox').changed = new Promise(() => undefined);
  await clock.advance(10_000);

  await expect(stop()).resolves.toBeUndefined();
  expect(source('sandbox').glances).toBe(1);
});

test('a reload after the stop asks nobody', async () => {
  const { clock, source, configure, stop } = startLoop(accounts);
  await clock.advance(0);
  await stop();

  configure({ accounts: [...accounts, awsAccount('late')] });
  await clock.advance(10_000);

  expect(source('late').requests).toEqual([]);
});

test('the refreshes of many accounts begin by and by: between them a probe is answered', async () => {
  const names = Array.from({ length: 25 }, (_, index) => `account-${index}`);
  const { clock, source, served } = startLoop(names.map((name) => awsAccount(name)));
  const begun = () => names.filter((name) => source(name).requests.length > 0).length;

  const atOnce = begun();
  await clock.advance(MINUTE);

  expect(atOnce).toBe(10);
  expect(served()).toEqual(names);
});
