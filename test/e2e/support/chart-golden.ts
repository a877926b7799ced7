/** What the chart makes of a values file, as text to be read and compared: test/golden/chart. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { expectGolden } from '../../support/golden.ts';
import { chartFolder, type KubernetesObject } from './chart.ts';

/** Compares the objects with test/golden/chart/NAME.yaml. */
export function expectGoldenChart(objects: readonly KubernetesObject[], name: string): void {
  const text = objects.map(goldenText).join('---\n');
  expectGolden(text, `chart/${name}.yaml`, 'UPDATE_GOLDEN=1 npm run test:e2e -- test/e2e/chart');
}

/** Without what other files say already: the dashboards, the rules, the version. */
function goldenText(object: KubernetesObject): string {
  const { version } = parse(readFileSync(path.join(chartFolder, 'Chart.yaml'), 'utf8')) as { version: string };
  return stringify(withoutFiles(object), { lineWidth: 0, aliasDuplicateObjects: false }).replaceAll(version, 'VERSION');
}

function withoutFiles(object: KubernetesObject): object {
  if (object.kind === 'PrometheusRule' && !object.metadata.name.endsWith('-extra')) {
    const file: unknown = parse(chartFile('rules.yaml'));
    return {
      ...object,
      spec: isDeepStrictEqual(object.spec, file) ? '<files/rules.yaml>' : '<files/rules.yaml, changed>',
    };
  }
  if (object.kind === 'GrafanaDashboard') {
    const spec = object.spec as { readonly json: string };
    return { ...object, spec: { ...spec, json: dashboardMarker(spec.json, dashboardName(object)) } };
  }
  if (object.kind === 'ConfigMap' && object.metadata.name.includes('-dashboard-')) {
    const data = Object.entries(object.data ?? {}).map(([key, json]) => [
      key,
      dashboardMarker(json, dashboardName(object)),
    ]);
    return { ...object, data: Object.fromEntries(data) as object };
  }
  return object;
}

function dashboardName({ metadata }: KubernetesObject): string {
  return metadata.name.replace(/^.*-dashboard-(.*?)(?:-[0-9a-f]{8})?$/, '$1');
}

/** Stands for a dashboard that is, byte for byte, the chart's file. */
function dashboardMarker(json: string, name: string): string {
  const file = `dashboards/${name}.json`;
  expect(json.trim()).toBe(chartFile(file).trim());
  return `<files/${file}>`;
}

function chartFile(relative: string): string {
  return readFileSync(path.join(chartFolder, 'files', relative), 'utf8');
}
