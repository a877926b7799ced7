/** What the API server would refuse of the pod, or take and do something else with, ends with a sentence before. */
import { describe, expect, it } from '@jest/globals';
import { HELM_MAJORS, refusal, render } from '../support/chart.ts';

/** Each value is right by itself. Values as somebody writes them, and what is said about them. */
const CONTRADICTORY: readonly (readonly [string, string])[] = [
  [
    'existingConfigMap: a\nexistingConfigSecret: b',
    'existingConfigMap and existingConfigSecret are both set, and there is one configuration: remove one of them',
  ],
  [
    'existingConfigMap: a\nconfig: { concurrency: 1 }',
    'config is set, and so is existingConfigMap, and there is one configuration: remove one of them',
  ],
  [
    'existingConfigSecret: a\nconfig: { concurrency: 1 }',
    'config is set, and so is existingConfigSecret, and there is',
  ],
  ['caBundle: { configMap: a, secret: b }', 'caBundle.configMap and caBundle.secret are both set: remove one of them'],
  [
    'proxy: { https: "http://user:password@proxy.example.org:3128" }',
    'proxy.https holds a user, and a password has no place in values: put the address into a Secret, name it in extraEnv as HTTPS_PROXY by valueFrom.secretKeyRef, and let its port out by networkPolicy.extraEgress',
  ],
  ['proxy: { http: "http://user@proxy.example.org" }', 'in extraEnv as HTTP_PROXY by valueFrom.secretKeyRef'],
  [
    'proxy: { https: "http://proxy.example.org" }\nextraEnv: [{ name: https_proxy, value: "http://a" }]',
    'extraEnv holds https_proxy, which the chart sets from proxy.https: remove one of them',
  ],
  [
    'caBundle: { secret: a }\nextraEnv: [{ name: NODE_EXTRA_CA_CERTS, value: /a }]',
    'extraEnv holds NODE_EXTRA_CA_CERTS, which the chart sets from caBundle: remove one of them',
  ],
  [
    'caBundle: { secret: a }\nextraVolumes: [{ name: ca-bundle, emptyDir: {} }]',
    "extraVolumes holds one that is called ca-bundle, as the chart's own is: give it another name",
  ],
  [
    'strategy: { type: Recreate, rollingUpdate: { maxSurge: 1 } }',
    'strategy.type is Recreate, and strategy.rollingUpdate is set: remove one of them',
  ],
  [
    'strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0% } }',
    'strategy.rollingUpdate lets no pod come and none go: write maxSurge: 1',
  ],
  [
    'strategy: { type: RollingUpdate }\nstorage: { enabled: true, existingClaim: a }',
    'strategy lets two pods write the same files to storage.existingClaim: write strategy: { type: Recreate }, or',
  ],
  ['dnsPolicy: None', 'dnsPolicy is None, and dnsConfig.nameservers names none: add one, or write another dnsPolicy'],
  [
    'extraEnv: [{ name: AWS_SECRET_ACCESS_KEY, value: hush }]',
    'extraEnv holds AWS_SECRET_ACCESS_KEY, and a key has no place in values: put it into a Secret and write its name to aws.existingSecret',
  ],
  [
    'aws: { existingSecret: keys }\nextraEnv: [{ name: AWS_ACCESS_KEY_ID, valueFrom: { secretKeyRef: { name: a, key: b } } }]',
    'extraEnv holds AWS_ACCESS_KEY_ID, which the chart sets from aws.existingSecret: remove one of them',
  ],
  [
    'aws: { region: us-east-1 }\nextraEnv: [{ name: AWS_REGION, value: us-west-2 }]',
    'extraEnv holds AWS_REGION, which the chart sets from aws.region: remove one of them',
  ],
  [
    'extraEnv: [{ name: AWS_EC2_METADATA_DISABLED, value: "false" }]',
    'extraEnv holds AWS_EC2_METADATA_DISABLED, which the chart sets from networkPolicy.instanceMetadata: remove one',
  ],
  ['extraEnv: [{ name: A, value: a }, { name: A, value: b }]', 'extraEnv holds A twice: remove one of them'],
  [
    'extraContainers: [{ name: a, env: [{ name: A }, { name: A }] }]',
    'extraContainers.a.env holds A twice: remove one of them',
  ],
  [
    'extraContainers: [{ name: exporter }]',
    "extraContainers holds one that is called exporter, as the chart's own is: give it another name",
  ],
  ['initContainers: [{ name: exporter }]', 'initContainers holds one that is called exporter'],
  [
    'initContainers: [{ name: a }]\nextraContainers: [{ name: a }]',
    'extraContainers holds a, and another container has that name: give it another one',
  ],
  [
    'extraVolumes: [{ name: a, emptyDir: {} }, { name: a, emptyDir: {} }]',
    'extraVolumes holds two that are called a: give one of them another name',
  ],
  [
    'extraVolumeMounts: [{ name: a, mountPath: /a }]',
    'extraVolumeMounts mounts a, and there is no volume of that name: add it to extraVolumes',
  ],
  [
    'extraVolumeMounts: [{ name: config, mountPath: /etc/iam-credential-exporter/ }]',
    'extraVolumeMounts mounts config at /etc/iam-credential-exporter, where the chart has a volume of its own',
  ],
  // The folder is read-only, and the runtime could not make one in it.
  [
    'extraVolumeMounts: [{ name: config, mountPath: /etc/iam-credential-exporter/reports/ }]',
    'extraVolumeMounts mounts config at /etc/iam-credential-exporter/reports, below /etc/iam-credential-exporter, where the chart has a volume of its own: use another mountPath',
  ],
  [
    'extraVolumeMounts: [{ name: config, mountPath: /etc//./iam-credential-exporter/a/b }]',
    'extraVolumeMounts mounts config at /etc/iam-credential-exporter/a/b, below /etc/iam-credential-exporter, where',
  ],
  [
    'storage: { enabled: true }\nextraVolumeMounts: [{ name: config, mountPath: /var/lib/iam-credential-exporter/reports }]',
    'extraVolumeMounts mounts config at /var/lib/iam-credential-exporter/reports, below /var/lib/iam-credential-exporter, where the chart',
  ],
  [
    'extraContainers: [{ name: fetch, volumeMounts: [{ name: report, mountPath: /a }] }]\nextraVolumes: [{ name: reports, emptyDir: {} }]',
    'extraContainers.fetch.volumeMounts mounts report, and there is no volume of that name: add it to extraVolumes',
  ],
  [
    'initContainers: [{ name: wait, volumeMounts: [{ name: a, mountPath: /a }] }]',
    'initContainers.wait.volumeMounts mounts a, and there is no volume of that name: add it to extraVolumes',
  ],
  [
    'extraVolumeMounts: [{ name: config, mountPath: /a }, { name: config, mountPath: /a/ }]',
    'extraVolumeMounts mounts two volumes at /a: use another mountPath for one of them',
  ],
  [
    'extraVolumes: [{ name: config, emptyDir: {} }]',
    "extraVolumes holds one that is called config, as the chart's own is: give it another name",
  ],
  [
    'storage: { enabled: true }\nextraVolumes: [{ name: storage, emptyDir: {} }]',
    "extraVolumes holds one that is called storage, as the chart's own is: give it another name",
  ],
  [
    'replicas: 2\nstorage: { enabled: true, existingClaim: reports }',
    'replicas is 2, and the pods would write the same files to storage.existingClaim: write replicas: 1, or remove the claim, and each pod stores reports of its own',
  ],
  [
    'storage: { existingClaim: reports }',
    'storage.existingClaim is set, and storage.enabled is false: write storage.enabled: true, or remove the claim',
  ],
  [
    'extraEnv: [{ name: SHARD, value: "0" }]\nshards: 2',
    'extraEnv holds SHARD, which the chart sets from shards: remove one of them',
  ],
  [
    'podAnnotations: { checksum/config: a }',
    'podAnnotations holds checksum/config, by which the chart restarts the pod: use another name',
  ],
  [
    'podAnnotations: { checksum/service-account: a }',
    'podAnnotations holds checksum/service-account, by which the chart restarts the pod: use another name',
  ],
];

