import { execFile } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type BoundedRead, readBounded } from '../../../src/sources/read-bounded.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const MB = 1024 * 1024;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  file = path.join(folder, 'report.csv');
});

/** A signal that is looked at before each piece, when `atLook` is called with the number of looks so far. */
function watchedSignal(atLook: (looks: number) => void): AbortSignal {
  const { signal } = new AbortController();
  let looks = 0;
  signal.throwIfAborted = () => {
    looks += 1;
    atLook(looks);
  };
  return signal;
}

async function contentOf(reading: Promise<BoundedRead>): Promise<string> {
  return (await reading).bytes.toString();
}

describe('a file within the limit', () => {
  test.each([
    ['empty', 0],
    ['small', 10],
    ['exactly as large as the limit', 100],
  ])('that is %s is read to its end', async (_what, length) => {
    const content = 'abcdefghij'.repeat(length / 10);
    await writeFile(file, content);

    expect(await contentOf(readBounded(file, 100))).toBe(content);
  });

  test('of several pieces is read to its end', async () => {
    const content = Buffer.alloc(3 * MB + 7, 'abcdefghijk');
    await writeFile(file, content);

    expect((await readBounded(file, 4 * MB)).bytes.equals(content)).toBe(true);
  });

  test('whose size the file system does not say is read to its end', async () => {
    expect(await contentOf(readBounded('/proc/self/status', MB))).toContain('VmRSS');
  });

  test('that grows while it is read is read as far as it goes, and the change shows', async () => {
    await writeFile(file, 'before');
    const signal = watchedSignal((looks) => {
      if (looks === 2) appendFileSync(file, ' and after');
    });
    const { bytes, before, after } = await readBounded(file, 100, signal);

    expect([bytes.toString(), before.size, after.size]).toEqual(['before and after', 6, 16]);
  });

  test('that grows beyond the limit while it is read is refused', async () => {
    await writeFile(file, 'before');
    const signal = watchedSignal((looks) => {
      if (looks === 2) appendFileSync(file, ' and after');
    });

    await expect(readBounded(file, 10, signal)).rejects.toThrow('the report is larger than 10 bytes:');
  });
});

describe('what is refused', () => {
  test('a file that is larger than the limit, before it is read, with its size and the key', async () => {
    await writeFile(file, '');
    // Sparse: reading it would fill the memory.
    await truncate(file, 500 * 1024 * MB);

    await expect(readBounded(file, 64 * MB)).rejects.toMatchObject({
      reason: 'malformed_report',
      message:
        'the report has 500GB, more than 64MB: if the report is right, raise reportSizeLimit in the configuration',
    });
  });

  test('a file by one byte too large, with its exact size', async () => {
    await writeFile(file, 'a'.repeat(1025));

    await expect(readBounded(file, 1024)).rejects.toThrow('the report has 1025 bytes, more than 1KB:');
  });

  test('a file that says nothing of its size, as soon as it is too large', async () => {
    await expect(readBounded('/proc/self/status', 100)).rejects.toThrow('the report is larger than 100 bytes:');
  });

  test('a folder', async () => {
    await mkdir(file);

    await expect(readBounded(file, MB)).rejects.toMatchObject({
      reason: 'file',
      message: `the report file ${file} is not a regular file`,
    });
  });

  test('a pipe that nobody writes to, without waiting for it', async () => {
    await promisify(execFile)('mkfifo', [file]);

    await expect(readBounded(file, MB)).rejects.toThrow('is not a regular file');
  });

  test('a device that never ends', async () => {
    await expect(readBounded('/dev/zero', MB)).rejects.toThrow('is not a regular file');
  });

  test('a file that is not there, with the code of the file system', async () => {
    await expect(readBounded(file, MB)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

test('a deadline between two pieces ends the reading', async () => {
  await writeFile(file, Buffer.alloc(5 * MB));
  const deadline = new Error('too late');
  const signal = watchedSignal((looks) => {
    if (looks === 3) throw deadline;
  });

  await expect(readBounded(file, 64 * MB, signal)).rejects.toBe(deadline);
});
