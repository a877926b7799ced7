/** The chart as a dependency of somebody else's. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { chartFolder, helm, HELM_MAJORS, type KubernetesObject, only, render } from '../support/chart.ts';
import { repositoryRoot } from '../support/tools.ts';

let umbrella: string;

beforeAll(async () => {
  umbrella = await umbrellaWith({ condition: 'iam-credential-exporter.enabled' });
});

async function umbrellaWith(more: object): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'charts'));
  await cp(chartFolder, path.join(folder, 'charts/iam-credential-exporter'), { recursive: true });
  const dependency = { name: 'iam-credential-exporter', version: '*', ...more };
  const chart = { apiVersion: 'v2', name: 'umbrella', version: '1.0.0', dependencies: [dependency] };
  await writeFile(path.join(folder, 'Chart.yaml'), stringify(chart));
  return folder;
}

/** What their `kubectl --selector` asks for, such as `app.kubernetes.io/part-of=a`. */
async function selectorsOfTheRunbooks(): Promise<string[]> {
  const folder = path.join(repositoryRoot, 'docs/runbooks');
  const texts = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.flatMap((text) => [...text.matchAll(/^ *kubectl .*--selector (\S+)/gm)].map(([, each = '']) => each));
}

describe.each(HELM_MAJORS)('helm %d', (major) => {
  it('renders it with the parent’s values', async () => {
    const values = { 'iam-credential-exporter': { enabled: true, replicas: 2, prometheusRule: { enabled: true } } };
    const objects = await render({ helm: major, chart: umbrella, values });
    expect(only(objects, 'Deployment')).toMatchObject({
      metadata: { name: 'exporter-iam-credential-exporter' },
      spec: { replicas: 2 },
    });
    expect(only(objects, 'PrometheusRule').metadata.name).toBe('exporter-iam-credential-exporter');
  });

  it('has a job of its own under an alias, which is the name of its Service', async () => {
    const chart = await umbrellaWith({ alias: 'credentials' });
    const values = { credentials: { serviceMonitor: { enabled: true } } };
    const objects = await render({ helm: major, chart, values });
    expect(only(objects, 'ServiceMonitor').spec).not.toHaveProperty('jobLabel');
    expect(only(objects, 'Service').metadata.name).toBe('exporter-credentials');
  });

  it('is found under an alias by the commands of the runbooks', async () => {
    const chart = await umbrellaWith({ alias: 'iamExporter' });
    const values = {
      iamExporter: { fullnameOverride: 'credentials', serviceMonitor: { enabled: true } },
    };
    const objects = await render({ helm: major, chart, values });
    const { template } = only(objects, 'Deployment').spec as { template: KubernetesObject };
    const kinds = ['Deployment', 'Service', 'ServiceMonitor', 'NetworkPolicy'].map((kind) => only(objects, kind));
    const configuration = objects.filter(({ kind }) => kind === 'ConfigMap');
    const selectors = await selectorsOfTheRunbooks();
    expect(selectors.length).toBeGreaterThan(5);
    for (const { metadata } of [template, ...kinds, ...configuration]) {
      const labels = Object.entries(metadata.labels ?? {}).map((label) => label.join('='));
      expect(labels).toEqual(expect.arrayContaining(selectors));
    }
  });

  it('takes the parent’s null for "not set"', async () => {
    const values = {
      'iam-credential-exporter': { resources: { limits: null }, podSecurityContext: { fsGroup: null } },
    };
    const { template } = only(await render({ helm: major, chart: umbrella, values }), 'Deployment').spec as {
      template: { spec: { securityContext: object; containers: readonly [{ resources: object }] } };
    };
    expect(template.spec.securityContext).not.toHaveProperty('fsGroup');
    expect(template.spec.containers[0].resources).toEqual({ requests: { cpu: '20m', memory: '128Mi' } });
  });

  it('leaves it out with enabled: false', async () => {
    const values = { 'iam-credential-exporter': { enabled: false } };
    expect(await render({ helm: major, chart: umbrella, values })).toEqual([]);
  });

  it('takes what is global, whatever else is in it', async () => {
    const pullSecrets = { 'iam-credential-exporter': { image: { pullSecrets: ['one'] } } };
    const global = {
      imageRegistry: 'mirror.example.org',
      imagePullSecrets: ['one', { name: 'two' }],
      clusterName: 'east',
    };
    const objects = await render({ helm: major, chart: umbrella, values: { ...pullSecrets, global } });
    expect(only(objects, 'Deployment')).toMatchObject({
      spec: {
        template: {
          spec: {
            imagePullSecrets: [{ name: 'one' }, { name: 'two' }],
            containers: [
              {
                image: expect.stringMatching(
                  /^mirror\.example\.org\/iam-credential-exporter\/iam-credential-exporter:/,
                ),
              },
            ],
          },
        },
      },
    });
  });

  it('refuses a misspelt value of it all the same', async () => {
    const { code, stderr } = await helm({
      helm: major,
      chart: umbrella,
      values: { 'iam-credential-exporter': { replica: 2 } },
    });
    expect(code).toBe(1);
    expect(stderr).toContain("additional properties 'replica' not allowed");
  });
});
