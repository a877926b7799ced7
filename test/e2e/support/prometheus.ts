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

export interface Prometheus {
  readonly process: ServerProcess;
  targets(): Promise<Target[]>;
  /** An instant query. */
  query(promql: string): Promise<QueriedSample[]>;
  /** What Prometheus says about itself: the sum of a family's samples, or undefined where there are none. */
  own(metric: string): Promise<number | undefined>;
}

export interface Alerting {
  /** What a rules file holds. */
  readonly rules: object;
  /** Address of the Alertmanager, as http://HOST:PORT, where there is one. */
  readonly alertmanager?: string;
}

/** A real Prometheus with these scrape jobs (objects of its own configuration), once it is ready. */
export async function startPrometheus(scrapeConfigs: readonly object[], alerting?: Alerting): Promise<Prometheus> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'prometheus.yml');
  const global = { scrape_interval: '1s', evaluation_interval: '1s' };
  const alertingConfig = alerting === undefined ? {} : await writeAlerting(folder, alerting);
  await writeFile(file, JSON.stringify({ global, scrape_configs: scrapeConfigs, ...alertingConfig }));
  const address = `127.0.0.1:${await freePort()}`;
  const server = new ServerProcess(
    prometheusBinary,
    [`--config.file=${file}`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=${address}`],
    { PATH: process.env.PATH },
  );
  const url = `http://${address}`;
  await server.until('Prometheus is ready', async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined));
  return {
    process: server,
    targets: async () => (await api<{ activeTargets: Target[] }>(`${url}/api/v1/targets`)).activeTargets,
    query: async (promql) => {
      const { result } = await api<QueryData>(`${url}/api/v1/query?query=${encodeURIComponent(promql)}`);
      return result.map(({ metric, value: [, value] }) => ({ metric, value: Number(value) }));
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

async function writeAlerting(folder: string, { rules, alertmanager }: Alerting): Promise<object> {
  const file = path.join(folder, 'rules.json');
  await writeFile(file, JSON.stringify(rules));
  if (alertmanager === undefined) return { rule_files: [file] };
  const targets = [new URL(alertmanager).host];
  return { rule_files: [file], alerting: { alertmanagers: [{ static_configs: [{ targets }] }] } };
}

interface QueryData {
  readonly result: { metric: Record<string, string>; value: [number, string] }[];
}

async function api<T>(url: string): Promise<T> {
  const response = await fetch(url);
  const body = (await response.json()) as { status: string; error?: string; data: T };
  if (body.status !== 'success') throw new Error(`${url}: ${body.error ?? response.status}`);
  return body.data;
}
