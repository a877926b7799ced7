/** The exporter while nobody takes its log: a full disk, a pipe that nobody reads, a reader that has left, a closed standard error. */
import { constants } from 'node:fs';
import { type FileHandle, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { valueOf } from '../support/exposition.ts';
import { freePort } from '../support/free-port.ts';
import { ServerProcess } from '../support/server-process.ts';
import { exporterMain, output } from '../support/tools.ts';

const DROPPED = 'iam_credential_exporter_log_lines_dropped_total';

/** Of more bytes than wait for a reader, in all. */
const REFUSED = {
  accounts: Array.from({ length: 200 }, (_, index) => ({ name: `account-${index}`, roleArn: 'nothing' })),
};

interface Silent {
  readonly process: ServerProcess;
  get(route: string): Promise<Response>;
  dropped(): Promise<number>;
  /** Logs a line of some ten kilobytes. */
  logMuch(): Promise<void>;
}

/**
 * An exporter that serves, with `redirection` in the words of a shell.
 *
 * @param before runs in the shell before the exporter takes its place.
 */
async function startWith(redirection: string, before = '', env: NodeJS.ProcessEnv = {}): Promise<Silent> {
  const folder = await temporaryFolder();
  const report = path.join(folder, 'report.csv');
  await writeFile(report, reportCsv('111111111111'));
  const config = path.join(folder, 'config.yml');
  await writeFile(config, JSON.stringify({ accounts: [{ name: 'own', reportFile: report }] }));
  const port = await freePort();
  const flags = `--web.listen-address=127.0.0.1:${port} --web.enable-lifecycle --config.file=${config}`;
  const command = `${before} exec ${process.execPath} ${exporterMain} ${flags} ${redirection}`;
  // Of a namespace of its own, where it may mount.
  const server = new ServerProcess('unshare', ['--map-root-user', '--mount', 'bash', '-c', command], {
    PATH: process.env.PATH,
    ...env,
  });
  const get = (route: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port}${route}`, init);
  const page = async () => (await get('/metrics', { headers: { accept: 'text/plain' } })).text();
  await server.until(
    'the page',
    async () => (await page()).includes('aws_iam_account_info{account_id="111111111111"') || undefined,
  );
  await writeFile(config, JSON.stringify(REFUSED));
  return {
    process: server,
    get,
    dropped: async () => valueOf(await page(), DROPPED) ?? Number.NaN,
    logMuch: async () => {
      expect((await get('/-/reload', { method: 'POST' })).status).toBe(500);
    },
  };
}

async function logUntilDropped(exporter: Silent): Promise<void> {
  await exporter.process.until('a dropped line', async () => {
    await exporter.logMuch();
    return (await exporter.dropped()) > 0 || undefined;
  });
}

async function expectToGoOnAndEnd(exporter: Silent): Promise<void> {
  for (const route of ['/-/healthy', '/-/ready', '/metrics']) expect((await exporter.get(route)).status).toBe(200);
  expect(await exporter.process.stop('SIGTERM')).toMatchObject({ code: 0, signal: null });
}

async function fifo(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'log');
  await output('mkfifo', [file]);
  return file;
}

/** Reads a pipe line by line, each of which must be whole. */
async function* linesOf(reader: FileHandle): AsyncGenerator<Line> {
  const buffer = Buffer.alloc(64 * 1024);
  for (let rest = ''; ;) {
    const { bytesRead } = await reader.read(buffer, 0, buffer.length);
    const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as Line;
  }
}

async function firstOf(lines: AsyncGenerator<Line>, expected: (line: Line) => boolean): Promise<Line> {
  for (;;) {
    const { value } = (await lines.next()) as { value: Line };
    if (expected(value)) return value;
  }
}

type Line = Record<string, unknown>;

function parse(text: string): Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
}

test('a full disk stops nothing, and dropped lines are counted', async () => {
  const exporter = await startWith('2>/dev/full');
  expect(await exporter.dropped()).toBe(0);

  await logUntilDropped(exporter);

  await expectToGoOnAndEnd(exporter);
});

test('a disk that was full gets the lines that waited and the next ones, each of them whole', async () => {
  const folder = await temporaryFolder();
  const mount = `mount -t tmpfs -o size=4m tmpfs ${folder} &&`;
  const exporter = await startWith(`2>>${folder}/log`, mount);
  // As the exporter sees it.
  const inside = (name: string) => `/proc/${exporter.process.pid}/root${folder}/${name}`;
  const filled = writeFile(inside('filler'), Buffer.alloc(8 * 1024 * 1024)).catch((error: unknown) => error);
  expect(await filled).toMatchObject({ code: 'ENOSPC' });
  await logUntilDropped(exporter);

  await rm(inside('filler'));
  const before = parse(await readFile(inside('log'), 'utf8').then((text) => text.slice(0, text.lastIndexOf('\n') + 1)));
  const lines = await exporter.process.until('a line', async () => {
    await exporter.logMuch();
    const lines = parse(await readFile(inside('log'), 'utf8'));
    return lines.length > before.length + 10 ? lines : undefined;
  });

  expect(lines.at(-1)).toMatchObject({ level: 'error', problems: expect.any(Array) });
  await expectToGoOnAndEnd(exporter);
});

describe('a pipe', () => {
  test('that nobody reads stops nothing, and a late reader gets whole lines, the first ones and the newest', async () => {
    const file = await fifo();
    // Open for both, so that the exporter has a reader from its start.
    const reader = await open(file, constants.O_RDWR);
    const exporter = await startWith(`2>${file}`);
    await logUntilDropped(exporter);
    const dropped = await exporter.dropped();

    const lines = linesOf(reader);
    const first = await firstOf(lines, () => true);
    // As many as have waited; the others were dropped.
    for (let count = 0; count < 10; count += 1) await firstOf(lines, ({ level }) => level === 'error');
    await exporter.logMuch();

    expect(first).toMatchObject({ msg: 'listening' });
    expect(await exporter.dropped()).toBe(dropped);
    await expectToGoOnAndEnd(exporter);
    await reader.close();
  });

  test('that nobody reads holds up no end', async () => {
    const file = await fifo();
    const reader = await open(file, constants.O_RDWR);
    const exporter = await startWith(`2>${file}`);
    await logUntilDropped(exporter);

    await expectToGoOnAndEnd(exporter);
    await reader.close();
  });

  test('whose reader has left stops nothing, and the next reader gets the next lines', async () => {
    const file = await fifo();
    const reader = await open(file, constants.O_RDWR);
    const exporter = await startWith(`2>${file}`);
    await reader.close();
    await logUntilDropped(exporter);

    const next = await open(file, constants.O_RDWR);
    await exporter.logMuch();
    await firstOf(linesOf(next), ({ level }) => level === 'error');

    await expectToGoOnAndEnd(exporter);
    await next.close();
  });
});

test('a closed standard error stops nothing', async () => {
  await expectToGoOnAndEnd(await startWith('2>&-'));
});

test('a crash still prints its stack', async () => {
  const planted = path.join(await temporaryFolder(), 'planted.mjs');
  await writeFile(planted, "process.on('SIGUSR2', () => { throw new Error('planted'); });");
  const exporter = await startWith('', '', { NODE_OPTIONS: `--import=${planted}` });

  process.kill(exporter.process.pid, 'SIGUSR2');
  const { code } = await exporter.process.exited();

  expect(code).not.toBe(0);
  expect(exporter.process.output).toMatch(/Error: planted\n +at /);
});
