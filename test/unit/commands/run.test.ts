/** How the process ends although something hangs. */
import { execFile } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, expect, test } from '@jest/globals';
import type { StandardStream } from '../../../src/cli/standard-stream.ts';
import type { World } from '../../../src/commands/outside.ts';
import { run } from '../../../src/commands/run.ts';
import { settle } from '../../support/manual-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const descriptors: number[] = [];

afterEach(() => {
  for (const descriptor of descriptors.splice(0)) closeSync(descriptor);
});

/** A pipe whose reader takes nothing until `release`. */
async function heldPipe(): Promise<{ stream: StandardStream; release: () => void }> {
  const fifo = path.join(await temporaryFolder(), 'pipe');
  await promisify(execFile)('mkfifo', [fifo]);
  const fd = openSync(fifo, 'r+');
  descriptors.push(fd);
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const stream = new Writable({ write: (_chunk, _encoding, done) => void released.then(() => done()) });
  return { stream: Object.assign(stream, { fd }), release };
}

/** A clock on which the end of a stop is at once, and any other moment never. */
function world(args: string[], stop: AbortSignal, stream: StandardStream): World {
  return {
    args,
    environment: {},
    version: '1.2.3',
    clock: {
      now: () => 0,
      passed: () => 0,
      sleep: (ms) => (ms === 7_000 ? Promise.resolve() : new Promise(() => undefined)),
    },
    random: () => 0,
    standardInput: () => stream as never,
    standardOutput: stream,
    standardError: stream,
    collectGarbage: () => undefined,
    onWarning: () => undefined,
    onConsole: () => undefined,
    stop,
    onHangUp: () => undefined,
  };
}

test('the first signal ends what prints where nobody reads', async () => {
  const { stream } = await heldPipe();
  const stop = new AbortController();
  const code = run(world(['--help'], stop.signal, stream));
  await settle();

  stop.abort('SIGTERM');

  expect(await code).toBe(143);
});

test('a server that does not end by itself ends with the lines of the log that waited', async () => {
  const { stream, release } = await heldPipe();
  const config = path.join(await temporaryFolder(), 'config.yaml');
  await writeFile(config, 'accounts: [{ name: sandbox, reportFile: not-there.csv }]');
  const args = [`--config.file=${config}`, '--web.listen-address=127.0.0.1:0'];
  const stop = new AbortController();
  const ended = run(world(args, stop.signal, stream)).then((code) => ({
    code,
    waiting: stream.writableLength,
  }));
  while (stream.writableLength === 0) await setImmediate();

  stop.abort('SIGTERM');
  await settle();
  release();

  expect(await ended).toEqual({ code: 0, waiting: 0 });
});

test.each([
  ['accounts: [{ name: sandbox, reportFile: sandbox.csv }]', 0],
  ['accounts: [{ name: own }]', 2],
  ['acounts: []', 2],
])('a bad AWS_REGION is a problem only where AWS is asked: %s', async (yaml, expected) => {
  const { stream, release } = await heldPipe();
  release();
  const config = path.join(await temporaryFolder(), 'config.yaml');
  await writeFile(config, yaml);
  const outside = world([`--config.file=${config}`, '--config.check'], new AbortController().signal, stream);

  expect(await run({ ...outside, environment: { AWS_REGION: 'CN-NORTH-1' } })).toBe(expected);
});
