/** What is written about the chart is so. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { chartFolder, render } from '../support/chart.ts';
import { helmDocsBinary, output, repositoryRoot } from '../support/tools.ts';

const README = path.join(chartFolder, 'README.md');
const DEPLOYMENT = path.join(repositoryRoot, 'docs/deployment.md');

// Repaired by: UPDATE_GOLDEN=1 npm run test:e2e -- test/e2e/chart
it('has the README that helm-docs makes of README.md.gotmpl, Chart.yaml and values.yaml', async () => {
  const text = await output(await helmDocsBinary(), [
    `--chart-search-root=${chartFolder}`,
    '--sort-values-order=file',
    '--log-level=warn',
    '--dry-run',
  ]);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(README, `${text.trim()}\n`);
  expect(readFileSync(README, 'utf8').trim()).toBe(text.trim());
});

const onKubernetes = /^## On Kubernetes$([^]*?)^## /m.exec(readFileSync(DEPLOYMENT, 'utf8'))?.[1] ?? '';
const examples = [...readFileSync(README, 'utf8').matchAll(yamlBlocks()), ...onKubernetes.matchAll(yamlBlocks())].map(
  ([, yaml]) => yaml ?? '',
);

it('has examples', () => {
  expect(examples.length).toBeGreaterThan(3);
});

it.each(examples)('renders the example %#', async (values) => {
  expect(await render({ values })).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'Deployment' })]));
});

function yamlBlocks(): RegExp {
  return /^ *```yaml\n([^]*?)^ *```$/gm;
}
