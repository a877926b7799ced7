/** What the exporter does not do, measured in a process of its own: why it has a writer and a middleware of its own. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam';
import client from 'prom-client';
import { assess } from '../../src/checks/assess.ts';
import { accessKeyLevel } from '../../src/metrics/families/access-key.ts';
import { signingCertificateLevel } from '../../src/metrics/families/signing-certificate.ts';
import { userLevel } from '../../src/metrics/families/user.ts';
import type { Level } from '../../src/metrics/family.ts';
import type { World } from '../../src/metrics/world.ts';
import { parseReport } from '../../src/report/parse-report.ts';
import { parseAlone } from './csv-parse-alone.ts';
import { defaultConfig } from './default-config.ts';

export interface Alternatives {
  /** Times as long as csv-parse alone takes. */
  readonly promClient: number;
  /** Milliseconds, of the longest stall while the SDK reads the answer as it comes. */
  readonly plainAnswerStall: number;
}

const SUBJECTS_PER_TURN = 1_000;
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const { Content: csv } = await new IAMClient().send(new GetCredentialReportCommand());
// A stall is seen by the timer that comes late.
await setTimeout(10);
const plainAnswerStall = delay.max / 1e6;
if (csv === undefined) throw new Error('there is no report');

const report = await parseReport(csv);
const account = { source: 'aws', name: 'bench', owner: '' } as const;
const { policy } = defaultConfig();
const facts = { 'credential-report': { value: report, asOf: 0, gatheredAt: 0 } };
const assessment = await assess([{ account, facts, missing: {}, refreshInterval: 14_400 }], policy, Date.now() / 1000);
const world = { assessment, policy, perUser: true, ownerTag: '', accounts: 1 };
const begin = performance.now();
await format(userLevel);
await format(accessKeyLevel);
await format(signingCertificateLevel);
const formatted = performance.now() - begin;
const alone = performance.now();
await parseAlone(csv);
const promClient = formatted / (performance.now() - alone);
console.log(JSON.stringify({ promClient, plainAnswerStall } satisfies Alternatives));

/** prom-client as the formatter of a family, which is the cheapest way to use it: no series is ever stored in it. */
async function format<Subject>(level: Level<World, Subject>): Promise<void> {
  // The identifying labels of each subject, made once, as the exporter's own text is.
  const identified = [...level.select(world)].map((subject) => ({
    subject,
    identity: Object.fromEntries(level.labels.map((label) => [label.name, label.of(subject)])),
  }));
  for (const family of level.families) {
    const { name, help, labels: names } = family;
    for (let start = 0; start < identified.length; start += SUBJECTS_PER_TURN) {
      const values = identified
        .slice(start, start + SUBJECTS_PER_TURN)
        .flatMap(({ identity: identityLabels, subject }) => {
          const samples = family.read(subject, Date.now() / 1000);
          if (samples === undefined) return [];
          if (typeof samples === 'number') return [{ labels: identityLabels, value: samples }];
          return samples.map(({ labels, value }) => ({
            labels: {
              ...identityLabels,
              ...Object.fromEntries(names.map((label, index) => [label, labels[index] ?? ''])),
            },
            value,
          }));
        });
      const registry = new client.Registry();
      const gauge = new client.Gauge({ name, help, registers: [registry] });
      // Its values are handed out as they are, instead of being stored first.
      Object.assign(gauge, { get: () => Promise.resolve({ name, help, type: 'gauge', aggregator: 'sum', values }) });
      await registry.metrics();
      await setImmediate();
    }
  }
}
