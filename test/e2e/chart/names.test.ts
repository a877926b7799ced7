/** Names and numbers of the values arrive as what they are, or are refused. */
import { describe, expect, it } from '@jest/globals';
import { KUBERNETES_VERSIONS, only, refusal, render } from '../support/chart.ts';
import { problemsOf } from '../support/kubernetes-schemas.ts';

describe('names that look like something else', () => {
  const values = {
    fullnameOverride: 'null',
    nameOverride: '1e3',
    serviceAccount: { name: '007' },
    priorityClassName: '1',
    monitoringLabels: { release: 'true' },
    serviceMonitor: { enabled: true, scrapeTimeout: '1s' },
    prometheusRule: { enabled: true, namespace: '1' },
    dashboards: { enabled: true, folder: '1' },
    podDisruptionBudget: { enabled: true, maxUnavailable: 1_000_000 },
    terminationGracePeriodSeconds: 1_000_000,
    replicas: 2_000_000,
  };

  it.each(['ConfigMap', 'GrafanaDashboard'])('stay texts, and large numbers numbers, with a %s', async (kind) => {
    const grafanaOperator = { instanceSelector: { matchLabels: { a: '1' } }, resyncPeriod: '1h' };
    for (const release of ['123', 'true', '1e3']) {
      const objects = await render({
        release,
        namespace: '2024',
        values: { ...values, dashboards: { ...values.dashboards, kind, grafanaOperator } },
      });
      expect(await problemsOf(objects, KUBERNETES_VERSIONS[1])).toEqual([]);
      for (const { metadata } of objects) {
        expect(metadata).toMatchObject({ name: expect.any(String), namespace: expect.any(String) });
        const labels = Object.entries(metadata.labels ?? {});
        expect(labels.filter(([, label]) => typeof label !== 'string')).toEqual([]);
      }
      expect(only(objects, 'Deployment')).toMatchObject({
        metadata: { name: 'null', namespace: '2024', labels: { 'app.kubernetes.io/instance': release } },
        spec: {
          replicas: 2_000_000,
          template: {
            spec: { serviceAccountName: '007', priorityClassName: '1', terminationGracePeriodSeconds: 1_000_000 },
          },
        },
      });
      expect(only(objects, 'PodDisruptionBudget').spec).toMatchObject({ maxUnavailable: 1_000_000 });
    }
  });
});

describe('a release whose full name Kubernetes would not take', () => {
  it.each([
    ['1abc', '1abc-iam-credential-exporter'],
    ['a.b', 'a.b-iam-credential-exporter'],
  ])('%s', async (release, name) => {
    const message = `the full name would be "${name}", and Kubernetes takes lower-case letters, digits and "-", a letter first: write fullnameOverride`;
    expect(await refusal({ release })).toContain(message);
    expect(await render({ release, values: { fullnameOverride: 'credentials' } })).not.toEqual([]);
  });
});

it('takes the names, labels and annotations that Kubernetes takes', async () => {
  const values = {
    commonLabels: { 'example.org/Team_1.x-y': 'A.b_c-d', empty: '', longest: 'a'.repeat(63) },
    podAnnotations: { 'Example.org/Why': 'any text, of any length' },
    serviceAccount: { name: 'a.b-c.d' },
    aws: { existingSecret: 'a'.repeat(253) },
    extraEnv: [{ name: '_a.b-c', value: '1' }],
    image: { pullSecrets: [`${'a'.repeat(100)}.b`] },
  };
  expect(await problemsOf(await render({ values }), KUBERNETES_VERSIONS[1])).toEqual([]);
});
