/** Where a release puts the chart is where its readers are told to look. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { chartFolder } from '../support/chart.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { output, repositoryRoot } from '../support/tools.ts';

interface Workflow {
  readonly jobs: { readonly chart: { readonly steps: readonly { readonly run?: string }[] } };
}

const ADDRESS = 'oci://ghcr.io/iam-credential-exporter/charts';

it('pushes the chart to an address that a registry takes, whoever the owner is', async () => {
  const workflow = await readFile(path.join(repositoryRoot, '.github/workflows/release.yml'), 'utf8');
  const { steps } = (parse(workflow) as Workflow).jobs.chart;
  const push = steps.find(({ run }) => run?.startsWith('helm push'))?.run ?? '';
  const folder = await temporaryFolder();
  for (const owner of ['iam-credential-exporter', 'IAM-Credential-Exporter']) {
    const said = await output('bash', [
      '-c',
      `helm() { echo "\${@: -1}"; }; GITHUB_REPOSITORY_OWNER=${owner} RUNNER_TEMP=${folder}; ${push}`,
    ]);
    expect(said.trim()).toBe(ADDRESS);
  }
});

it.each(['docs/deployment.md', path.relative(repositoryRoot, path.join(chartFolder, 'README.md'))])(
  '%s installs it from there',
  async (page) => {
    const text = await readFile(path.join(repositoryRoot, page), 'utf8');
    expect(text).toContain(`helm install iam-credential-exporter ${ADDRESS}/iam-credential-exporter`);
  },
);
