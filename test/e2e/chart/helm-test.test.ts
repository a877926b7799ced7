/** What `helm test` runs in the cluster, run here: the pod's own command against an exporter, and against something else. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { only, render } from '../support/chart.ts';
import { type Exporter, startExporter } from '../support/exporter-process.ts';
import { knownReport, reportFile } from '../support/known-report.ts';
import { run } from '../support/tools.ts';

interface TestPod {
  readonly containers: readonly [{ readonly command: readonly string[]; readonly env: readonly object[] }];
}

let command: readonly string[];
let exporter: Exporter;
let stranger: Server;

beforeAll(async () => {
  [{ command }] = await containers({});
  exporter = await startExporter({
    config: { accounts: [{ name: 'known', reportFile: await reportFile(knownReport(Date.now())) }] },
  });
  await exporter.metrics(/account_up\{account_name="known"\} 1/);
  stranger = createServer((_request, response) => response.end('up 1\n'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  stranger.close();
});

it('is the image’s own Node.js, and asks the Service', async () => {
  const [container] = await containers({ service: { port: 8080 } });
  expect(container.command[0]).toBe('/nodejs/bin/node');
  expect(container.env).toEqual([
    { name: 'METRICS_URL', value: 'http://exporter-iam-credential-exporter.monitoring.svc:8080/metrics' },
  ]);
});

it('runs where the exporter may run', async () => {
  const values = {
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
    priorityClassName: 'low',
  };
  expect(only(await render({ values }), 'Pod').spec).toMatchObject(values);
});

it('says which accounts are up', async () => {
  expect(await ask(`${exporter.url}/metrics`)).toEqual({
    code: 0,
    stdout: 'iam_credential_exporter_account_up{account_name="known"} 1\n',
    stderr: '',
  });
});

it('fails at something that is no exporter', async () => {
  const { port } = stranger.address() as AddressInfo;
  const { code, stdout } = await ask(`http://127.0.0.1:${port}/metrics`);
  expect(code).toBe(1);
  expect(stdout).toContain('status 200, and no metrics of the exporter');
});

async function containers(values: object): Promise<TestPod['containers']> {
  return (only(await render({ values }), 'Pod').spec as TestPod).containers;
}

function ask(url: string) {
  const [, ...args] = command;
  // Without its patience: there is no Service here that may come later.
  const impatient = args.map((arg) => arg.replace('left = 20', 'left = 0'));
  return run('env', [`METRICS_URL=${url}`, process.execPath, ...impatient]);
}
