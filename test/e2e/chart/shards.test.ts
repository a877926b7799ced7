/** Shards: a StatefulSet for each replica, whose pods share the accounts and are one job for Prometheus. */
import { describe, expect, it } from '@jest/globals';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import { HELM_MAJORS, type KubernetesObject, only, render, valuesFile } from '../support/chart.ts';

interface StatefulSet extends KubernetesObject {
  readonly spec: {
    readonly replicas: number;
    readonly selector: { readonly matchLabels: Labels };
    readonly template: { readonly metadata: { readonly labels: Labels }; readonly spec: PodSpec };
  };
}

type Labels = Readonly<Record<string, string>>;

interface PodSpec {
  readonly containers: readonly [{ readonly args: readonly string[]; readonly env: readonly object[] }];
}

const SHARDED = { shards: 3, replicas: 2 };

describe.each(HELM_MAJORS)('helm %d', (helm) => {
  it('makes a StatefulSet for each replica, and no Deployment', async () => {
    const objects = await render({ helm, values: SHARDED });

    expect(objects.filter(({ kind }) => kind === 'Deployment')).toEqual([]);
    expect(statefulSets(objects)).toEqual([
      expect.objectContaining({ metadata: expect.objectContaining({ name: 'exporter-iam-credential-exporter' }) }),
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'exporter-iam-credential-exporter-replica-2' }),
      }),
    ]);
    for (const { spec } of statefulSets(objects)) {
      expect(spec).toMatchObject({ replicas: 3, podManagementPolicy: 'Parallel' });
    }
  });

  it('makes none without replicas', async () => {
    expect(statefulSets(await render({ helm, values: { shards: 3, replicas: 0 } }))).toEqual([]);
  });

  it('is what it was with one shard', async () => {
    expect(await render({ helm, values: { shards: 1, replicas: 2 } })).toEqual(
      await render({ helm, values: { replicas: 2 } }),
    );
  });
});

it('gives each StatefulSet the pods that are its own, and no other one’s', async () => {
  const sets = statefulSets(await render({ values: SHARDED }));

  for (const { spec } of sets) {
    const matching = sets.filter((other) => selects(spec.selector.matchLabels, podLabels(other)));
    expect(matching.map(podLabels)).toEqual([spec.template.metadata.labels]);
  }
});

describe('everything that selects pods', () => {
  const values = {
    ...SHARDED,
    serviceMonitor: { enabled: true },
    podDisruptionBudget: { enabled: true },
    commonLabels: { team: 'security' },
  };

  it('finds those of all shards and of no other release', async () => {
    const objects = await render({ values });
    const monitored = await render({ files: [valuesFile('shards-with-claims')] });
    const selectors = [...selectorsOf(objects), ...selectorsOf(monitored)];
    const others = [
      ...(await render({ values, release: 'other' })),
      // One that has a Deployment.
      ...(await render({ release: 'third' })),
    ];

    expect(selectors.map(([kind]) => kind).sort()).toEqual([
      'NetworkPolicy',
      'NetworkPolicy',
      'PodDisruptionBudget',
      'PodMonitor',
      'Service',
    ]);
    for (const [, selector] of selectors) {
      expect(podsOf(objects).filter((labels) => selects(selector, labels))).toHaveLength(2);
      expect(podsOf(others).filter((labels) => selects(selector, labels))).toEqual([]);
    }
  });

  it('is the same object with one shard, so that an upgrade may come and go', async () => {
    const kinds = ['Service', 'ServiceMonitor', 'NetworkPolicy', 'PodDisruptionBudget'];
    const one = await render({ values: { ...values, shards: 1 } });
    const many = await render({ values });
    for (const kind of kinds) expect(only(many, kind)).toEqual(only(one, kind));
  });

  // Without a jobLabel the name of the Service is the job.
  it('is one job for Prometheus: the ServiceMonitor finds this Service and no other release’s', async () => {
    const objects = await render({ values });
    const { spec } = only(objects, 'ServiceMonitor') as { spec: { selector: { matchLabels: Labels } } };
    expect(spec).not.toHaveProperty('jobLabel');
    const services = [...objects, ...(await render({ values, release: 'other' }))].filter(
      ({ kind }) => kind === 'Service',
    );
    const found = services.filter(({ metadata }) => selects(spec.selector.matchLabels, metadata.labels ?? {}));
    expect(found).toEqual([only(objects, 'Service')]);
  });
});

it('starts the exporter of each pod as the shard of its index', async () => {
  for (const { spec } of statefulSets(await render({ values: SHARDED }))) {
    for (const index of [0, 1, 2]) {
      const started = readCommandLine({
        args: argumentsOf(spec.template.spec, index),
        environment: {},
        version: '1',
        writeOut: ignored,
        writeError: ignored,
      });
      expect(started).toMatchObject({ command: 'serve', flags: { shard: index, totalShards: 3 } });
    }
  }
});

const ignored = (): undefined => undefined;

/** What the kubelet makes of the arguments in the pod of that index. */
function argumentsOf({ containers: [{ args, env }] }: PodSpec, index: number): string[] {
  expect(env).toContainEqual({
    name: 'SHARD',
    valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } },
  });
  return args.map((arg) => arg.replaceAll('$(SHARD)', String(index)));
}

function statefulSets(objects: readonly KubernetesObject[]): StatefulSet[] {
  return objects.filter(({ kind }) => kind === 'StatefulSet').map((object) => object as StatefulSet);
}

function podLabels({ spec }: StatefulSet): Labels {
  return spec.template.metadata.labels;
}

/** The labels of the pods that there will be: one mapping for each Deployment or StatefulSet. */
function podsOf(objects: readonly KubernetesObject[]): Labels[] {
  const workloads = objects.filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind));
  return workloads.map((object) => podLabels(object as StatefulSet));
}

function selectorsOf(objects: readonly KubernetesObject[]): (readonly [string, Labels])[] {
  return objects.flatMap(({ kind, spec }) => {
    const { selector, podSelector } = (spec ?? {}) as { selector?: Labels; podSelector?: { matchLabels: Labels } };
    if (kind === 'Service') return [[kind, selector ?? {}] as const];
    if (kind === 'NetworkPolicy') return [[kind, podSelector?.matchLabels ?? {}] as const];
    if (!['PodDisruptionBudget', 'PodMonitor'].includes(kind)) return [];
    return [[kind, (selector as unknown as { matchLabels: Labels }).matchLabels] as const];
  });
}

function selects(selector: Labels, labels: Labels): boolean {
  return Object.entries(selector).every(([label, value]) => labels[label] === value);
}
