/** Every object that the chart makes is one that a cluster takes, key by key, and that the restricted Pod Security Standard admits. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { type KubernetesObject, kubernetesVersionsOf, MODES, only, render, valuesFile } from '../support/chart.ts';
import { problemsOf } from '../support/kubernetes-schemas.ts';

describe.each([0, 1] as const)('the oldest (0) and the newest (1) Kubernetes: %d', (age) => {
  // Side by side: each is a Helm of its own.
  it.concurrent.each(MODES)('takes the objects of %s', async (mode) => {
    const kubernetes = kubernetesVersionsOf(mode)[age];
    expect(await problemsOf(await render({ files: [valuesFile(mode)], kubernetes }), kubernetes)).toEqual([]);
  });

  it.concurrent.each([
    ['Deployment', 'minReadySecond'],
    ['StatefulSet', 'serviceNam'],
    ['NetworkPolicy', 'egres'],
    ['ServiceMonitor', 'endpoint'],
    ['PrometheusRule', 'group'],
    ['GrafanaDashboard', 'jsons'],
  ])('would not take a %s with a misspelt key', async (kind, key) => {
    const values = { serviceMonitor: { enabled: true }, prometheusRule: { enabled: true } };
    const mode = { GrafanaDashboard: 'grafana-operator', StatefulSet: 'shards' }[kind] ?? 'default';
    const kubernetes = kubernetesVersionsOf(mode)[age];
    const object = (await render({ files: [valuesFile(mode)], values, kubernetes })).find((each) => each.kind === kind);
    if (object === undefined) throw new Error(`no ${kind} is rendered`);
    const misspelt: KubernetesObject = { ...object, spec: { ...(object.spec as object), [key]: 1 } };
    const problems = await problemsOf([misspelt], kubernetes);
    expect(problems.join()).toContain(key);
  });
});

interface SecurityContext {
  readonly allowPrivilegeEscalation?: boolean;
  readonly privileged?: boolean;
  readonly runAsNonRoot?: boolean;
  readonly runAsUser?: number;
  readonly seccompProfile?: { readonly type: string };
  readonly capabilities?: { readonly drop?: readonly string[]; readonly add?: readonly string[] };
}

interface Container {
  readonly name: string;
  readonly securityContext?: SecurityContext;
}

interface PodSpec {
  readonly automountServiceAccountToken: boolean;
  readonly enableServiceLinks: boolean;
  readonly securityContext: SecurityContext;
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly hostNetwork?: boolean;
  readonly hostPID?: boolean;
  readonly hostIPC?: boolean;
  readonly volumes?: readonly object[];
}

describe('a namespace with the restricted Pod Security Standard', () => {
  // Of the host's network no standard but "privileged" lets a pod be.
  it.concurrent.each(MODES.filter((mode) => mode !== 'host-network'))('takes the pods of %s', async (mode) => {
    const objects = await render({ files: [valuesFile(mode)] });
    const exporters = objects
      .filter(({ kind }) => ['Deployment', 'StatefulSet'].includes(kind))
      .map(({ spec }) => (spec as { template: { spec: PodSpec } }).template.spec);
    const tests = objects.filter(({ kind }) => kind === 'Pod').map(({ spec }) => spec as PodSpec);
    expect(exporters).not.toEqual([]);
    expect([...exporters, ...tests].flatMap(unrestricted)).toEqual([]);
  });

  it('would not take one with a container that may become root', () => {
    const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
    const pod = { automountServiceAccountToken: false, enableServiceLinks: false, securityContext: {} };
    expect(unrestricted({ ...pod, containers: [{ name: 'a', securityContext }] })).toEqual([
      'a: runAsNonRoot',
      'a: seccompProfile',
    ]);
    expect(unrestricted({ ...pod, securityContext: { runAsNonRoot: true }, containers: [{ name: 'a' }] })).toEqual([
      'a: allowPrivilegeEscalation',
      'a: seccompProfile',
      'a: capabilities',
    ]);
  });
});

/** What https://kubernetes.io/docs/concepts/security/pod-security-standards says against a pod. */
function unrestricted(spec: PodSpec): string[] {
  const allowed = [
    'configMap',
    'csi',
    'downwardAPI',
    'emptyDir',
    'ephemeral',
    'persistentVolumeClaim',
    'projected',
    'secret',
  ];
  const kinds = (spec.volumes ?? []).flatMap(Object.keys).filter((key) => key !== 'name');
  const ofContainers = [...spec.containers, ...(spec.initContainers ?? [])].flatMap(
    ({ name, securityContext = {} }) => {
      const merged = { ...spec.securityContext, ...securityContext };
      const problems = [
        securityContext.privileged === true && 'privileged',
        securityContext.allowPrivilegeEscalation !== false && 'allowPrivilegeEscalation',
        (merged.runAsNonRoot !== true || merged.runAsUser === 0) && 'runAsNonRoot',
        merged.seccompProfile?.type !== 'RuntimeDefault' && 'seccompProfile',
        !(securityContext.capabilities?.drop ?? []).includes('ALL') && 'capabilities',
        (securityContext.capabilities?.add ?? []).length > 0 && 'capabilities',
      ];
      return problems.filter((problem) => problem !== false).map((problem) => `${name}: ${problem}`);
    },
  );
  return [
    ...[spec.hostNetwork, spec.hostPID, spec.hostIPC].filter((host) => host === true).map(() => 'host'),
    ...kinds.filter((kind) => !allowed.includes(kind)),
    ...ofContainers,
  ];
}

