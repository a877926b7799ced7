/** The values under `config` reach the exporter as they were written. */
import { describe, expect, it } from '@jest/globals';
import type { LoadedConfig } from '../../../src/config/load-config.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { HELM_MAJORS, MODES, only, render, type Rendering, valuesFile } from '../support/chart.ts';

/** Without those whose configuration lies in an object that something else makes. */
const WITH_CONFIG = MODES.filter((mode) => !['existing-secret', 'pod-monitor'].includes(mode));

it.each(WITH_CONFIG)('%s: the exporter takes the configuration', async (mode) => {
  expect(await loaded({ files: [valuesFile(mode)] })).toMatchObject({ ok: true, warnings: [] });
});

it.each(WITH_CONFIG)('%s: the exporter’s one identity could take every role', async (mode) => {
  const rendering = { files: [valuesFile(mode)] };
  const read = await loaded(rendering);
  if (!read.ok) throw new Error('the configuration is bad');
  const roles = read.config.accounts.map((account) => (account.source === 'aws' ? account.roleArn : undefined));
  const own = (await render(rendering)).map(({ metadata }) => metadata.annotations?.['eks.amazonaws.com/role-arn']);
  const partitions = [...roles, ...own].flatMap((role) => role?.split(':')[1] ?? []);
  // AWS lets nobody assume a role of another partition.
  expect(new Set(partitions).size).toBeLessThanOrEqual(1);
});

describe.each(HELM_MAJORS)('helm %d', (helm) => {
  it('keeps a date a text, with quotes and without', async () => {
    for (const date of ['2027-03-31', '"2027-03-31"']) {
      const exemption = `{ name: a, reason: b, users: [c], checks: [root-used], expires: ${date} }`;
      const configuration = await rendered({ helm, values: `config: { exemptions: [${exemption}] }` });
      expect(configuration).toContain('expires: "2027-03-31"');
      expect(readConfig(configuration, 'config.yaml', '/')).toMatchObject({ ok: true });
    }
  });

  it('keeps texts that look like something else', async () => {
    const account = {
      name: '012345670123',
      owner: 'yes',
      externalId: '1e3',
      roleArn: 'arn:aws:iam::012345670123:role/a',
    };
    expect(await loaded({ helm, values: { config: { accounts: [account] } } })).toMatchObject({
      ok: true,
      config: { accounts: [account] },
    });
  });
});

it('is no template: braces stay as they are', async () => {
  const account = { name: '{{ .Release.Name }}', roleArn: 'arn:aws:iam::012345670123:role/a' };
  expect(await loaded({ values: { config: { accounts: [account] } } })).toMatchObject({
    ok: true,
    config: { accounts: [{ name: '{{ .Release.Name }}' }] },
  });
});

it('restarts the pod when it changes, and only then', async () => {
  const checksum = async (values: object) => {
    const { template } = only(await render({ values }), 'Deployment').spec as PodTemplate;
    return template.metadata.annotations['checksum/config'];
  };
  const first = await checksum({ config: { concurrency: 1 } });
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await checksum({ config: { concurrency: 2 } })).not.toBe(first);
  expect(await checksum({ config: { concurrency: 1 }, replicas: 2, commonLabels: { a: 'b' } })).toBe(first);
});

describe('a configuration of somebody else’s making', () => {
  it.each([
    ['existingConfigMap', { name: 'config', configMap: { name: 'mine' } }],
    ['existingConfigSecret', { name: 'config', secret: { secretName: 'mine' } }],
  ])('is taken from the object that %s names', async (key, volume) => {
    const objects = await render({ values: { [key]: 'mine' } });
    expect(objects.filter(({ kind }) => kind === 'ConfigMap')).toEqual([]);
    const { template } = only(objects, 'Deployment').spec as PodTemplate;
    expect(template.spec.volumes).toEqual([volume]);
    const [{ args, volumeMounts }] = template.spec.containers;
    // The whole folder: the kubelet does not update a single file that is mounted.
    expect(volumeMounts).toEqual([{ name: 'config', mountPath: '/etc/iam-credential-exporter', readOnly: true }]);
    expect(args).toContain('--config.file=/etc/iam-credential-exporter/config.yaml');
    // A checksum of what the chart does not see would say that nothing has changed.
    expect(template.metadata).not.toHaveProperty('annotations');
  });
});

interface PodTemplate {
  readonly template: {
    readonly metadata: { readonly annotations: Readonly<Record<string, string>> };
    readonly spec: {
      readonly volumes: readonly object[];
      readonly containers: readonly [{ readonly args: readonly string[]; readonly volumeMounts: readonly object[] }];
    };
  };
}

async function loaded(rendering: Rendering): Promise<LoadedConfig> {
  return readConfig(await rendered(rendering), 'config.yaml', '/etc/iam-credential-exporter');
}

/** The exporter's configuration file in the rendered chart. */
async function rendered(rendering: Rendering): Promise<string> {
  const files = (await render(rendering)).flatMap(({ kind, data }) =>
    kind === 'ConfigMap' ? (data?.['config.yaml'] ?? []) : [],
  );
  expect(files).toHaveLength(1);
  return files[0] ?? '';
}
