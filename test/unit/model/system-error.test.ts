import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { systemErrorInWords } from '../../../src/model/system-error.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const reasonOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(undefined, (error: unknown) => error);

test('an error of the file system is words, without its code and its path', async () => {
  const folder = await temporaryFolder();

  expect(systemErrorInWords(await reasonOf(readFile(path.join(folder, 'x'))))).toBe('there is no such file');
  expect(systemErrorInWords(await reasonOf(readFile(folder)))).toBe('it is a folder');
});

test('an error without words of ours has those of the system', async () => {
  const first = createServer();
  const second = createServer();
  try {
    await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve));
    const { port } = first.address() as { port: number };
    const refused = new Promise((resolve) => second.once('error', resolve));
    second.listen(port, '127.0.0.1');

    expect(systemErrorInWords(await refused)).toBe('address already in use');
  } finally {
    first.close();
    second.close();
  }
});

test.each([
  [Object.assign(new Error('x'), { code: 'ENEW' }), 'ENEW'],
  [new Error('s3cret'), 'for an unknown reason'],
  [undefined, 'for an unknown reason'],
])('%s is never repeated as it is', (error, expected) => {
  expect(systemErrorInWords(error)).toBe(expected);
});
