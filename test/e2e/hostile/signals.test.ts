/** SIGTERM, SIGINT and SIGHUP at moments when nobody expects them. */
import { readFile, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { rawRequest } from '../../support/raw-request.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { environmentOf } from '../support/aws-exporter.ts';
import { configFile, spawnExporter, startExporter } from '../support/exporter-process.ts';
import { startFake } from '../support/fake-aws.ts';
import { hangOpens } from '../support/hanging-file.ts';
import type { Exit, ServerProcess } from '../support/server-process.ts';
import { node24Binary } from '../support/tools.ts';

const ACCOUNT = '111111111111';
/** Promised, in milliseconds. */
const LONGEST_STOP = 10_000;

const ENDS = [
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
] as const;
const ENDED_BY: ReadonlyMap<string, number> = new Map(ENDS);

const sockets: Socket[] = [];

afterAll(() => {
  for (const socket of sockets) socket.destroy();
});

/** Before Node.js 22.15 a process that must not wait for its threads can only end by a signal. */
function exitCode({ code, signal }: Exit): number | null {
  return signal === null ? code : (ENDED_BY.get(signal) ?? null);
}

/** Waits until the process listens to signals: Node.js itself takes care of SIGTERM and SIGINT, but not of SIGHUP. */
async function untilItListens(server: ServerProcess): Promise<void> {
  await server.until('a handler of SIGHUP', async () => {
    const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))?.[1];
    return (BigInt(`0x${caught}`) & 1n) === 1n || undefined;
  });
}

async function reportFile(): Promise<string> {
  const file = path.join(await temporaryFolder(), 'report.csv');
  await writeFile(file, reportCsv(ACCOUNT));
  return file;
}

describe('while the exporter is still loading its modules', () => {
  const start = async () => {
    const config = await configFile({ accounts: [{ name: 'own', reportFile: await reportFile() }] });
    const server = spawnExporter(['--web.listen-address=127.0.0.1:0', `--config.file=${config}`]);
    await untilItListens(server);
    expect(server.output).toBe('');
    return server;
  };

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends it, and is no failure', async (signal) => {
    const server = await start();

    expect(await server.stop(signal)).toMatchObject({ code: 0, signal: null });
    expect(server.output).toBe('');
  });

  test('SIGHUP is a reload after the start', async () => {
    const server = await start();

    process.kill(server.pid, 'SIGHUP');
    await server.until('the reload', () => server.output.includes('"configuration loaded"') || undefined);

    expect(server.output.match(/"configuration loaded"/g)).toHaveLength(1);
    expect(server.output.indexOf('"listening"')).toBeLessThan(server.output.indexOf('"configuration loaded"'));
  });
});

test('a second SIGTERM ends it at once, with an answer that is under way', async () => {
  const users = Array.from({ length: 20_000 }, (_, index) => `user-${index}`);
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: reportCsv(ACCOUNT, users) }] });
  const exporter = await startExporter({ config: { accounts: [{ name: 'own' }] }, env: environmentOf(fake) });
  await exporter.metrics('user-19999');
  const port = Number(new URL(exporter.url).port);
  const reader = connect(port, '127.0.0.1');
  sockets.push(reader);
  reader.on('error', () => undefined).write('GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n');
  await new Promise((resolve) => reader.once('readable', resolve));

  process.kill(exporter.process.pid, 'SIGTERM');
  // It takes no more connections once it has begun to stop.
  await exporter.process.until('the beginning of the stop', () =>
    rawRequest({ port, path: '/-/healthy' }).then(
      () => undefined,
      () => true,
    ),
  );
  const exit = await exporter.process.stop('SIGTERM');

  expect(exitCode(exit)).toBe(143);
  expect(exporter.process.output).not.toContain('"stopped"');
});

describe('check', () => {
  test.each(ENDS)('ends by %s with exit code %d, whatever it waits for', async (signal, code) => {
    const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: reportCsv(ACCOUNT) }] });
    fake.always(ACCOUNT, '*', faults.hang);
    const server = spawnExporter(['check'], environmentOf(fake));
    await server.until('a request', () => fake.count('GetCredentialReport') > 0 || undefined);

    expect(await server.stop(signal)).toMatchObject({ code, signal: null });
  });
});

describe('while a report file hangs, as on a mount that does not answer', () => {
  test.each([
    ['this Node.js', () => Promise.resolve(process.execPath)],
    ['Node.js 24', node24Binary],
  ])('SIGTERM ends it within ten seconds, with %s', async (_name, binary) => {
    const node = await binary();
    const file = await reportFile();
    const hanging = await hangOpens(file);
    const exporter = await startExporter({ node, config: { accounts: [{ name: 'own', reportFile: file }] } });
    await exporter.process.until('an open that hangs', async () => (await hanging.isHanging()) || undefined);

    const exit = await exporter.process.stop('SIGTERM');
    const hung = await hanging.isHanging();
    hanging.release();

    // Without the way of Node.js 24 it is the signal itself.
    expect([0, ...(node === process.execPath ? [143] : [])]).toContain(exitCode(exit));
    expect(exit.milliseconds).toBeLessThan(LONGEST_STOP);
    expect(exporter.logs().at(-1)).toMatchObject({ msg: 'stopped' });
    expect(hung).toBe(true);
  });

  test.each(ENDS)('%s ends check with exit code %d', async (signal, code) => {
    const file = await reportFile();
    const hanging = await hangOpens(file);
    const server = spawnExporter(['check', `--report-file=${file}`]);
    await server.until('an open that hangs', async () => (await hanging.isHanging()) || undefined);

    const exit = await server.stop(signal);
    hanging.release();

    expect(exitCode(exit)).toBe(code);
    expect(exit.milliseconds).toBeLessThan(LONGEST_STOP);
  });
});
