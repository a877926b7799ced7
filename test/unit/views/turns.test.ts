import { expect, test } from '@jest/globals';
import { paged } from '../../../src/views/paging.ts';
import { createTurns, LONGEST_TURN } from '../../../src/views/turns.ts';
import { countTurns } from '../../support/turn-counter.ts';

const LEFT = new Error('nobody waits');
const PAGE = { page: 1, limit: 1 };

test('each piece has a turn of the event loop to itself, however many ask at the same time', async () => {
  const turns: number[] = [];
  using counter = countTurns();

  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const own = createTurns();
      for (let piece = 0; piece < 3; piece += 1) {
        await own.next();
        turns.push(counter.now());
      }
    }),
  );

  expect(turns).toHaveLength(15);
  expect(new Set(turns).size).toBe(15);
});

test('a turn ends when its time has passed, whatever a row takes', async () => {
  let now = 0;
  let most = 0;
  let inTurn = 0;
  let counting = true;
  const begin = (): void => {
    inTurn = 0;
    if (counting) setImmediate(begin);
  };
  begin();

  const { total } = await paged(createTurns({ passed: () => now }), Array(100).keys(), PAGE, () => {
    now += LONGEST_TURN / 2;
    inTurn += 1;
    most = Math.max(most, inTurn);
    return true;
  });
  counting = false;

  expect(total).toBe(100);
  // One more, as the clock may turn before the list does.
  expect(most).toBeLessThanOrEqual(4);
});

test('a list is looked through no further when nobody waits for it', async () => {
  const gone = new AbortController();
  let now = 0;
  let seen = 0;
  const list = paged(createTurns({ gone: gone.signal, passed: () => now }), Array(100).keys(), PAGE, () => {
    seen += 1;
    now += LONGEST_TURN;
    if (seen === 3) gone.abort(LEFT);
    return true;
  });

  await expect(list).rejects.toBe(LEFT);
  expect(seen).toBe(3);
});
