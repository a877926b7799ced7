import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { scratchFolder } from './scratch-folder.ts';

export interface ExporterOptions {
  /** Of the build that is run: its `dist` is in it. */
  readonly folder: string;
  readonly config: object;
  /** Files beside the configuration, by their names. */
  readonly files?: Readonly<Record<string, string>>;
  /** Of an AWS on loopback. */
  readonly awsUrl?: string;
  /** The content of the file of `--web.config.file`. */
  readonly webConfig?: object;
  /** More arguments of the command line. */
  readonly args?: readonly string[];
}

export interface BenchedExporter extends AsyncDisposable {
  readonly url: string;
  /** When its process was started, by the clock of `performance.now()`. */
  readonly spawnedAt: number;
  /** The most memory that was ever resident, in bytes. */
  peakMemory(): Promise<number>;
  /** The page in plain text, once it matches. */
  page(expected: (page: string) => boolean, seconds: number): Promise<string>;
  /** The same, or undefined if it does not match within this time. */
  pageWithin(expected: (page: string) => boolean, seconds: number): Promise<string | undefined>;
}

/** How often a page is asked for, in milliseconds. */
const POLL_MS = 20;
/** The AWS on loopback runs in this process too, and must not answer late because a large page is being read. */
const SHARE_OF_POLLING = 0.1;

/**
 * A built exporter as a process of its own, against an AWS on loopback or report files. Both builds are run with no flag of
 * Node.js, as users run them.
 */
export async function startExporter({
  folder: build,
  config,
  files = {},
  awsUrl = '',
  webConfig,
  args = [],
}: ExporterOptions): Promise<BenchedExporter> {
  const scratch = await scratchFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(scratch.path, name), content);
  const configFile = path.join(scratch.path, 'config.yaml');
  await writeFile(configFile, JSON.stringify(config));
  const webConfigFile = path.join(scratch.path, 'web.yaml');
  if (webConfig !== undefined) await writeFile(webConfigFile, JSON.stringify(webConfig));
  const webArgs = webConfig === undefined ? [] : [`--web.config.file=${webConfigFile}`];
  const main = path.join(build, 'dist/main.js');
  const allArgs = [main, '--web.listen-address=127.0.0.1:0', `--config.file=${configFile}`, ...webArgs, ...args];
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, allArgs, {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { PATH: process.env.PATH, ...awsEnvironment(awsUrl) },
  });
  const url = `http://127.0.0.1:${await listeningPort(child)}`;
  const pageWithin: BenchedExporter['pageWithin'] = (expected, seconds) => pageOnce(url, expected, seconds);
  return {
    url,
    spawnedAt,
    peakMemory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
    },
    pageWithin,
    page: async (expected, seconds) => {
      const page = await pageWithin(expected, seconds);
      if (page === undefined) throw new Error(`the page did not become what it should within ${seconds} s`);
      return page;
    },
    [Symbol.asyncDispose]: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      await scratch[Symbol.asyncDispose]();
    },
  };
}

/** Keys that only a server on loopback takes for good. */
export function awsEnvironment(url: string): NodeJS.ProcessEnv {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_REGION: 'us-east-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  if (child.stderr === null) throw new Error('the exporter has no stderr');
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the exporter ended with ${code}`)));
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      const { msg, port, level } = JSON.parse(line) as { msg: string; port?: number; level: string };
      if (msg === 'listening' && port !== undefined) resolve(port);
      if (level === 'error') console.error(line);
    });
  });
}

async function pageOnce(
  url: string,
  expected: (page: string) => boolean,
  seconds: number,
): Promise<string | undefined> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end;) {
    const begin = performance.now();
    const page = await (await fetch(`${url}/metrics`)).text();
    if (expected(page)) return page;
    await setTimeout(Math.max(POLL_MS, (performance.now() - begin) / SHARE_OF_POLLING));
  }
  return undefined;
}
