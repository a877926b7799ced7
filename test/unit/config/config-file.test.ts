/** How the file is read: while somebody writes it, and from a disk that does not answer. */
import { execFile } from 'node:child_process';
import { appendFile, mkdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type ConfigText, createConfigFile, type Look } from '../../../src/config/config-file.ts';
import { toLoadedConfig } from '../../../src/config/load-config.ts';
import { ManualClock, settle } from '../../support/manual-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const AT_ONCE = { now: () => 0, sleep: () => new Promise<void>(() => undefined) };

async function fileWith(yaml: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'exporter.yml');
  await writeFile(file, yaml);
  return file;
}

async function load(file: string) {
  return toLoadedConfig(file, await createConfigFile(file, AT_ONCE).read());
}

test('a file is read, and a report file in it is found beside it', async () => {
  const file = await fileWith('accounts: [{ name: audit, reportFile: reports/a.csv }]');

  expect(await load(file)).toMatchObject({
    ok: true,
    config: { accounts: [{ reportFile: path.join(path.dirname(file), 'reports', 'a.csv') }] },
    warnings: [],
  });
});

test('a configuration file that is given by a relative path finds its report files beside it too', async () => {
  const file = path.relative(process.cwd(), await fileWith('accounts: [{ name: audit, reportFile: a.csv }]'));

  expect(await load(file)).toMatchObject({
    config: { accounts: [{ reportFile: path.resolve(path.dirname(file), 'a.csv') }] },
  });
});

test('the problems of a file carry its name as it was given', async () => {
  const file = await fileWith('\n\nconcurrency: many\n');

  expect(await load(file)).toEqual({ ok: false, problems: [`${file}:3: concurrency: must be a whole number`] });
});

test('a file that is missing is a problem: the defaults are not a substitute', async () => {
  const file = path.join(await temporaryFolder(), 'missing.yml');

  expect(await load(file)).toEqual({ ok: false, problems: [`${file}: cannot be read: there is no such file`] });
});

test('a folder instead of a file is a problem', async () => {
  const folder = path.join(await temporaryFolder(), 'exporter.yml');
  await mkdir(folder);

  expect(await load(folder)).toEqual({ ok: false, problems: [`${folder}: cannot be read: it is a folder`] });
});

test.each<[string, Uint8Array, string]>([
  ['UTF-16', Buffer.from('\uFEFFconcurrency: 2\n', 'utf16le'), 'is UTF-16, or no text: save it as UTF-8'],
  ['UTF-16 without a mark', Buffer.from('concurrency: 2\n', 'utf16le'), 'is UTF-16, or no text: save it as UTF-8'],
  [
    'UTF-16, high bytes first',
    Buffer.from('\uFEFFconcurrency: 2\n', 'utf16le').swap16(),
    'is UTF-16, or no text: save it as UTF-8',
  ],
  ['Latin-1', Buffer.from('accounts: [{ name: Zürich }]', 'latin1'), 'is not UTF-8: save it as UTF-8'],
])('a file in %s is a problem that says so', async (_what, content, problem) => {
  const file = await fileWith('');
  await writeFile(file, content);

  expect(await load(file)).toEqual({ ok: false, problems: [`${file}: ${problem}`] });
});

test('a file with the mark of UTF-8 is read', async () => {
  expect(await load(await fileWith('\uFEFFconcurrency: 2\n'))).toMatchObject({ ok: true, config: { concurrency: 2 } });
});

test('a file that is too large to be a configuration is not read to its end', async () => {
  const file = await fileWith('{}');
  await truncate(file, 17 * 1024 * 1024);

  expect(await load(file)).toEqual({ ok: false, problems: [`${file}: is larger than 16 MiB`] });
});

describe('a reload', () => {
  let clock: ManualClock | undefined;

  afterEach(() => clock?.restore());

  function clockThatStands(): ManualClock {
    clock = new ManualClock('2026-11-22T08:00:00Z');
    return clock;
  }

  test('of a pipe is refused: it would be waited for', async () => {
    const file = path.join(await temporaryFolder(), 'exporter.yml');
    await promisify(execFile)('mkfifo', [file]);

    await expect(createConfigFile(file, AT_ONCE).readAgain()).resolves.toEqual({
      ok: false,
      problem: 'is not a regular file, so that it cannot be read again',
    });
  });

  test('waits until the file is whole that somebody writes piece by piece', async () => {
    const file = await fileWith('accounts:\n');
    const pieces = ['  - name: a\n', '  - name: b\n'];
    // Each pause is when the writer goes on.
    const sleep = async (ms: number) => (ms < 1_000 ? appendFile(file, pieces.shift() ?? '') : AT_ONCE.sleep());

    await expect(createConfigFile(file, { now: () => 0, sleep }).readAgain()).resolves.toEqual({
      ok: true,
      text: 'accounts:\n  - name: a\n  - name: b\n',
    });
  });

  test.each(['read', 'readAgain'] as const)(
    'and a start look again where somebody wrote while they read: %s',
    async (how) => {
      const clock = clockThatStands();
      const torn: Look = { text: 'half', state: '1', still: false };
      const whole: Look = { text: 'whole', state: '2', still: true };
      const looks = [torn, torn, whole, whole];
      const file = createConfigFile('x', clock, () => Promise.resolve(looks.shift() ?? whole));
      const reading = watched(file[how]());
      await clock.advance(600);

      expect(reading.result).toEqual({ ok: true, text: 'whole' });
    },
  );

  test('of a file that never rests is given up, with what to do', async () => {
    const clock = clockThatStands();
    let looks = 0;
    const reading = watched(createConfigFile('x', clock, () => Promise.resolve(half(looks++))).readAgain());
    await clock.advance(10_000);
    const until = looks;
    await clock.advance(10_000);

    expect(reading.result).toEqual({
      ok: false,
      problem: 'changed again and again for 10 s: write it under another name and rename it',
    });
    expect(looks).toBe(until);
  });

  test('from a disk that does not answer is given up, each later one too, and one read waits for the disk', async () => {
    const clock = clockThatStands();
    const answers: ((look: Look) => void)[] = [];
    const file = createConfigFile('x', clock, () => new Promise((resolve) => answers.push(resolve)));
    const readings = [watched(file.readAgain())];
    await clock.advance(10_000);
    readings.push(watched(file.readAgain()));
    await clock.advance(10_000);

    const late = { ok: false, problem: 'could not be read within 10 s: its disk does not answer' };
    expect(readings.map(({ result }) => result)).toEqual([late, late]);
    expect(answers).toHaveLength(1);
  });

  test('is answered once the disk is back, and by what the file holds then', async () => {
    const clock = clockThatStands();
    const answers: ((look: Look) => void)[] = [];
    const file = createConfigFile('x', clock, () => new Promise((resolve) => answers.push(resolve)));
    void file.readAgain();
    await clock.advance(10_000);
    const next = watched(file.readAgain());
    await settle();
    answers[0]?.({ text: 'old', state: '1', still: true });
    await settle();
    answers[1]?.({ text: 'new', state: '2', still: true });
    await clock.advance(200);
    answers[2]?.({ text: 'new', state: '2', still: true });
    await settle();

    expect(next.result).toEqual({ ok: true, text: 'new' });
  });
});

function half(number: number): Look {
  return { text: 'half', state: String(number), still: true };
}

function watched(promise: Promise<ConfigText>): { promise: Promise<ConfigText>; result?: ConfigText } {
  const reading: { promise: Promise<ConfigText>; result?: ConfigText } = { promise };
  void promise.then((result) => (reading.result = result));
  return reading;
}
