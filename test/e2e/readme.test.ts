/** What the README shows works as it is written there. */
import { readFileSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { render } from './support/chart.ts';
import { exporterMain, output, promtool2, repositoryRoot, run } from './support/tools.ts';

const readme = readFileSync(path.join(repositoryRoot, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, yaml = '']) => yaml);

function block(mark: string): string {
  const [found, ...more] = blocks.filter((yaml) => yaml.includes(mark));
  if (found === undefined || more.length > 0) throw new Error(`not one YAML block of the README has ${mark}`);
  return found;
}

test('its configuration is good, and its report file is there', async () => {
  // Beside the report that it names.
  const file = path.join(await temporaryFolder(), 'config.yaml');
  await writeFile(file, block('# config.yaml').replace('examples/', `${repositoryRoot}/examples/`));

  const checked = await run(process.execPath, [exporterMain, '--config.check', `--config.file=${file}`]);
  const sandbox = /reportFile: ([^,]+)/.exec(block('# config.yaml'))?.[1] ?? '';
  const found = await run(process.execPath, [
    exporterMain,
    'check',
    `--report-file=${path.join(repositoryRoot, sandbox)}`,
  ]);

  expect([checked.code, checked.stderr, found.code]).toEqual([0, '', 0]);
});

test('its values make the exporter, the monitor, the rules and the boards', async () => {
  const kinds = (await render({ values: block('# values.yaml') })).map(({ kind }) => kind);

  expect(new Set(kinds)).toEqual(
    new Set([
      'ConfigMap',
      'Deployment',
      'NetworkPolicy',
      'Pod',
      'PrometheusRule',
      'Service',
      'ServiceAccount',
      'ServiceMonitor',
    ]),
  );
});

test('Prometheus takes its scrape configuration, with the rules beside it', async () => {
  const folder = await temporaryFolder();
  const rules = path.join(repositoryRoot, 'helm/iam-credential-exporter/files/rules.yaml');
  await copyFile(rules, path.join(folder, 'rules.yaml'));
  const file = path.join(folder, 'prometheus.yml');
  await writeFile(file, block('scrape_configs:'));

  expect(await output(promtool2, ['check', 'config', file])).toContain('SUCCESS');
});
