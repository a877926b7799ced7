import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { catchSignals } from '../../../src/commands/signals.ts';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

/** A process that gets signals, and how it ended at once. */
function caught() {
  const process = new EventEmitter();
  const ends: string[] = [];
  const signals = catchSignals(process as NodeJS.Process, (signal) => void ends.push(signal));
  return { ...signals, ends, send: (signal: NodeJS.Signals) => process.emit(signal) };
}

test.each(['SIGTERM', 'SIGINT'] as const)('the first %s stops it, and ends nothing at once', (signal) => {
  const { stop, ends, send } = caught();
  expect(stop.aborted).toBe(false);

  send(signal);

  expect([stop.aborted, stop.reason, ends]).toEqual([true, signal, []]);
});

describe('a second one', () => {
  test.each([
    ['SIGTERM at the same moment ends it at once', 'SIGTERM', 0, ['SIGTERM']],
    ['SIGINT at the same moment is the same key, which npm passes on', 'SIGINT', 0, []],
    ['SIGINT half a second later is it still', 'SIGINT', 500, []],
    ['SIGINT after that is another key, and ends it at once', 'SIGINT', 501, ['SIGINT']],
  ] as const)('%s', (_what, signal, later, expected) => {
    const { ends, send } = caught();
    send('SIGINT');

    jest.advanceTimersByTime(later);
    send(signal);

    expect(ends).toEqual(expected);
  });
});

test('a SIGHUP before anybody listens is told once somebody does, and each later one', () => {
  const { onHangUp, send } = caught();
  let hangUps = 0;
  send('SIGHUP');
  send('SIGHUP');

  onHangUp(() => (hangUps += 1));
  const atOnce = hangUps;
  send('SIGHUP');

  expect([atOnce, hangUps]).toEqual([1, 2]);
});
