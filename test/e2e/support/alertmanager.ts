import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { freePort } from './free-port.ts';
import { ServerProcess } from './server-process.ts';
import { alertmanagerBinary } from './tools.ts';

export interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** In the past: it is resolved. */
  readonly endsAt?: string;
}

export interface KnownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: {
    readonly state: 'active' | 'suppressed' | 'unprocessed';
    /** Fingerprints of the alerts that mute it. */
    readonly inhibitedBy: readonly string[];
  };
}

export interface Alertmanager {
  readonly process: ServerProcess;
  /** Without a slash at the end. */
  readonly url: string;
  /** Sends alerts as Prometheus does. */
  post(alerts: readonly Alert[]): Promise<void>;
  alerts(): Promise<KnownAlert[]>;
}

/** A real Alertmanager with this configuration, once it is ready. */
export async function startAlertmanager(config: object): Promise<Alertmanager> {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'alertmanager.yml');
  await writeFile(file, JSON.stringify(config));
  const address = `127.0.0.1:${await freePort()}`;
  const server = new ServerProcess(
    alertmanagerBinary,
    [
      `--config.file=${file}`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=${address}`,
      // It is alone.
      '--cluster.listen-address=',
    ],
    { PATH: process.env.PATH },
  );
  const url = `http://${address}`;
  await server.until('Alertmanager is ready', async () => ((await fetch(`${url}/-/ready`)).ok ? true : undefined));
  return {
    process: server,
    url,
    post: async (alerts) => {
      const response = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!response.ok) throw new Error(`Alertmanager refused the alerts: ${response.status} ${await response.text()}`);
    },
    alerts: async () => (await (await fetch(`${url}/api/v2/alerts`)).json()) as KnownAlert[],
  };
}
