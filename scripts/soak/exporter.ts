/** The built exporter as a process of its own, started again should it die. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../test/e2e/support/free-port.ts';
import { awsEnvironment } from '../bench/exporter.ts';
import { createLogPipe, type LogPipe } from './log-pipe.ts';

const MAIN = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** Of the clock of Linux in /proc. */
const TICKS_A_SECOND = 100;

export interface SoakedExporter extends AsyncDisposable {
  readonly url: string;
  readonly log: Pick<LogPipe, 'fill' | 'drain'>;
  /** How often it ended by itself. */
  deaths(): number;
  /** The lines of its log that show a fault of the program, each once. */
  programFaults(): readonly string[];
  hangUp(): void;
  /** Bytes that are resident now. */
  memory(): Promise<number>;
  /** Of its present process. */
  cpuSeconds(): Promise<number>;
}

export async function startExporter(folder: string, configFile: string, awsUrl: string): Promise<SoakedExporter> {
  const faults = new Set<string>();
  const log = await createLogPipe(folder, (line) => {
    const fault = programFault(line);
    if (fault !== undefined) faults.add(fault);
  });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    MAIN,
    `--web.listen-address=127.0.0.1:${port}`,
    `--config.file=${configFile}`,
    `--storage.path=${path.join(folder, 'storage')}`,
    '--web.enable-lifecycle',
  ];
  let deaths = 0;
  let ending = false;
  let child = start();

  function start(): ChildProcess {
    const started = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', log.descriptor],
      env: { PATH: process.env.PATH, ...awsEnvironment(awsUrl) },
    });
    started.once('exit', (code, signal) => {
      if (ending) return;
      deaths += 1;
      faults.add(`the process ended with ${signal ?? String(code)}`);
      setTimeout(() => {
        if (!ending) child = start();
      }, 1_000);
    });
    return started;
  }

  return {
    url,
    log,
    deaths: () => deaths,
    programFaults: () => [...faults],
    hangUp: () => child.kill('SIGHUP'),
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    },
    cpuSeconds: async () => {
      // The 14th and 15th field of proc(5), of which the second is in brackets.
      const fields = (await readFile(`/proc/${child.pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
      return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
    },
    [Symbol.asyncDispose]: async () => {
      ending = true;
      log.drain();
      if (child.exitCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        const force = setTimeout(() => child.kill('SIGKILL'), 30_000);
        await ended;
        clearTimeout(force);
      }
      log[Symbol.dispose]();
    },
  };
}

/** What the exporter did not foresee is logged with its stack; and every line is one of JSON. */
function programFault(line: string): string | undefined {
  try {
    const { msg, stack, reason } = JSON.parse(line) as { msg?: string; stack?: string; reason?: string };
    if (stack === undefined && reason !== 'internal') return undefined;
    return `${msg ?? ''} ${stack ?? ''}`.trim();
  } catch {
    return line;
  }
}