it('needs nothing for the values of everything that their head does not name', async () => {
  const [head = ''] = readFileSync(valuesFile('everything'), 'utf8').split(/^[^#]/m);
  const objects = await render({ files: [valuesFile('everything')] });
  const made = objects.map(({ metadata }) => metadata.name);
  const { template } = only(objects, 'Deployment').spec as { template: object };
  const named = [
    ...stringify(template).matchAll(
      /\b(?:runtimeClassName|imagePullSecrets:\s+- name|(?:configMap|configMapRef):\s+name): (.+)/g,
    ),
  ];
  const needed = named.map(([, name = '']) => name).filter((name) => !made.includes(name));
  expect(needed.length).toBeGreaterThan(3);
  expect(needed.filter((name) => !head.includes(name))).toEqual([]);
});

describe('without a word in the values', () => {
  it('makes pods that the restricted Pod Security Standard admits', async () => {
    const objects = await render({});
    const { template } = only(objects, 'Deployment').spec as { template: { spec: PodSpec } };
    for (const spec of [template.spec, only(objects, 'Pod').spec as PodSpec]) {
      expect(spec.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: 65532,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(spec.containers).toHaveLength(1);
      expect(spec.containers[0]?.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect([spec.hostNetwork, spec.hostPID, spec.hostIPC]).toEqual([undefined, undefined, undefined]);
      // Kinds of volumes that the standard admits.
      expect((spec.volumes ?? []).flatMap(Object.keys).filter((key) => !['name', 'configMap'].includes(key))).toEqual(
        [],
      );
      expect([spec.automountServiceAccountToken, spec.enableServiceLinks]).toEqual([false, false]);
    }
  });

  it('gives neither the Service nor the NetworkPolicy the pod of helm test', async () => {
    const objects = await render({});
    const labels = only(objects, 'Pod').metadata.labels ?? {};
    const service = only(objects, 'Service').spec as { selector: Record<string, string> };
    const policy = only(objects, 'NetworkPolicy').spec as { podSelector: { matchLabels: Record<string, string> } };
    for (const selector of [service.selector, policy.podSelector.matchLabels]) {
      expect(Object.entries(selector).every(([label, value]) => labels[label] === value)).toBe(false);
    }
  });

  it('has no object that a client-side kubectl apply could not remember', async () => {
    const everything = await render({ files: [valuesFile('monitoring')] });
    // The annotation with the last applied object may hold this many bytes.
    const tooLarge = everything.filter((object) => JSON.stringify(object).length > 262_144);
    expect(tooLarge.map(({ metadata }) => metadata.name)).toEqual([]);
  });
});
