import { EventEmitter } from 'node:events';
import { expect, test } from '@jest/globals';
import type { Response } from 'express';
import { createReaders } from '../../../src/web/readers.ts';

function response(values: Partial<Response> = {}): Response {
  return Object.assign(new EventEmitter(), { closed: false, ...values }) as unknown as Response;
}

const atOnce = (): Promise<void> => Promise.resolve();

test('no more read at a time than may, and one that has ended makes place for another', async () => {
  const readers = createReaders(2);
  const first = response();

  const served = [first, response(), response()].map((each) => readers.serve(each, atOnce));
  expect(await Promise.all(served)).toEqual([true, true, false]);
  first.emit('close');
  await Promise.resolve();
  expect([await readers.serve(response(), atOnce), await readers.serve(response(), atOnce)]).toEqual([true, false]);
});

test('a client that leaves frees its place when nothing is made for it any more', async () => {
  const readers = createReaders(1);
  const left = response();
  let end: () => void = () => undefined;
  const signals: AbortSignal[] = [];
  const served = readers.serve(left, async (gone) => {
    signals.push(gone);
    await new Promise<void>((resolve) => (end = resolve));
    gone.throwIfAborted();
  });

  expect(signals[0]?.aborted).toBe(false);
  left.emit('close');
  expect(signals[0]?.aborted).toBe(true);
  expect(await readers.serve(response(), atOnce)).toBe(false);
  end();
  expect(await served).toBe(true);
  await Promise.resolve();
  expect(await readers.serve(response(), atOnce)).toBe(true);
});

test('a client that left before its turn gets no answer and takes no place', async () => {
  const readers = createReaders(1);
  let answers = 0;
  const answer = async (): Promise<void> => {
    await Promise.resolve();
    answers += 1;
  };

  expect(await readers.serve(response({ closed: true }), answer)).toBe(true);
  expect(answers).toBe(0);
  expect(await readers.serve(response(), answer)).toBe(true);
});

test('a fault is thrown, and its place is free when its answer has ended', async () => {
  const readers = createReaders(1);
  const faulty = response();
  const fault = new Error('a fault');

  await expect(readers.serve(faulty, () => Promise.reject(fault))).rejects.toBe(fault);
  faulty.emit('close');
  await Promise.resolve();
  expect(await readers.serve(response(), atOnce)).toBe(true);
});
