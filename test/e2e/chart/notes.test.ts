/** What Helm prints after an installation: the next step, for the values at hand. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { copyOfTheChart, valuesFile } from '../support/chart.ts';
import { helmBinary, output } from '../support/tools.ts';

let chart: string;

beforeAll(async () => {
  chart = await copyOfTheChart();
  // `helm install` takes no --kube-version, and Helm's own idea of the version is too old where it was built from source.
  const file = path.join(chart, 'Chart.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^kubeVersion:.*$/m, ''));
});

it('says how to give rights, how to look, and what is off', async () => {
  const text = await notes({});
  expect(text).toContain('reads the IAM credential report of the account whose identity the pod has.');
  expect(text).toContain('association gives to the ServiceAccount');
  expect(text).toContain('and without one no credentials.');
  expect(text).not.toContain('hop limit');
  expect(text).toContain(
    'exec deployment/exporter-iam-credential-exporter -- /nodejs/bin/node /app/dist/main.js iam-policy',
  );
  expect(text).toContain('--namespace monitoring port-forward deployment/exporter-iam-credential-exporter 10063');
  expect(text).toContain('curl -s http://localhost:10063/metrics');
  expect(text).toContain('helm test exporter --namespace monitoring');
  expect(off(text)).toEqual(['serviceMonitor.enabled', 'prometheusRule.enabled', 'dashboards.enabled']);
});

it('says where a node gives its role to no pod, if the pod may take it', async () => {
  const text = await notes({ networkPolicy: { instanceMetadata: true } });
  expect(text).toContain('and without one the role of its node.');
  expect(text).toContain('A node whose metadata service has a hop limit of 1');
});

it('names the role of IRSA, and who may take it', async () => {
  const text = await notes(await valuesOf('irsa'));
  expect(text).toContain('takes the role arn:aws:iam::111111111111:role/iam-credential-exporter.');
  expect(text).toContain('system:serviceaccount:monitoring:iam-credential-exporter.');
});

it('names the Secret of static keys', async () => {
  expect(await notes(await valuesOf('existing-secret'))).toContain(
    'takes the keys of the Secret iam-credential-exporter-aws.',
  );
});

it('says to annotate a ServiceAccount that is there already, since the chart takes no annotations for it', async () => {
  const text = await notes({ serviceAccount: { create: false, name: 'own' } });
  expect(text).toMatch(/annotation eks\.amazonaws\.com\/role-arn \(IRSA\) gives to the\s+ServiceAccount own, which/);
  expect(text).not.toContain('serviceAccount.annotations');
});

it.each([{}, 'irsa', 'existing-secret', 'bare'])('says that a new identity needs a new pod: %j', async (mode) => {
  const text = await notes(typeof mode === 'string' ? await valuesOf(mode) : mode);
  expect(text).toContain('A pod gets its identity when it starts.');
  expect(text).toContain('--namespace monitoring rollout restart deployment/exporter-iam-credential-exporter');
});

describe('reports from files', () => {
  it('need files, and nothing in AWS', async () => {
    const text = await notes(await valuesOf('report-file'));
    expect(text).toContain('1. Give it the files.');
    expect(text).not.toMatch(/its rights|association|main\.js policy|rollout restart/);
  });

  it('leave the rights of the other accounts as they are', async () => {
    const accounts = [{ name: 'own' }, { name: 'isolated', reportFile: '/reports/isolated.csv' }];
    const text = await notes({ config: { accounts } });
    expect(text).toContain('1. Give it its rights in AWS.');
    expect(text).toContain('main.js iam-policy');
  });
});

it('names the claim that the pod waits for', async () => {
  expect(await notes(await valuesOf('storage-claim'))).toContain(
    'waits until there is a claim iam-credential-exporter,',
  );
  expect(await notes(await valuesOf('storage'))).not.toContain('claim');
});

it.each([
  ['existingConfigMap', 'ConfigMap'],
  ['existingConfigSecret', 'Secret'],
])('says where the configuration is, and that a change of it is for a new pod: %s', async (key, kind) => {
  const text = await notes({ [key]: 'mine' });
  expect(text).toContain(`reads what its configuration names, in the ${kind} mine.`);
  expect(text).toContain(`A change of the ${kind} mine is yours to bring to the pod, by the same rollout restart.`);
});

it('looks in the namespace that the values name', async () => {
  const text = await notes({ namespaceOverride: 'security' });
  expect(text).toContain('--namespace security logs deployment/');
  // Of the release itself.
  expect(text).toContain('helm test exporter --namespace monitoring');
});

describe('shards', () => {
  const selector = '--selector app.kubernetes.io/name=iam-credential-exporter,app.kubernetes.io/instance=exporter';

  it('are named by their StatefulSets, which are restarted all together', async () => {
    const text = await notes({ shards: 4, replicas: 2 });
    expect(text).toContain('4 shards, with 2 pods each, share the accounts.');
    expect(text).not.toContain('deployment');
    expect(text).toContain('exec statefulset/exporter-iam-credential-exporter -- /nodejs/bin/node');
    expect(text).toContain(`rollout restart statefulset ${selector}`);
    expect(text).toContain(`logs --prefix --tail=-1 ${selector}`);
    expect(text).toContain('from inside the cluster, of every shard.');
  });

  it('show one after another what they have read', async () => {
    const text = await notes({ shards: 4 });
    expect(text).toContain('4 shards, with 1 pod each, share the accounts.');
    expect(text).toContain('port-forward pod/exporter-iam-credential-exporter-0 10063');
    expect(text).toMatch(/for shard 1\s+name pod\/exporter-iam-credential-exporter-1 instead/);
  });
});

it('takes a PodMonitor for the scrape', async () => {
  expect(off(await notes({ podMonitor: { enabled: true } }))).not.toContain('serviceMonitor.enabled');
});

it('counts the accounts', async () => {
  expect(await notes(await valuesOf('accounts'))).toContain('reads the IAM credential reports of 3 accounts.');
});

it.each([
  ['alone', {}],
  ['besides a report file', { accounts: [{ name: 'isolated', reportFile: '/reports/isolated.csv' }] }],
])('says that the accounts are those of the organization: %s', async (_, config) => {
  const text = await notes({ config: { ...config, organization: { roleName: 'reader' } } });
  expect(text).toContain('reads the IAM credential reports of the accounts of the organization');
  expect(text).toContain('main.js iam-policy');
});

it('leaves out the test where there is no Service, and tells that anybody may be talked to', async () => {
  const text = await notes(await valuesOf('bare'));
  expect(text).not.toContain('helm test');
  expect(off(text)).toContain('networkPolicy.enabled');
});

it('has nothing to say where all is on, but for a label that is missing', async () => {
  const values = {
    serviceMonitor: { enabled: true },
    prometheusRule: { enabled: true },
    dashboards: { enabled: true },
  };
  expect(await notes(values)).toMatch(/Still off: nothing\.\s+If Prometheus does not pick it up/);
  expect(await notes({ ...values, monitoringLabels: { release: 'a' } })).not.toContain(
    'If Prometheus does not pick it up',
  );
});

async function notes(values: object): Promise<string> {
  // Helm 4 alone renders them without a cluster.
  const args = ['install', 'exporter', chart, '--namespace=monitoring', '--dry-run=client', '--values=-'];
  const text = await output(await helmBinary(4), args, JSON.stringify(values));
  return text.slice(text.indexOf('NOTES:'));
}

async function valuesOf(mode: string): Promise<object> {
  return parse(await readFile(valuesFile(mode), 'utf8')) as object;
}

function off(text: string): string[] {
  return [...text.matchAll(/^ +- (\w+\.enabled):/gm)].map(([, value]) => value ?? '');
}
