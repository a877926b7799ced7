/** The examples that stand alone, held against the programs that they are for. */
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { cfnLintBinary, output, promtool2, promtool3, repositoryRoot } from './support/tools.ts';

const EXAMPLES = path.join(repositoryRoot, 'examples');

describe('examples/prometheus.yml', () => {
  it.each([
    ['2', () => promtool2],
    ['3', promtool3],
  ])('is taken by Prometheus %s, with the rules where it wants them', async (_version, promtool) => {
    const folder = await temporaryFolder();
    await cp(path.join(EXAMPLES, 'prometheus.yml'), path.join(folder, 'prometheus.yml'));
    const rules = path.join(repositoryRoot, 'helm/iam-credential-exporter/files/rules.yaml');
    await cp(rules, path.join(folder, 'rules.yaml'));
    const checked = await output(await promtool(), ['check', 'config', path.join(folder, 'prometheus.yml')]);
    expect(checked).toMatch(/1 rule files found[^]*SUCCESS: \d\d+ rules found/);
  });

  it('scrapes as the exporter wants it', async () => {
    const { scrape_configs } = parse(await readFile(path.join(EXAMPLES, 'prometheus.yml'), 'utf8')) as {
      scrape_configs: object[];
    };
    expect(scrape_configs).toEqual([
      expect.objectContaining({
        honor_labels: true,
        scrape_interval: '1m',
        static_configs: [{ targets: ['localhost:10063'] }],
      }),
    ]);
  });
});

it('examples/iam/stackset.yaml is a template without a complaint of the linter', async () => {
  expect(await output(await cfnLintBinary(), [path.join(EXAMPLES, 'iam/stackset.yaml')])).toBe('');
});
