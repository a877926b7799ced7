import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { ServerProcess } from './server-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { prometheusBinary } from './tools.ts';

export interface Target {
  readonly labels: Record<string, string>;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
}

export interface QueriedSample {
  readonly metric: Record<string, string>;
  readonly value: number;
}

export interface QueriedSeries {
  readonly metric: Record<string, string>;
  readonly points: readonly (readonly [time: number, value: number])[];
}

export interface Prometheus {
  readonly process: ServerProcess;
  targets(): Promise<Target[]>;
  /** An instant query, at a moment in Unix seconds or now. */
  query(promql: string, time?: number): Promise<QueriedSample[]>;
  /** A range query, in Unix seconds. */
  queryRange(promql: string, range: { start: number; end: number; step: number }): Promise<QueriedSeries[]>;
  /** What Prometheus says about itself: the sum of a family's samples, or undefined where there are none. */
  own(metric: string): Promise<number | undefined>;
}

export interface PrometheusOptions {
  /** What a rules file holds. */
  readonly rules?: object;
  /** Address of the Alertmanager, as http://HOST:PORT, where there is one. */
  readonly alertmanager?: string;
  /** A folder with blocks, by default a new one without any. */
  readonly data?: string;
  /** The program, by default the machine's. */
  readonly binary?: string;
}

/** A real Prometheus with these scrape jobs (objects of its own configuration), once it is ready. */
export async function startPrometheus(
  scrapeConfigs: readonly object[],
  options: PrometheusOptions = {},
): Promise<Prometheus> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'prometheus.yml');
  const global = { scrape_interval: '1s', evaluation_interval: '1s' };
  const { data = `${folder}/data` } = options;
  const alertingConfig = await writeAlerting(folder, options);
  await writeFile(file, JSON.stringify({ global, scrape_configs: scrapeConfigs, ...alertingConfig }));
  const address = `127.0.0.1:${await freePort()}`;
  const server = new ServerProcess(
    options.binary ?? prometheusBinary,
    [`--config.file=${file}`, `--storage.tsdb.path=${data}`, `--web.listen-address=${address}`],
    { PATH: process.env.PATH },
  );
  const url = `http://${address}`;
  await server.until('Prometheus is ready', async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined));
  return {
    process: server,
    targets: async () => (await api<{ activeTargets: Target[] }>(`${url}/api/v1/targets`)).activeTargets,
    query: async (promql, time) => {
      const at = time === undefined ? {} : { time: String(time) };
      const { result } = await api<VectorData>(
        `${url}/api/v1/query?${String(new URLSearchParams({ query: promql, ...at }))}`,
      );
      return result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
    },
    queryRange: async (promql, { start, end, step }) => {
      const range = { start: String(start), end: String(end), step: String(step) };
      const parameters = String(new URLSearchParams({ query: promql, ...range }));
      const { result } = await api<MatrixData>(`${url}/api/v1/query_range?${parameters}`);
      return result.map(({ metric, values }) => ({
        metric,
        points: values.map(([time, value]) => [time, Number(value)] as const),
      }));
    },
    own: async (metric) => {
      const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
      const values = lines
        .filter((line) => new RegExp(`^${metric}[ {]`).test(line))
        .map((line) => line.split(' ').pop());
      return values.length === 0 ? undefined : values.reduce((sum, value) => sum + Number(value), 0);
    },
  };
}

async function writeAlerting(folder: string, { rules, alertmanager }: PrometheusOptions): Promise<object> {
  if (rules === undefined) return {};
  const file = path.join(folder, 'rules.json');
  await writeFile(file, JSON.stringify(rules));
  if (alertmanager === undefined) return { rule_files: [file] };
  const targets = [new URL(alertmanager).host];
  return { rule_files: [file], alerting: { alertmanagers: [{ static_configs: [{ targets }] }] } };
}

interface VectorData {
  readonly result: { metric: Record<string, string>; value: [number, string] }[];
}

interface MatrixData {
  readonly result: { metric: Record<string, string>; values: [number, string][] }[];
}

async function api<T>(url: string): Promise<T> {
  const response = await fetch(url);
  const body = (await response.json()) as { status: string; error?: string; data: T };
  if (body.status !== 'success') throw new Error(`${url}: ${body.error ?? response.status}`);
  return body.data;
}
