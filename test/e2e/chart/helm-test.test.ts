/** What `helm test` runs in the cluster, run here: the pod's own command against an exporter, and against something else. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { only, render } from '../support/chart.ts';
import { type Exporter, startExporter } from '../support/exporter-process.ts';
import { knownReport, reportFile } from '../support/known-report.ts';
import { run } from '../support/tools.ts';

interface TestPod {
  readonly containers: readonly [
    {
      readonly command: readonly string[];
      readonly env: readonly object[];
      readonly resources: { readonly limits: { readonly memory: string } };
    },
  ];
}

let command: readonly string[];
let exporter: Exporter;
let stranger: Server;
let strangerUrl: string;

beforeAll(async () => {
  [{ command }] = await containers({});
  exporter = await startExporter({
    config: { accounts: [{ name: 'known', reportFile: await reportFile(knownReport(Date.now())) }] },
  });
  await exporter.metrics(/fact_up\{account_name="known",fact="credential-report"\} 1/);
  stranger = createServer((_request, response) => response.end('up 1\n'));
  strangerUrl = await addressOf(stranger);
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

it('goes when it has passed, with its log printed, and stays when it has failed', async () => {
  expect(only(await render({}), 'Pod').metadata.annotations).toEqual({
    'helm.sh/hook': 'test',
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
    'helm.sh/hook-output-log-policy': 'hook-succeeded,hook-failed',
  });
});

it('says which accounts are up', async () => {
  expect(await ask(`${exporter.url}/metrics`)).toEqual({
    code: 0,
    stdout: 'iam_credential_exporter_fact_up{account_name="known",fact="credential-report"} 1\n',
    stderr: '',
  });
});

it('reads the page of any number of users in the memory that the pod has', async () => {
  const [{ resources }] = await containers({});
  const large = createServer((_request, response) => {
    Readable.from(largePage()).pipe(response);
  });
  const url = await addressOf(large);
  const { code, stdout, stderr } = await ask(url, [PRINT_PEAK]);
  large.close();
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: 'iam_credential_exporter_fact_up{account_name="a",fact="credential-report"} 1\n',
  });
  expect(Number(stderr) * 1024).toBeGreaterThan(0);
  expect(Number(stderr) * 1024).toBeLessThan(Number.parseInt(resources.limits.memory) * 2 ** 20);
});

it('fails at something that is no exporter', async () => {
  const { code, stdout } = await ask(strangerUrl);
  expect(code).toBe(1);
  expect(stdout).toContain('status 200, and no metrics of the exporter');
});

async function containers(values: object): Promise<TestPod['containers']> {
  return (only(await render({ values }), 'Pod').spec as TestPod).containers;
}

/** 60 MB, as of 50,000 users. */
function* largePage(): Generator<string> {
  yield 'iam_credential_exporter_build_info{version="1"} 1\n';
  const lines = `aws_iam_user_info{user="${'u'.repeat(80)}"} 1\n`.repeat(1_000);
  for (let written = 0; written < 60_000_000; written += lines.length) yield lines;
  yield 'iam_credential_exporter_fact_up{account_name="a",fact="credential-report"} 1\n';
}

/** Of Node.js: has it say at its end how much memory it had at its peak, in KiB. getrusage counts that of jest, from which it was forked, as well. */
const PRINT_PEAK =
  '--import=data:text/javascript,import{readFileSync}from"node:fs";process.on("exit",()=>console.error(/VmHWM:\\s*(\\d+)/.exec(readFileSync("/proc/self/status"))[1]))';

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

function ask(url: string, flags: readonly string[] = []) {
  const [, ...args] = command;
  // Without its patience: there is no Service here that may come later.
  const impatient = args.map((arg) => arg.replace('left = 20', 'left = 0'));
  return run('env', [`METRICS_URL=${url}`, process.execPath, ...flags, ...impatient]);
}
