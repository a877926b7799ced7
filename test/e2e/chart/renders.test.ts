/** The chart, rendered for every mode that it has a values file of. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { chartFolder, helm, HELM_MAJORS, kubernetesVersionsOf, MODES, render, valuesFile } from '../support/chart.ts';
import { expectGoldenChart } from '../support/chart-golden.ts';

describe.each(MODES)('%s', (mode) => {
  const files = [valuesFile(mode)];

  it('is what its golden file holds', async () => {
    expectGoldenChart(await render({ files }), mode);
  });

  it('is the same whichever Helm and Kubernetes it is rendered for', async () => {
    const expected = await render({ files });
    for (const major of HELM_MAJORS) {
      for (const kubernetes of kubernetesVersionsOf(mode)) {
        expect(await render({ files, helm: major, kubernetes })).toEqual(expected);
      }
    }
  });

  it.each(HELM_MAJORS)('pleases helm %d lint --strict', async (major) => {
    const { code, stdout } = await helm({ command: 'lint', files, helm: major });
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.not.stringMatching(/\[(WARNING|ERROR)\]/) });
  });
});

it('refuses a Kubernetes that is older than Chart.yaml says', async () => {
  const { code, stderr } = await helm({ kubernetes: '1.24' });
  expect(code).not.toBe(0);
  expect(stderr).toContain('>=1.25.0-0');
});

describe('lists and mappings without entries', () => {
  // As somebody leaves them who comments every entry out: Helm makes that null, and takes the default away.
  const sections = parse(readFileSync(path.join(chartFolder, 'values.yaml'), 'utf8')) as Record<string, unknown>;
  const emptied = (value: unknown): unknown =>
    isMapping(value)
      ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, isEmpty(child) ? null : emptied(child)]))
      : value;

  it.each(HELM_MAJORS)('are none for helm %d', async (major) => {
    const on = { serviceMonitor: { enabled: true }, prometheusRule: { enabled: true }, dashboards: { enabled: true } };
    const values = emptied(sections) as Record<string, object>;
    const merged = {
      ...values,
      ...Object.fromEntries(Object.entries(on).map(([key, each]) => [key, { ...values[key], ...each }])),
    };
    expect(await render({ helm: major, values: merged })).toEqual(await render({ helm: major, values: on }));
  });
});

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
