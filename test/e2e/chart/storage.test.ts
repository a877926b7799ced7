/** Where the reports lie that survive a restart: nowhere, in a volume of the pod, or on a claim. */
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FLAGS } from '../../../src/config/flags.ts';
import { only, render } from '../support/chart.ts';

interface Deployment {
  readonly strategy: object;
  readonly template: { readonly spec: PodSpec };
}

interface StatefulSet {
  readonly template: { readonly spec: PodSpec };
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string }; readonly spec: object }[];
}

interface PodSpec {
  readonly securityContext: { readonly runAsUser: number; readonly fsGroup: number };
  readonly containers: readonly [Container];
  readonly volumes: readonly { readonly name: string }[];
}

interface Container {
  readonly args: readonly string[];
  readonly securityContext: object;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

it('is off, and then the pod has nothing to write to', async () => {
  const { container } = await rendered({});
  expect(folderOf(container)).toBeUndefined();
  expect(container.volumeMounts.filter(({ readOnly }) => readOnly !== true)).toEqual([]);
});

it.each([
  ['an emptyDir', {}, { emptyDir: { sizeLimit: '1Gi' } }],
  ['a claim', { existingClaim: 'reports' }, { persistentVolumeClaim: { claimName: 'reports' } }],
])('writes to %s and to nothing else', async (_what, values, volume) => {
  const { pod, container } = await rendered({ enabled: true, ...values });
  expect(container.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
  const writable = container.volumeMounts.filter(({ readOnly }) => readOnly !== true);
  expect(writable.map(({ name }) => pod.volumes.find((each) => each.name === name))).toEqual([
    { name: 'storage', ...volume },
  ]);
  // Below the mount: the folder of a volume is open to others, and the exporter makes one that is not.
  expect(path.dirname(folderOf(container) ?? '')).toBe(writable[0]?.mountPath);
  // A claim's folder is root's, but for this group.
  expect(pod.securityContext).toMatchObject({ runAsUser: 65532, fsGroup: 65532 });
});

it('ends the old pod before the new one only where both would write to one claim', async () => {
  expect((await rendered({ enabled: true })).strategy).toMatchObject({ type: 'RollingUpdate' });
  // Kubernetes refuses settings of a rolling update beside it.
  expect((await rendered({ enabled: true, existingClaim: 'reports' })).strategy).toEqual({ type: 'Recreate' });
});

describe('with shards', () => {
  const shards = { shards: 2, replicas: 2 };

  it('each pod has an emptyDir of its own', async () => {
    for (const set of await statefulSets({ ...shards, storage: { enabled: true } })) {
      expect(set.template.spec.volumes).toContainEqual({ name: 'storage', emptyDir: { sizeLimit: '1Gi' } });
      expect(set).not.toHaveProperty('volumeClaimTemplates');
    }
  });

  it('each pod writes to a claim that is made for it', async () => {
    const volumeClaimTemplate = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    for (const set of await statefulSets({ ...shards, storage: { enabled: true, volumeClaimTemplate } })) {
      const claims = set.volumeClaimTemplates ?? [];
      expect(claims.map(({ spec }) => spec)).toEqual([volumeClaimTemplate]);
      const { containers, volumes } = set.template.spec;
      const writable = containers[0].volumeMounts.filter(({ readOnly }) => readOnly !== true);
      expect(claims.map(({ metadata }) => metadata.name)).toEqual(writable.map(({ name }) => name));
      expect(path.dirname(folderOf(containers[0]) ?? '')).toBe(writable[0]?.mountPath);
      // Kubernetes adds it by the name of the template.
      expect(volumes.map(({ name }) => name)).toEqual(['config']);
    }
  });

  // It refuses an upgrade that changes it.
  it('says of the claims nothing that a label or a new version would change', async () => {
    const storage = {
      enabled: true,
      volumeClaimTemplate: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    };
    const [set] = await statefulSets({ ...shards, storage });
    const [other] = await statefulSets({ ...shards, storage, commonLabels: { a: 'b' }, image: { tag: '9' } });
    expect(other?.volumeClaimTemplates).toEqual(set?.volumeClaimTemplates);
  });
});

async function statefulSets(values: object): Promise<StatefulSet[]> {
  const sets = (await render({ values })).filter(({ kind }) => kind === 'StatefulSet');
  expect(sets).toHaveLength(2);
  return sets.map(({ spec }) => spec as StatefulSet);
}

async function rendered(storage: object) {
  const { strategy, template } = only(await render({ values: { storage } }), 'Deployment').spec as Deployment;
  const { spec: pod } = template;
  return { strategy, pod, container: pod.containers[0] };
}

function folderOf({ args }: Container): string | undefined {
  const flag = `--${FLAGS.storagePath.name}=`;
  return args.find((each) => each.startsWith(flag))?.slice(flag.length);
}
