/** What does not go together with shards ends with a sentence that says what to write instead. */
import { describe, expect, it } from '@jest/globals';
import { HELM_MAJORS, refusal, render } from '../support/chart.ts';

const CLAIM = '{ accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }';

/** Each value is right by itself. Values as somebody writes them, and what is said about them. */
const CONTRADICTORY: readonly (readonly [string, string])[] = [
  [
    'shards: 4\nstrategy: { type: Recreate }',
    "strategy is the Deployment's, and shards is 4, which makes StatefulSets. They replace one pod after another: remove strategy",
  ],
  [
    'shards: 4\nservice: { type: NodePort }',
    'service.type is NodePort, and shards is 4: whoever asks from outside the cluster would get one of the shards at random. Write ClusterIP, and have Prometheus read each pod by serviceMonitor or podMonitor',
  ],
  ['shards: 4\nservice: { type: LoadBalancer }', 'service.type is LoadBalancer, and shards is 4: whoever'],
  [
    'shards: 4\nstorage: { enabled: true, existingClaim: reports }',
    'shards is 4, and storage.existingClaim is one claim for all of them, each of which has files of its own: write storage.volumeClaimTemplate instead',
  ],
  [
    `storage: { enabled: true, volumeClaimTemplate: ${CLAIM} }`,
    'storage.volumeClaimTemplate makes a claim for each shard, and shards is 1: remove it, and name a claim that is there in storage.existingClaim',
  ],
  [
    `shards: 4\nstorage: { volumeClaimTemplate: ${CLAIM} }`,
    'storage.volumeClaimTemplate is set, and storage.enabled is false: write storage.enabled: true, or remove the template',
  ],
  [
    'shards: 4\nstorage: { enabled: true, volumeClaimTemplate: { storageClassName: fast } }',
    'storage.volumeClaimTemplate needs accessModes and resources.requests.storage, or Kubernetes makes no claim of it: write accessModes: [ReadWriteOnce] and resources: { requests: { storage: 1Gi } }',
  ],
  [
    `shards: 4\nstorage: { enabled: true, volumeClaimTemplate: ${CLAIM.replace('{', '{ volumeMode: Block,')} }`,
    'storage.volumeClaimTemplate.volumeMode is Block, which has no files: remove it',
  ],
  [
    `shards: 4\nstorage: { enabled: true, volumeClaimTemplate: ${CLAIM.replace('{', '{ volumeName: pv1,')} }`,
    'storage.volumeClaimTemplate.volumeName is pv1, and each pod has a claim of its own, which one volume cannot serve: remove it',
  ],
  [
    `shards: 4\nstorage: { enabled: true, volumeClaimTemplate: ${CLAIM.replace('ReadWriteOnce', 'ReadOnlyMany')} }`,
    'storage.volumeClaimTemplate.accessModes lets no pod write: write [ReadWriteOnce]',
  ],
  [
    `shards: 4\nstorage: { enabled: true, volumeClaimTemplate: ${CLAIM} }\nextraVolumes: [{ name: storage, emptyDir: {} }]`,
    "extraVolumes holds one that is called storage, as the chart's own is: give it another name",
  ],
  [
    'shards: 4\npodLabels: { iam-credential-exporter/replica: "3" }',
    "podLabels holds iam-credential-exporter/replica, which is the chart's to set: use another label",
  ],
  [
    `shards: 4\nfullnameOverride: ${'a'.repeat(53)}`,
    `shards is 4, and the StatefulSet "${'a'.repeat(53)}" would have a name of 53 characters, of which Kubernetes takes 52 for its pods' labels: write fullnameOverride, such as iam-credential-exporter`,
  ],
  [
    `shards: 4\nreplicas: 2\nfullnameOverride: ${'a'.repeat(43)}`,
    `the StatefulSet "${'a'.repeat(43)}-replica-2" would have a name of 53 characters`,
  ],
  [
    'shards: 2\nreplicas: 2\npodDisruptionBudget: { enabled: true, minAvailable: 4 }',
    'podDisruptionBudget lets none of the 4 pods go',
  ],
  [
    'shards: 4\npodDisruptionBudget: { enabled: true, minAvailable: 76% }',
    'podDisruptionBudget lets none of the 4 pods go',
  ],
  ['shards: 0', "at '/shards': minimum: got 0, want 1"],
];

/** Values at the edge of what is refused. */
const HARMONIOUS: readonly string[] = [
  `shards: 2\nfullnameOverride: ${'a'.repeat(52)}`,
  `shards: 2\nreplicas: 2\nfullnameOverride: ${'a'.repeat(42)}`,
  // Of a Deployment, whose pods have no such label.
  `fullnameOverride: ${'a'.repeat(63)}`,
  'shards: 2\nreplicas: 2\npodDisruptionBudget: { enabled: true, minAvailable: 3 }',
  'shards: 4\npodDisruptionBudget: { enabled: true, minAvailable: 75% }',
  // There is no Service.
  'shards: 2\nservice: { enabled: false, type: NodePort }\npodMonitor: { enabled: true }',
  'service: { type: LoadBalancer }',
];

describe.each(HELM_MAJORS)('helm %d', (major) => {
  // Side by side: each is a Helm of its own.
  it.concurrent.each(CONTRADICTORY)('refuses %s', async (values, message) => {
    expect(await refusal({ helm: major, values })).toContain(message);
  });

  it.concurrent.each(HARMONIOUS)('takes %s', async (values) => {
    expect(await render({ helm: major, values })).not.toEqual([]);
  });

  it.concurrent('refuses a Kubernetes that tells no pod its index, with shards alone', async () => {
    const message =
      'shards is 2, and Kubernetes v1.27.0 does not tell a pod its index in the StatefulSet, which is its shard: upgrade to 1.28 or newer, or write shards: 1';
    expect(await refusal({ helm: major, kubernetes: '1.27', values: { shards: 2 } })).toContain(message);
    expect(await render({ helm: major, kubernetes: '1.28', values: { shards: 2 } })).not.toEqual([]);
    expect(await render({ helm: major, kubernetes: '1.27' })).not.toEqual([]);
  });
});
