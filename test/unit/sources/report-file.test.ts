import { execFile } from 'node:child_process';
import { appendFile, chmod, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import type { Clock } from '../../../src/model/clock.ts';
import type { FactSource, FetchedReport } from '../../../src/model/fact-source.ts';
import { createReportFileSource, type ReportFileInput } from '../../../src/sources/report-file.ts';
import { factRequest } from '../../support/fact-request.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { at } from '../../support/model-values.ts';

type ReportSource = FactSource<FetchedReport>;

const MODIFIED = at('2026-11-20T10:00:00Z');

let file: string;
let whileWaiting: () => Promise<void>;
let waits: number;

beforeEach(async () => {
  waits = 0;
  whileWaiting = () => Promise.resolve();
  file = path.join(await temporaryFolder(), 'report.csv');
  await writeReport('user,arn');
});

/** In place: the file stays the same one. */
async function writeReport(content: string | Uint8Array, modified = MODIFIED): Promise<void> {
  await writeFile(file, content);
  await utimes(file, modified, modified);
}

/** By this clock every file was written a moment ago, unless it is told another time. */
const clock: Clock = {
  now: () => 0,
  sleep: async () => {
    waits += 1;
    await whileWaiting();
  },
};

function sourceOf(generatedTime?: number, input: Partial<ReportFileInput> = {}): ReportSource {
  const account = { source: 'file', name: 'audit', owner: '', reportFile: file, staleAfter: 86_400_000 } as const;
  return createReportFileSource(
    { ...account, ...(generatedTime !== undefined && { generatedTime }) },
    { clock, inFilePlace: (_file, work) => work(), ...input },
  );
}

function fetch(source: ReportSource, signal = new AbortController().signal): Promise<FetchedReport> {
  return source.fetch(factRequest({ newerThan: at('2030-01-01T00:00:00Z'), signal }));
}

function hasChanged(source: ReportSource): Promise<boolean> | undefined {
  return source.hasChanged?.({ signal: new AbortController().signal });
}

/** What it says at the second look, as one that sees something new cannot know whether somebody is still writing. */
async function hasChangedForGood(source: ReportSource): Promise<boolean | undefined> {
  await hasChanged(source);
  return hasChanged(source);
}

async function failureOf(source: ReportSource): Promise<RefreshFailure> {
  const error = await fetch(source).catch((cause: unknown) => cause);
  if (error instanceof RefreshFailure) return error;
  throw new Error('the fetch did not fail as it should', { cause: error });
}

describe('a report file', () => {
  test('is handed out byte for byte, whatever it holds and however old it is', async () => {
    const bytes = [0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0xff, 0x00];
    await writeReport(Uint8Array.from(bytes), at('1999-12-31T23:59:59Z'));

    const { csv } = await fetch(sourceOf());

    expect([...csv]).toEqual(bytes);
  });

  test('is as old as its modification time, in whole seconds', async () => {
    await writeReport('user,arn', MODIFIED + 0.75);

    const { generatedTime } = await fetch(sourceOf());

    expect(generatedTime).toBe(MODIFIED);
  });

  test('is as old as the configuration says, if it says so', async () => {
    const report = await fetch(sourceOf(at('2026-01-02T03:04:05Z')));

    expect(report).toMatchObject({ generatedTime: at('2026-01-02T03:04:05Z'), isTimeUncertain: true });
  });

  test('is read anew at every fetch', async () => {
    const source = sourceOf();
    await fetch(source);
    await writeReport('user,arn\nnew', MODIFIED + 60);

    const { csv, generatedTime } = await fetch(source);

    expect(Buffer.from(csv).toString()).toBe('user,arn\nnew');
    expect(generatedTime).toBe(MODIFIED + 60);
  });
});

describe('a report file has changed since it was read', () => {
  test.each<[string, () => Promise<void>, boolean]>([
    ['not when nothing happened', () => Promise.resolve(), false],
    ['when it was written again at another time', () => writeReport('user,arn', MODIFIED + 1), true],
    ['when it was written again with another length at the same time', () => writeReport('user,arn\n'), true],
    ['when another file took its place, although it looks the same', replaceByAnother, true],
    ['when it is gone', () => rm(file), true],
  ])('%s', async (_when, happens, expected) => {
    const source = sourceOf();
    await fetch(source);

    await happens();

    expect(await hasChangedForGood(source)).toBe(expected);
  });

  async function replaceByAnother(): Promise<void> {
    const other = `${file}.new`;
    await writeFile(other, 'user,ARN');
    await utimes(other, MODIFIED, MODIFIED);
    await rename(other, file);
  }

  test('when it has appeared, and not while it is still missing', async () => {
    await rm(file);
    const source = sourceOf();
    await failureOf(source);

    const whileMissing = await hasChangedForGood(source);
    await writeReport('user,arn');
    const afterwards = await hasChangedForGood(source);

    expect([whileMissing, afterwards]).toEqual([false, true]);
  });

  test('no longer after it was read again', async () => {
    const source = sourceOf();
    await fetch(source);
    await writeReport('user,arn\n', MODIFIED + 1);
    await fetch(source);

    expect(await hasChangedForGood(source)).toBe(false);
  });

  test('when it was never read', async () => {
    expect(await hasChangedForGood(sourceOf())).toBe(true);
  });
});

describe('a report file that somebody writes into', () => {
  const whole = 'user,arn\nrob,arn:aws:iam::111122223333:user/rob\n';

  test('is read once it stays as it is, and then as a whole', async () => {
    let written = 8;
    await writeFile(file, whole.slice(0, written));
    whileWaiting = () => appendFile(file, whole.slice(written, (written += 6)));

    const { csv } = await fetch(sourceOf());

    expect(Buffer.from(csv).toString()).toBe(whole);
  });

  test('was written long ago, which is seen without waiting', async () => {
    await fetch(sourceOf(undefined, { clock: { ...clock, now: () => Date.now() + 60_000 } }));

    expect(waits).toBe(0);
  });

  test('is read again if it changed between the look and the end of the reading', async () => {
    let works = 0;
    const source = sourceOf(undefined, {
      inFilePlace: async (_file, work) => {
        works += 1;
        // The third is the reading, after two looks.
        if (works === 3) await writeFile(file, whole);
        return work();
      },
    });

    const { csv } = await fetch(source);

    expect(Buffer.from(csv).toString()).toBe(whole);
  });

  test('without an end is a failure that says how to write it', async () => {
    whileWaiting = () => appendFile(file, 'x');

    const failure = await failureOf(sourceOf());

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(
      `the report file ${file} changes while it is read: write a new report beside it and rename it to take its place`,
    );
  });

  test('has not changed while each look sees another length', async () => {
    const source = sourceOf();
    await fetch(source);
    const seen: unknown[] = [];
    for (const piece of [whole.slice(0, 10), whole.slice(0, 30), whole]) {
      await writeFile(file, piece);
      seen.push(await hasChanged(source));
    }

    seen.push(await hasChanged(source));

    expect(seen).toEqual([false, false, false, true]);
  });

  test('and never ends is asked for after all, so that somebody hears of it', async () => {
    const source = sourceOf();
    await fetch(source);
    const seen: unknown[] = [];
    for (let look = 0; look < 12; look += 1) {
      await appendFile(file, 'x');
      seen.push(await hasChanged(source));
    }

    expect(seen.slice(0, 10)).not.toContain(true);
    expect(seen.at(-1)).toBe(true);
  });

  test('is not read any more once the deadline has passed', async () => {
    const reason = new RefreshFailure('timeout', 'too late');
    const given = new AbortController();
    whileWaiting = () => appendFile(file, 'x').then(() => given.abort(reason));

    await expect(fetch(sourceOf(), given.signal)).rejects.toBe(reason);
    expect(waits).toBe(1);
  });
});

describe('a failure', () => {
  test('says that there is no such file', async () => {
    await rm(file);

    const failure = await failureOf(sourceOf());

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(`cannot read the report file ${file}: there is no such file`);
  });

  test.each([
    ['a folder', () => mkdir(file)],
    ['a pipe, which is not waited for', () => promisify(execFile)('mkfifo', [file])],
  ])('says that it is not a file but %s', async (_what, make) => {
    await rm(file);
    await make();

    const failure = await failureOf(sourceOf());

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(`the report file ${file} is not a regular file`);
  });

  test('says that the permission is missing', async () => {
    await chmod(file, 0o000);

    const failure = await asNobody(() => failureOf(sourceOf()));

    expect(failure.reason).toBe('file');
    expect(failure.message).toBe(`cannot read the report file ${file}: permission denied`);
  });

  test('for any other cause keeps its code: here a file stands where a folder should be', async () => {
    file = path.join(file, 'report.csv');

    const failure = await failureOf(sourceOf());

    expect(failure.message).toBe(`cannot read the report file ${file}: ENOTDIR`);
  });

  test.each([true, false])(
    'is the reason of the signal when that is aborted, whether the file is there: %s',
    async (there) => {
      const reason = new RefreshFailure('timeout', 'too late');
      if (!there) await rm(file);

      await expect(fetch(sourceOf(), AbortSignal.abort(reason))).rejects.toBe(reason);
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
