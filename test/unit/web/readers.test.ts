import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Response } from 'express';
import { createReaders } from '../../../src/web/readers.ts';

test('no more read at a time than may, and one that has ended makes place for another', () => {
  const readers = createReaders(2);
  const answers = Array.from({ length: 4 }, () => new EventEmitter() as unknown as Response);
  const [first, second, third, fourth] = answers as [Response, Response, Response, Response];

  expect([readers.take(first), readers.take(second), readers.take(third)]).toEqual([true, true, false]);
  first.emit('close');
  expect([readers.take(third), readers.take(fourth)]).toEqual([true, false]);
});
