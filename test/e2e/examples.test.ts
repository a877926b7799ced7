/** The examples that stand alone, held against the programs that they are for. */
import { readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse, parseAllDocuments } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { KUBERNETES_VERSIONS, type KubernetesObject } from './support/chart.ts';
import { problemsOf } from './support/kubernetes-schemas.ts';
import { cfnLintBinary, exporterMain, output, promtool2, promtool3, repositoryRoot, run } from './support/tools.ts';

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

describe('examples/kubernetes/evidence.yaml', () => {
  const objects = parseAllDocuments(readFileSync(path.join(EXAMPLES, 'kubernetes/evidence.yaml'), 'utf8')).map(
    (document) => document.toJS() as KubernetesObject,
  );

  it.each(KUBERNETES_VERSIONS)('is a CronJob and a claim that Kubernetes %s takes', async (version) => {
    expect(objects.map(({ kind }) => kind)).toEqual(['CronJob', 'PersistentVolumeClaim']);
    expect(await problemsOf(objects, version)).toEqual([]);
  });

  it('starts the command with options that it knows', async () => {
    const given = /"args":(\[[^\]]*\])/.exec(JSON.stringify(objects[0]))?.[1] ?? '[]';
    const config = path.join(await temporaryFolder(), 'config.yaml');
    await writeFile(config, 'accounts: [{ name: own }]');
    const replaced = (JSON.parse(given) as string[]).map((arg) => arg.replace(/(--config.file)=.*/, `$1=${config}`));

    expect(replaced).toEqual(['evidence', `--config.file=${config}`, '--output=/evidence/$(POD_NAME)']);
    expect(await run(process.execPath, [exporterMain, ...replaced, '--config.check'])).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

describe('examples/systemd', () => {
  const unit = readFileSync(path.join(EXAMPLES, 'systemd/iam-credential-exporter.service'), 'utf8');
  const COMMAND = '/usr/local/bin/iam-credential-exporter';

  it('is a unit without a complaint of systemd', async () => {
    const file = path.join(await temporaryFolder(), 'iam-credential-exporter.service');
    // systemd wants the command to be there.
    await writeFile(file, unit.replace(COMMAND, process.execPath));
    expect(await run('systemd-analyze', ['verify', file])).toMatchObject({ code: 0, stderr: '' });
  });

  it('starts the exporter with options that it knows', async () => {
    const [, options = ''] = new RegExp(`^ExecStart=${COMMAND} (.*)$`, 'm').exec(unit) ?? [];
    const config = path.join(await temporaryFolder(), 'config.yaml');
    await writeFile(config, 'accounts: [{ name: own }]');
    const given = options.split(' ').map((option) => option.replace(/(--config.file)=.*/, `$1=${config}`));
    expect(given).toHaveLength(2);
    expect(await run(process.execPath, [exporterMain, ...given, '--config.check'])).toMatchObject({
      code: 0,
      stderr: '',
    });
  });
});

it('examples/iam/stackset.yaml is a template without a complaint of the linter', async () => {
  expect(await output(await cfnLintBinary(), [path.join(EXAMPLES, 'iam/stackset.yaml')])).toBe('');
});
