/** What the exporter does not do, measured in a process of its own: why it has a writer and a middleware of its own. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { GetCredentialReportCommand, IAMClient } from '@aws-sdk/client-iam';
import client from 'prom-client';
import { collectSubjects, type Identified } from '../../src/exposition/subjects.ts';
import { accessKeyLevel, signingCertificateLevel, userLevel } from '../../src/metrics/catalogue.ts';
import type { Level } from '../../src/metrics/family.ts';
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
/** The identifying labels of each subject as an object, made once, as the exporter's own text is. */
const parsed = new Map<string, Record<string, string>>();

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const { Content: csv } = await new IAMClient().send(new GetCredentialReportCommand());
// A stall is seen by the timer that comes late.
await setTimeout(10);
const plainAnswerStall = delay.max / 1e6;
if (csv === undefined) throw new Error('there is no report');

const report = await parseReport(csv);
const account = { source: 'aws', name: 'bench', owner: '' } as const;
const snapshot = { account, report, generatedTime: 0, refreshInterval: 14_400 };
const { policy } = await defaultConfig();
const subjects = await collectSubjects([snapshot], { perUser: true, policy, accounts: 1 }, Date.now() / 1000);
const begin = performance.now();
await format(userLevel, subjects.users);
await format(accessKeyLevel, subjects.accessKeys);
await format(signingCertificateLevel, subjects.signingCertificates);
const formatted = performance.now() - begin;
const alone = performance.now();
await parseAlone(csv);
const promClient = formatted / (performance.now() - alone);
console.log(JSON.stringify({ promClient, plainAnswerStall } satisfies Alternatives));

/** prom-client as the formatter of a family, which is the cheapest way to use it: no series is ever stored in it. */
async function format<Subject>(level: Level<Subject>, identified: readonly Identified<Subject>[]): Promise<void> {
  for (const { name, help, labels: names, read } of level.families) {
    for (let start = 0; start < identified.length; start += SUBJECTS_PER_TURN) {
      const values = identified.slice(start, start + SUBJECTS_PER_TURN).flatMap(({ identity, subject }) => {
        const identityLabels = labelsOf(identity);
        const samples = read(subject, Date.now() / 1000);
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

function labelsOf(identity: string): Record<string, string> {
  const known = parsed.get(identity);
  if (known !== undefined) return known;
  const labels = Object.fromEntries(
    [...identity.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>;
  parsed.set(identity, labels);
  return labels;
}
