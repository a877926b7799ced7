import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { print } from '../../../src/cli/print.ts';

/** A stream that takes its time, or fails. */
function slowStream(failure?: NodeJS.ErrnoException): { stream: Writable; taken: () => string } {
  let taken = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      setImmediate(() => {
        if (failure === undefined) taken += String(chunk);
        done(failure);
      });
    },
  });
  return { stream, taken: () => taken };
}

const failure = (code: string) => Object.assign(new Error(`write ${code}`), { code });

test('is done once all of it is out', async () => {
  const { stream, taken } = slowStream();

  await print(stream, 'everything');

  expect(taken()).toBe('everything');
});

test('a reader that has left is no failure', async () => {
  await expect(print(slowStream(failure('EPIPE')).stream, 'more')).resolves.toBeUndefined();
});

test('a full disk is one', async () => {
  await expect(print(slowStream(failure('ENOSPC')).stream, 'more')).rejects.toThrow('write ENOSPC');
});
