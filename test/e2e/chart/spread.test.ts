/** Which pods prefer not to be on one node or in one zone. */
import { expect, it } from '@jest/globals';
import { only, render } from '../support/chart.ts';

interface Workload {
  readonly template: { readonly spec: { readonly topologySpreadConstraints?: readonly Constraint[] } };
}

interface Constraint {
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly maxSkew: number;
  readonly labelSelector?: object;
  readonly matchLabelKeys?: readonly string[];
}

const OURS = {
  matchLabels: {
    'app.kubernetes.io/name': 'iam-credential-exporter',
    'app.kubernetes.io/instance': 'exporter',
    'app.kubernetes.io/component': 'exporter',
  },
};

it.each([{}, { replicas: 0 }])('says nothing of pods that are alone: %j', async (values) => {
  expect(await constraintsOf(values)).toBeUndefined();
});

it.each([
  ['without those that a rollout is about to end', { replicas: 2 }, { matchLabelKeys: ['pod-template-hash'] }],
  ['all shards', { shards: 2 }, {}],
  ['those of one shard', { shards: 2, replicas: 2 }, { matchLabelKeys: ['apps.kubernetes.io/pod-index'] }],
])('spreads over nodes and zones, if it can: %s', async (_which, values, which) => {
  const common = { maxSkew: 1, whenUnsatisfiable: 'ScheduleAnyway', labelSelector: OURS, ...which };
  expect(await constraintsOf(values)).toEqual([
    { topologyKey: 'kubernetes.io/hostname', ...common },
    { topologyKey: 'topology.kubernetes.io/zone', ...common },
  ]);
});

it('gives way to what the values say', async () => {
  const own = { topologyKey: 'rack', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 2 };
  const values = { shards: 2, topologySpreadConstraints: [own] };
  expect(await constraintsOf(values)).toEqual([{ ...own, labelSelector: OURS }]);
});

/** Of the first Deployment or StatefulSet. */
async function constraintsOf(values: {
  shards?: number;
  replicas?: number;
}): Promise<readonly Constraint[] | undefined> {
  const objects = await render({ values });
  const first = objects.filter(({ metadata }) => metadata.name === 'exporter-iam-credential-exporter');
  const workload = only(first, (values.shards ?? 1) > 1 ? 'StatefulSet' : 'Deployment').spec as Workload;
  return workload.template.spec.topologySpreadConstraints;
}
