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

test('what is given up while it waits is never begun, and frees its turn', async () => {
  const inFilePlace = createFilePlaces();
  const started: string[] = [];
  const reason = new Error('too late');
  const given = new AbortController();
  let end = (): void => undefined;
  void inFilePlace('/share/a.csv', () => new Promise<void>((resolve) => (end = resolve)));
  const late = inFilePlace('/share/b.csv', () => Promise.resolve(started.push('b')), given.signal);
  const patient = inFilePlace('/share/c.csv', () => Promise.resolve(started.push('c')));

  await settle();
  given.abort(reason);
  end();

  await expect(late).rejects.toBe(reason);
  await patient;
  expect(started).toEqual(['c']);
});

test('with more threads there are more places', async () => {
  const inFilePlace = createFilePlaces(16);
  const started: number[] = [];

  for (let share = 0; share < 10; share += 1) {
    void inFilePlace(`/share-${share}/a.csv`, () => new Promise(() => void started.push(share)));
  }
  await settle();

  expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});
