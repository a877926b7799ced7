import { openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { createPrinter } from '../../../src/cli/print.ts';
import type { StandardStream } from '../../../src/cli/standard-stream.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

/** A terminal that takes its time, or fails. */
function slowStream(failure?: NodeJS.ErrnoException): { stream: StandardStream; taken: () => string } {
  let taken = '';
  const stream = new Writable({
    write(chunk, _encoding, done) {
      setImmediate(() => {
        if (failure === undefined) taken += String(chunk);
        done(failure);
      });
    },
  });
  stream.on('error', () => undefined);
  return { stream: Object.assign(stream, { fd: 1, isTTY: true }), taken: () => taken };
}

function fileStream(file: string): StandardStream {
  return Object.assign(new Writable(), { fd: openSync(file, 'a') });
}

const failure = (code: string) => Object.assign(new Error(`write ${code}`), { code });

test('is done once all of it is out', async () => {
  const { stream, taken } = slowStream();

  await createPrinter(stream, slowStream().stream).printOut('everything');

  expect(taken()).toBe('everything');
});

test('writes to a file, one text behind the other', async () => {
  const file = path.join(await temporaryFolder(), 'output');
  const printer = createPrinter(fileStream(file), slowStream().stream);

  await printer.printOut('one\n');
  await printer.printOut('two\n');

  expect([readFileSync(file, 'utf8'), printer.isCutOff()]).toEqual(['one\ntwo\n', false]);
});

test('a reader that has left cuts nothing off', async () => {
  const printer = createPrinter(slowStream(failure('EPIPE')).stream, slowStream().stream);

  await printer.printOut('more');

  expect(printer.isCutOff()).toBe(false);
});

test('a full disk does, and standard error says so once', async () => {
  const error = slowStream();
  const printer = createPrinter(fileStream('/dev/full'), error.stream);

  await printer.printOut('more');
  await printer.printOut('and more');

  expect(printer.isCutOff()).toBe(true);
  expect(error.taken()).toBe('standard output cannot be written: the disk is full\n');
});

test('where standard error is full, nobody is told, and it does not throw', async () => {
  const printer = createPrinter(slowStream().stream, fileStream('/dev/full'));

  await printer.printError('a message');

  expect(printer.isCutOff()).toBe(true);
});
