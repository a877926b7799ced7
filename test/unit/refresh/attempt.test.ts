import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FactRequest } from '../../../src/model/fact-source.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { attempt } from '../../../src/refresh/attempt.ts';
import { tooLate } from '../../../src/refresh/failures.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { START } from './running-loop.ts';

let clock: ManualClock;

beforeEach(() => void (clock = new ManualClock(START)));
afterEach(() => clock.restore());

function attemptAt(look: (request: FactRequest) => Promise<string>, { signal } = new AbortController()) {
  return attempt({
    look,
    interval: HOUR,
    timeout: MINUTE,
    late: () => tooLate('account-settings', MINUTE),
    reportSizeLimit: 1,
    clock,
    signal,
  });
}

const never = () => new Promise<never>(() => undefined);

test('the answer comes through', async () => {
  await expect(attemptAt(() => Promise.resolve('answer'))).resolves.toBe('answer');
});

test('at the deadline the failure names the fact, and the source is told', async () => {
  const signals: AbortSignal[] = [];
  const result = attemptAt(({ signal }) => {
    signals.push(signal);
    return never();
  }).catch((error: unknown) => error);

  await clock.advance(MINUTE);

  expect(await result).toMatchObject({ reason: 'timeout', message: 'account-settings was not there after 60 s' });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});

test('one that is called off before it begins ends at once', async () => {
  const reason = new Error('called off');
  const stopped = new AbortController();
  stopped.abort(reason);

  await expect(attemptAt(never, stopped)).rejects.toBe(reason);
});

test('whatever a source throws once it is called off, the reason is why it was called off', async () => {
  const reason = new Error('called off');
  const stopped = new AbortController();
  const result = attemptAt(
    ({ signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('socket hang up')))),
    stopped,
  );

  stopped.abort(reason);

  await expect(result).rejects.toBe(reason);
});

test('nothing of it stays with the signal of the account, which lives as long as the account', async () => {
  const account = new AbortController();

  await attemptAt(() => Promise.resolve('answer'), account);
  await attemptAt(() => Promise.reject(new Error('no')), account).catch(() => undefined);

  expect(getEventListeners(account.signal, 'abort')).toEqual([]);
});

test('a source that knows why it is late says so', async () => {
  const throttled = new RefreshFailure('throttled', 'AWS wants fewer calls');
  const result = attemptAt(
    ({ signal }) =>
      new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => void Promise.resolve().then(() => reject(throttled))),
      ),
  ).catch((error: unknown) => error);

  await clock.advance(MINUTE);

  expect(await result).toBe(throttled);
});
