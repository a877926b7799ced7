/** The dashboards as Grafana's sidecar and the Grafana Operator get them. */
import { describe, expect, it } from '@jest/globals';
import { BOARDS } from '../../../grafana/links.ts';
import { render } from '../support/chart.ts';

it('has a file for each, under a name that no other chart has: the sidecar puts all of them into one folder', async () => {
  const objects = await render({ values: { dashboards: { enabled: true } } });
  const files = objects
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.labels?.grafana_dashboard === '1')
    .flatMap(({ data }) => Object.keys(data ?? {}));
  const expected = Object.keys(BOARDS).map((name) => `iam-credential-exporter-${name}.json`);
  expect(files.sort()).toEqual(expected.sort());
});

describe('as a resource of the Grafana Operator', () => {
  const named = async (grafanaOperator: object) => {
    const dashboards = { enabled: true, kind: 'GrafanaDashboard', grafanaOperator };
    return (await render({ values: { dashboards } }))
      .filter(({ kind }) => kind === 'GrafanaDashboard')
      .map(({ metadata }) => metadata.name);
  };
  const instanceSelector = { matchLabels: { dashboards: 'grafana' } };

  // The API server refuses the change of an object: "spec.instanceSelector is immutable".
  it.each([
    { instanceSelector: { matchLabels: { dashboards: 'other' } } },
    { instanceSelector, allowCrossNamespaceImport: true },
  ])('is another object with what nobody may change of one: %j', async (changed) => {
    const before = await named({ instanceSelector });
    const after = await named(changed);
    expect(after.filter((name) => before.includes(name))).toEqual([]);
  });

  it('is the same one with the rest', async () => {
    expect(await named({ instanceSelector, resyncPeriod: '5m' })).toEqual(await named({ instanceSelector }));
  });
});
