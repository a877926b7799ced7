/** What is written about the chart is so. */
import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { chartFolder, KUBERNETES_VERSIONS, render } from '../support/chart.ts';
import { exporterMain, helmBinary, helmDocsBinary, output, repositoryRoot, run } from '../support/tools.ts';

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
  const kinds = (await render({ values })).map(({ kind }) => kind);
  expect(kinds).toContainEqual(expect.stringMatching(/^(Deployment|StatefulSet)$/));
});

describe('what the schema cannot see', () => {
  /** Runs the commands of the README that make a configuration file of values. */
  async function rendered(values: object): Promise<string> {
    const [, commands = ''] = /^(helm template [^]*> rendered\.yaml) &&$/m.exec(readFileSync(README, 'utf8')) ?? [];
    expect(commands).not.toBe('');
    const folder = await temporaryFolder();
    symlinkSync(path.join(repositoryRoot, 'helm'), path.join(folder, 'helm'));
    writeFileSync(path.join(folder, 'values.yaml'), JSON.stringify(values));
    const helm = `helm() { ${await helmBinary(4)} "$@" --kube-version=${KUBERNETES_VERSIONS[1]}.0; }`;
    await run('bash', ['-c', `cd ${folder}; ${helm}; ${commands}`]);
    return path.join(folder, 'rendered.yaml');
  }

  it('is to be heard from the exporter', async () => {
    const exemption = { name: 'a', reason: 'b', users: ['c'], checks: ['root-usd'], expires: '2027-03-31' };
    const accounts = [{ name: 'twice' }, { name: 'twice', roleArn: 'arn:aws:iam::111111111111:role/a' }];
    const file = await rendered({ config: { accounts, exemptions: [exemption] } });
    const { code, stderr } = await run(process.execPath, [exporterMain, `--config.file=${file}`, '--config.check']);
    expect(code).toBe(2);
    expect(stderr).toContain('exemptions[0].checks[0]: matches the id of no check');
    expect(stderr).toContain('accounts[1].name: the name is already taken by accounts[0]');
  });

  // An empty file would be refused for being empty.
  it('is not asked of a file that helm could not make', async () => {
    expect(existsSync(await rendered({ replicas: 'many' }))).toBe(false);
  });
});

function yamlBlocks(): RegExp {
  return /^ *```yaml\n([^]*?)^ *```$/gm;
}