/** Values at the edge of what is refused. */
const HARMONIOUS: readonly string[] = [
  'replicas: 0\nstorage: { enabled: true, existingClaim: reports }',
  'replicas: 2\nstorage: { enabled: true }',
  'extraEnv: [{ name: SHARD, value: "0" }]',
  // There is none of the chart's own.
  'extraVolumes: [{ name: storage, emptyDir: {} }]',
  'strategy: { type: Recreate }\nstorage: { enabled: true, existingClaim: reports }',
  'strategy: { rollingUpdate: { maxUnavailable: 0 } }',
  'dnsPolicy: None\ndnsConfig: { nameservers: [10.0.0.10] }',
  'proxy: { https: "http://proxy.example.org" }\nextraEnv: [{ name: HTTP_PROXY, value: a }]',
  'extraVolumeMounts: [{ name: config, mountPath: /a }]',
  'extraVolumeMounts: [{ name: config, mountPath: /etc/iam-credential-exporter-reports }]',
  // Nothing is there.
  'extraVolumeMounts: [{ name: config, mountPath: /var/lib/iam-credential-exporter/reports }]',
  // What the chart or somebody has a volume of. The folders of another container are its own.
  'extraContainers: [{ name: a, volumeMounts: [{ name: config, mountPath: /etc/iam-credential-exporter/a }] }]',
  'extraVolumes: [{ name: a, emptyDir: {} }]\ninitContainers: [{ name: b, volumeMounts: [{ name: a, mountPath: /a }] }]',
  'extraEnv: [{ name: A, value: a }, { name: a, value: b }]',
  'initContainers: [{ name: a, env: [{ name: A }] }]\nextraContainers: [{ name: b, env: [{ name: A }] }]',
];

describe.each(HELM_MAJORS)('helm %d', (major) => {
  // Side by side: each is a Helm of its own.
  it.concurrent.each(CONTRADICTORY)('refuses %s', async (values, message) => {
    expect(await refusal({ helm: major, values })).toContain(message);
  });

  it.concurrent.each(HARMONIOUS)('takes %s', async (values) => {
    expect(await render({ helm: major, values })).not.toEqual([]);
  });
});
