import { expect, test } from '@jest/globals';
import { paged } from '../../../src/views/paging.ts';
import { nextTurn, ROWS_PER_TURN } from '../../../src/views/turns.ts';

test('each piece has a turn of the event loop to itself, however many ask at the same time', async () => {
  const turns: number[] = [];
  let turn = 0;
  let counting = true;
  const count = (): void => {
    turn += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);

  await Promise.all(
    Array.from({ length: 5 }, async () => {
      for (let piece = 0; piece < 3; piece += 1) {
        await nextTurn();
        turns.push(turn);
      }
    }),
  );
  counting = false;

  expect(turns).toHaveLength(15);
  expect(new Set(turns).size).toBe(15);
});

test('a long list is looked through piece by piece', async () => {
  let most = 0;
  let inTurn = 0;
  let counting = true;
  const begin = (): void => {
    inTurn = 0;
    if (counting) setImmediate(begin);
  };
  begin();

  const { total } = await paged(Array(10 * ROWS_PER_TURN).keys(), { page: 1, limit: 1 }, () => {
    inTurn += 1;
    most = Math.max(most, inTurn);
    return true;
  });
  counting = false;

  expect(total).toBe(10 * ROWS_PER_TURN);
  expect(most).toBeLessThanOrEqual(2 * ROWS_PER_TURN);
});
