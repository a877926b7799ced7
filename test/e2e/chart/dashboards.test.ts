/** The dashboards as Grafana's sidecar and the Grafana Operator get them. */
import { expect, it } from '@jest/globals';
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
