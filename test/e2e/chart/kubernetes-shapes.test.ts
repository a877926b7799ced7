/** The shapes that values.schema.json closes are those of the software that they are for. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { isMap, parse, parseDocument } from 'yaml';
import { z } from 'zod';
import { kubernetesDefinitions, KUBERNETES_SHAPES } from '../../../scripts/generated/kubernetes-shapes.ts';
import { extraRule } from '../../../scripts/generated/prometheus-rule.ts';
import { relabeling } from '../../../scripts/generated/relabeling.ts';
import { tlsConfig, tlsConfigWithFiles } from '../../../scripts/generated/tls-config.ts';
import { KUBERNETES_VERSIONS } from '../support/chart.ts';
import { definitionsOf } from '../support/kubernetes-schemas.ts';
import { customResourceDefinitions, repositoryRoot } from '../support/tools.ts';

// Repaired by: UPDATE_GOLDEN=1 npm run test:e2e -- test/e2e/chart, and then npm run generate
it('closes parts of Kubernetes objects with the definitions that the newest Kubernetes has', async () => {
  const definitions = await definitionsOf(KUBERNETES_SHAPES, KUBERNETES_VERSIONS[1]);
  if (process.env.UPDATE_GOLDEN === '1') {
    const file = path.join(repositoryRoot, 'scripts/generated/kubernetes-definitions.json');
    await writeFile(
      file,
      await format(JSON.stringify(definitions), { ...(await resolveConfig(file)), filepath: file }),
    );
  }
  expect(kubernetesDefinitions()).toEqual(definitions);
});

it('takes the relabelling rules that the Prometheus Operator takes', async () => {
  const file = path.join(await customResourceDefinitions(), 'monitoring.coreos.com_servicemonitors.yaml');
  const definition = parse(await readFile(file, 'utf8')) as ServiceMonitors;
  const [{ schema }] = definition.spec.versions;
  const { properties } = schema.openAPIV3Schema.properties.spec.properties.endpoints.items.properties.relabelings.items;
  expect(Object.keys(relabeling.shape).sort()).toEqual(Object.keys(properties).sort());
  expect(relabeling.shape.action.unwrap().options).toEqual(properties.action.enum);
});

it('takes the durations in a rule that the Prometheus Operator takes', async () => {
  const file = path.join(await customResourceDefinitions(), 'monitoring.coreos.com_prometheusrules.yaml');
  const definition = parseDocument(await readFile(file, 'utf8'));
  const spec = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties'];
  const rule = [...spec, 'groups', 'items', 'properties', 'rules', 'items', 'properties'];
  const patterns = ['for', 'keep_firing_for'].map((key) => definition.getIn([...rule, key, 'pattern']));
  const { properties = {} } = z.toJSONSchema(extraRule);
  expect([properties.for, properties.keep_firing_for]).toEqual(
    patterns.map((pattern) => expect.objectContaining({ pattern })),
  );
});

it.each([
  ['servicemonitors', 'endpoints', tlsConfigWithFiles],
  ['podmonitors', 'podMetricsEndpoints', tlsConfig],
])('takes the TLS settings that %s of the Prometheus Operator have', async (resource, endpoints, shape) => {
  const file = path.join(await customResourceDefinitions(), `monitoring.coreos.com_${resource}.yaml`);
  const definition = parseDocument(await readFile(file, 'utf8'));
  const spec = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties'];
  const properties = definition.getIn([...spec, endpoints, 'items', 'properties', 'tlsConfig', 'properties']);
  const keys = isMap(properties) ? properties.items.map(({ key }) => String(key)) : [];
  expect(Object.keys(shape.shape).sort()).toEqual(keys.sort());
});

interface ServiceMonitors {
  readonly spec: { readonly versions: readonly [{ readonly schema: { readonly openAPIV3Schema: Endpoints } }] };
}

type Endpoints = Properties<{ spec: Properties<{ endpoints: Items<{ relabelings: Items<Relabeling> }> }> }>;

interface Properties<Parts> {
  readonly properties: Parts;
}

interface Items<Parts> {
  readonly items: Properties<Parts>;
}

interface Relabeling {
  readonly action: { readonly enum: readonly string[] };
}
