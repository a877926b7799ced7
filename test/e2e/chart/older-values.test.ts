/** `helm upgrade --reuse-values`: Helm brings the values of an older release, and leaves out what the chart has learnt since. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { chartFolder, copyOfTheChart, HELM_MAJORS, MODES, render, valuesFile } from '../support/chart.ts';

/** Where one of these is missing, there is none: so an older release must have had it. */
const NONE_WHERE_MISSING = ['resources', 'podSecurityContext', 'securityContext'];

let chart: string;

beforeAll(async () => {
  chart = await copyOfTheChart();
  const values = parse(await readFile(path.join(chartFolder, 'values.yaml'), 'utf8')) as Record<string, unknown>;
  const known = Object.fromEntries(NONE_WHERE_MISSING.map((key) => [key, values[key]]));
  await writeFile(path.join(chart, 'values.yaml'), stringify(known));
});

describe.each(HELM_MAJORS)('helm %d', (helm) => {
  // Side by side: each is a Helm of its own.
  it.concurrent.each(MODES)('renders %s without a single default of values.yaml', async (mode) => {
    const files = [valuesFile(mode)];
    expect(await render({ helm, chart, files })).toEqual(await render({ helm, files }));
  });

  it.concurrent.each([
    'aws:',
    'serviceMonitor: { enabled: true, interval: null }',
    'networkPolicy: { enabled: false, podIdentityAgent: null }',
    'service: { enabled: false, port: null }',
    'replicas: null',
  ])('takes %s for the default', async (values) => {
    expect(await render({ helm, values })).toEqual(
      await render({ helm, values: values.replace(/\w+: null|^aws:$/, '') }),
    );
  });
});
