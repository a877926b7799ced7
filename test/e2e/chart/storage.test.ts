/** Where the reports lie that survive a restart: nowhere, in a volume of the pod, or on a claim. */
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { FLAGS } from '../../../src/config/flags.ts';
import { only, render } from '../support/chart.ts';

interface Deployment {
  readonly strategy: object;
  readonly template: { readonly spec: PodSpec };
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

async function rendered(storage: object) {
  const { strategy, template } = only(await render({ values: { storage } }), 'Deployment').spec as Deployment;
  const { spec: pod } = template;
  return { strategy, pod, container: pod.containers[0] };
}

function folderOf({ args }: Container): string | undefined {
  const flag = `--${FLAGS.storagePath.name}=`;
  return args.find((each) => each.startsWith(flag))?.slice(flag.length);
}
