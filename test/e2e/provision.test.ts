/** The tools of these tests: .ci/provision sees each that is missing, and the CI keeps them as long as they are right. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { output, promtool2, repositoryRoot } from './support/tools.ts';

it.each([
  ['prometheus', 'prometheus'],
  [promtool2, 'prometheus'],
  ['prometheus-alertmanager', 'prometheus-alertmanager'],
  ['amtool', 'prometheus-alertmanager'],
  ['buildah', 'buildah'],
])('where %s is missing, Debian’s %s is installed', async (program, debianPackage) => {
  const said = await output('bash', [
    '-euc',
    `source ${repositoryRoot}/.ci/provision-debian
     has() { [[ $1 != ${program} ]]; }
     as_root() { echo "$*"; }
     install_debian_packages`,
  ]);
  const [, installed = ''] = /install --yes --no-install-recommends (.*)/.exec(said) ?? [];
  expect(installed.split(' ')).toContain(debianPackage);
});

it('is kept by the CI whatever becomes of Node.js and its packages', async () => {
  const workflow = await readFile(path.join(repositoryRoot, '.github/workflows/ci.yml'), 'utf8');
  const { jobs } = parse(workflow) as { jobs: { ci: { steps: { with?: { path?: string; key?: string } }[] } } };
  const caches = jobs.ci.steps.flatMap(({ with: inputs }) => (inputs?.key === undefined ? [] : [inputs]));
  const tools = caches.filter(({ path }) => path?.includes('.cache/e2e'));
  expect(tools).toEqual([
    {
      path: '.cache/e2e',
      key: expect.stringMatching(/hashFiles\('\.ci\/provision\*', 'test\/e2e\/\*\*\/requirements\.txt'\)/),
      'restore-keys': expect.any(String),
    },
  ]);
  expect(tools[0]?.key).not.toMatch(/matrix|package-lock/);
});
