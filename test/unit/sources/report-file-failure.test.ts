/** A report file that cannot be read: the failure says why. */
import { execFile } from 'node:child_process';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { failureOf, fetch, fileSource } from './file-source.ts';

let file: string;

beforeEach(async () => {
  file = path.join(await temporaryFolder(), 'report.csv');
  await writeFile(file, 'user,arn');
});

describe('a failure', () => {
  test('says that there is no such file', async () => {
    await rm(file);

    const failure = await failureOf(fileSource(file));

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(`cannot read the report file ${file}: there is no such file`);
  });

  test.each([
    ['a folder', () => mkdir(file)],
    ['a pipe, which is not waited for', () => promisify(execFile)('mkfifo', [file])],
  ])('says that it is not a file but %s', async (_what, make) => {
    await rm(file);
    await make();

    const failure = await failureOf(fileSource(file));

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(`the report file ${file} is not a regular file`);
  });

  test('says that the permission is missing', async () => {
    await chmod(file, 0o000);

    const failure = await asNobody(() => failureOf(fileSource(file)));

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(`cannot read the report file ${file}: permission denied`);
  });

  test('for any other cause is words too: here a file stands where a folder should be', async () => {
    file = path.join(file, 'report.csv');

    const failure = await failureOf(fileSource(file));

    expect(failure.message).toBe(`cannot read the report file ${file}: a part of its path is not a folder`);
  });

  test.each([true, false])(
    'is the reason of the signal when that is aborted, whether the file is there: %s',
    async (there) => {
      const reason = new RefreshFailure('timeout', 'too late');
      if (!there) await rm(file);

      await expect(fetch(fileSource(file), AbortSignal.abort(reason))).rejects.toBe(reason);
    },
  );
});

/** No missing permission stops root, in whose name containers often run the tests. */
async function asNobody<Result>(act: () => Promise<Result>): Promise<Result> {
  if (process.geteuid?.() !== 0) return await act();
  process.seteuid?.('nobody');
  try {
    return await act();
  } finally {
    process.seteuid?.(0);
  }
}
