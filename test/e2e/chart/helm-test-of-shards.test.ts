/** What `helm test` runs in a cluster with shards, run here: the pod's own command against exporters behind one address. */
import { connect, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { shardOf } from '../../../src/refresh/shards.ts';
import { only, render } from '../support/chart.ts';
import { type Exporter, startExporter } from '../support/exporter-process.ts';
import { reportFile } from '../support/known-report.ts';
import { run } from '../support/tools.ts';
import { reportCsv } from '../../support/report-csv.ts';

interface TestPod {
  readonly containers: readonly [{ readonly command: readonly string[] }];
}

const NAMES = ['first', 'second', 'third', 'fourth'];

let command: readonly string[];
let exporters: readonly Exporter[];
const servers: ReturnType<typeof createServer>[] = [];

beforeAll(async () => {
  const { containers } = only(await render({ values: { shards: 2 } }), 'Pod').spec as TestPod;
  [{ command }] = containers;
  const config = { accounts: await Promise.all(NAMES.map(entry)) };
  exporters = await Promise.all(
    [0, 1].map((shard) => startExporter({ config, args: [`--shard=${shard}`, '--total-shards=2'] })),
  );
  for (const [shard, exporter] of exporters.entries()) {
    for (const name of namesOf(shard)) {
      await exporter.metrics(`fact_up{account_name="${name}",fact="credential-report"} 1`);
    }
  }
});

afterAll(() => {
  for (const server of servers) server.close();
});

it('says of each shard which accounts are up', async () => {
  const { code, stdout, stderr } = await ask(await serviceOf(exporters));

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n').sort()).toEqual(
    [
      ...NAMES.map((name) => `iam_credential_exporter_fact_up{account_name="${name}",fact="credential-report"} 1`),
      'iam_credential_exporter_shard_ordinal 0',
      'iam_credential_exporter_shard_ordinal 1',
    ].sort(),
  );
  expect([0, 1].map((shard) => namesOf(shard).length)).not.toContain(0);
});

it('fails where a shard does not answer, and names it', async () => {
  const { code, stdout } = await ask(await serviceOf(exporters.slice(0, 1)));

  expect(code).toBe(1);
  expect(stdout).toContain('no answer of shard 1\n');
});

async function entry(name: string, index: number): Promise<object> {
  return { name, reportFile: await reportFile(reportCsv(`11111111111${index}`, ['somebody'])) };
}

/** The accounts that a shard reads. */
function namesOf(shard: number): string[] {
  return NAMES.filter((name) => shardOf({ source: 'aws', owner: '', name }, 2) === shard);
}

/** Gives each connection to the next one of them, as a Service does to any of its pods. */
async function serviceOf(pods: readonly Exporter[]): Promise<string> {
  let connections = 0;
  const server = createServer((client) => {
    const { port } = new URL(pods[connections % pods.length]?.url ?? '');
    connections += 1;
    const pod = connect(Number(port), '127.0.0.1');
    client.pipe(pod).pipe(client);
    client.on('error', () => pod.destroy());
    pod.on('error', () => client.destroy());
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

function ask(url: string) {
  const [, ...args] = command;
  // Without its patience: there is no Service here that may come later.
  const impatient = args.map((arg) => arg.replace('left = 20', 'left = 0'));
  return run('env', [`METRICS_URL=${url}`, process.execPath, ...impatient]);
}
