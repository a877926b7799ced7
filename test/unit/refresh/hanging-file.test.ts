/** A file system that hangs, such as a share whose server is away. */
import { expect, test } from '@jest/globals';
import type { FetchedReport } from '../../../src/model/fact-source.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { createFilePlaces } from '../../../src/refresh/file-places.ts';
import type { ScriptedSource } from '../../support/scripted-source.ts';
import { fileAccount, report, startLoop } from './running-loop.ts';

const accounts = [fileAccount({ staleAfter: 4 * HOUR })];

/** @returns how the call ends after all. */
function hang(source: ScriptedSource<FetchedReport>): (changed: boolean) => void {
  let answer = (_changed: boolean): void => undefined;
  source.changed = new Promise((resolve) => (answer = resolve));
  return (changed) => {
    source.changed = false;
    answer(changed);
  };
}

test('a file that cannot even be looked at fails at the deadline, and its last report stays', async () => {
  const { clock, source, state, errors, served } = startLoop(accounts);
  await clock.advance(0);
  hang(source('sandbox'));
  await clock.advance(5_000 + 10 * MINUTE - 1);
  const before = state('sandbox').up;

  await clock.advance(1);

  expect([before, state('sandbox').up]).toEqual([true, false]);
  expect(errors('sandbox', 'timeout')).toBe(1);
  expect(served()).toEqual(['sandbox']);
});

test.each(['a look', 'a read'])('%s that hangs is not joined by a second one, however long it takes', async (what) => {
  const inFilePlace = createFilePlaces();
  const { clock, source, errors, served } = startLoop([...accounts, fileAccount({ name: 'good' })], {
    refreshTimeout: MINUTE,
  });
  let calls = 0;
  const hanging = () =>
    inFilePlace('/share/sandbox.csv', () => {
      calls += 1;
      return new Promise<never>(() => undefined);
    });
  source('good').answer = () => inFilePlace('/disk/good.csv', () => Promise.resolve(report(clock, 2)));
  await clock.advance(0);
  if (what === 'a look') source('sandbox').changed = hanging;
  else Object.assign(source('sandbox'), { answer: hanging, changed: true });

  await clock.advance(20 * MINUTE);

  expect(errors('sandbox', 'timeout')).toBeGreaterThan(3);
  expect(calls).toBe(1);
  expect(served()).toEqual(['sandbox', 'good']);
  expect(errors('good', 'timeout')).toBe(0);
});

test('once the file system answers, the file is read again', async () => {
  const { clock, source, state } = startLoop(accounts);
  await clock.advance(0);
  const answer = hang(source('sandbox'));
  await clock.advance(20 * MINUTE);

  answer(false);
  await clock.advance(31 * MINUTE);

  expect(state('sandbox').up).toBe(true);
  expect(source('sandbox').requests).toHaveLength(2);
});

test('a fault in asking whether a file has changed is a failure of that account, and the file is read when it is due', async () => {
  const { clock, source, state, errors } = startLoop(accounts);
  await clock.advance(0);
  source('sandbox').changed = Promise.reject(new TypeError('a bug'));
  await clock.advance(5_000);
  const failed = errors('sandbox', 'internal');
  source('sandbox').changed = false;

  await clock.advance(4 * HOUR);

  expect(failed).toBe(1);
  expect(state('sandbox').up).toBe(true);
});
