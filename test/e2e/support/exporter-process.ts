import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ServerProcess } from './server-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { exporterMain } from './tools.ts';

export interface ExporterOptions {
  /** The Node.js that runs it. Default: the one that runs the tests. */
  readonly node?: string;
  /** The configuration file's content; without it there is no file. */
  readonly config?: object;
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
}

/** Of a program that does not listen, or not yet. */
export function spawnExporter(args: readonly string[], env: NodeJS.ProcessEnv = {}, node?: string): ServerProcess {
  const environment = { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: 'true', ...env };
  return new ServerProcess(node ?? process.execPath, [exporterMain, ...args], environment);
}

export interface Exporter {
  readonly process: ServerProcess;
  /** Without a slash at the end. */
  readonly url: string;
  /** Every log line so far. */
  logs(): Record<string, unknown>[];
  /** The page, as soon as it holds `expected`: a snapshot is rendered a moment after it arrived. */
  metrics(expected: string | RegExp): Promise<string>;
}

/** The built exporter, listening on a port of its own choice. It sees none of the machine's AWS settings. */
export async function startExporter(options: ExporterOptions = {}): Promise<Exporter> {
  const args = ['--web.listen-address=127.0.0.1:0', ...(options.args ?? [])];
  if (options.config !== undefined) args.push(`--config.file=${await configFile(options.config)}`);
  const server = spawnExporter(args, options.env, options.node);
  const logs = () => parseLogs(server.output);
  const port = await server.until('the log line "listening"', () => {
    const port = logs().find((line) => line.msg === 'listening')?.port;
    return typeof port === 'number' ? port : undefined;
  });
  const url = `http://127.0.0.1:${port}`;
  return { process: server, url, logs, metrics: (expected) => metricsPage(server, url, expected) };
}

/** JSON is YAML. */
export async function configFile(config: object): Promise<string> {
  const file = path.join(await temporaryFolder(), 'config.yml');
  await writeFile(file, JSON.stringify(config));
  return file;
}

/** Every line is JSON, but for the last one, which may still be on its way. A warning of Node.js or the SDK in between is a fault. */
function parseLogs(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function metricsPage(server: ServerProcess, url: string, expected: string | RegExp): Promise<string> {
  return server.until(`${String(expected)} on /metrics`, async () => {
    const page = await (await fetch(`${url}/metrics`, { headers: { accept: 'text/plain' } })).text();
    const found = typeof expected === 'string' ? page.includes(expected) : expected.test(page);
    return found ? page : undefined;
  });
}
