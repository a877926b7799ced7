import { expect, test } from '@jest/globals';
import { createFilePlaces } from '../../../src/refresh/file-places.ts';
import { settle } from '../../support/manual-clock.ts';

/** Work on files that ends when the test says so. */
function work() {
  const inFilePlace = createFilePlaces();
  const started: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  return {
    started,
    begin: (file: string): Promise<string> =>
      inFilePlace(file, () => {
        started.push(file);
        return new Promise<string>((resolve, reject) => {
          ends.set(file, (error) => (error === undefined ? resolve('done') : reject(error)));
        });
      }).catch((error: unknown) => (error as Error).message),
    end: async (file: string, error?: Error) => {
      ends.get(file)?.(error);
      await settle();
    },
  };
}

test('a share that hangs keeps one thread, and files elsewhere are read', async () => {
  const { begin, end, started } = work();
  for (const file of ['/share/a.csv', '/share/b.csv', '/share/c.csv', '/disk/a.csv']) void begin(file);
  await settle();

  await end('/disk/a.csv');
  void begin('/disk/b.csv');
  await settle();

  expect(started).toEqual(['/share/a.csv', '/disk/a.csv', '/disk/b.csv']);
});

test('two that hang keep two threads, and none of the others, which compress and resolve names too', async () => {
  const { begin, started } = work();

  for (const file of ['/one/a.csv', '/two/a.csv', '/three/a.csv', '/four/a.csv']) void begin(file);
  await settle();

  expect(started).toEqual(['/one/a.csv', '/two/a.csv']);
});

test('once a share answers, the next of its files has its turn, whether the work failed or not', async () => {
  const { begin, end, started } = work();
  const failed = begin('/share/a.csv');
  void begin('/share/b.csv');
  void begin('/share/c.csv');
  await settle();

  await end('/share/a.csv', new Error('ESTALE'));
  await end('/share/b.csv');

  expect(await failed).toBe('ESTALE');
  expect(started).toEqual(['/share/a.csv', '/share/b.csv', '/share/c.csv']);
});
