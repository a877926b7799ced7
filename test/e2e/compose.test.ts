/** The docker compose stack: docker compose takes it, and so does each program what it gets mounted. */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { environmentVariable, FLAGS } from '../../src/config/flags.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { BOARDS } from '../../grafana/links.ts';
import { readAlertmanagerExample } from './support/alertmanager-example.ts';
import { bindsOf, composeFolder, layOut, readStack, type Service } from './support/compose.ts';
import { startExporter } from './support/exporter-process.ts';
import { freePort } from './support/free-port.ts';
import { ServerProcess } from './support/server-process.ts';
import { amtoolBinary, output, promtool2, promtool3, repositoryRoot } from './support/tools.ts';

const OWN_IMAGE = 'ghcr.io/iam-credential-exporter/iam-credential-exporter';

/** In whichever order they were read. */
const BOTH_SAMPLES =
  /^(?=[^]*aws_iam_finding\{[^\n]*"sample-production")(?=[^]*aws_iam_finding\{[^\n]*"sample-sandbox")/;

let services: Record<string, Service>;

beforeAll(async () => {
  services = await readStack('compose.yaml');
});

function service(name: string): Service {
  const found = services[name];
  if (found === undefined) throw new Error(`there is no service ${name}`);
  return found;
}

describe('the stack', () => {
  it('has the whole chain', () => {
    expect(Object.keys(services).sort()).toEqual([
      'alertmanager',
      'exporter',
      'grafana',
      'notifications',
      'prometheus',
    ]);
  });

  it('mounts files that there are, none of them to write', () => {
    const binds = Object.values(services).flatMap(bindsOf);
    expect(binds.filter(({ source }) => !existsSync(source))).toEqual([]);
    expect(binds.filter((bind) => bind.read_only !== true)).toEqual([]);
  });

  it('pins every image, its own to the version of this repository', async () => {
    const { version } = JSON.parse(await readFile(path.join(repositoryRoot, 'package.json'), 'utf8')) as {
      version: string;
    };
    const images = Object.values(services).map(({ image }) => image);
    expect(images.filter((image) => !/:v?\d+\.\d+\.\d+$/.test(image))).toEqual([]);
    const own = images.filter((image) => image.startsWith(OWN_IMAGE));
    expect(own).toEqual([`${OWN_IMAGE}:${version}`, `${OWN_IMAGE}:${version}`]);
  });

  it('builds its image once: two services that build the same one get in each other’s way', () => {
    const building = Object.keys(services).filter((name) => service(name).build !== undefined);
    expect(building).toEqual(['exporter']);
    expect(service('notifications')).toMatchObject({
      image: service('exporter').image,
      // Before the first build it would be looked for in the registry.
      pull_policy: 'never',
      depends_on: { exporter: {} },
    });
  });

  it('is open to this machine alone', () => {
    const ports = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(ports.map(({ host_ip, published }) => `${host_ip}:${published}`).sort()).toEqual([
      '127.0.0.1:10063',
      '127.0.0.1:3000',
      '127.0.0.1:9090',
      '127.0.0.1:9093',
    ]);
  });

  it('reads a real account with one more file, and then no sample', async () => {
    const { exporter } = await readStack('compose.yaml', 'compose.aws.yaml');
    if (exporter === undefined) throw new Error('there is no exporter');
    expect(bindsOf(exporter).map(({ source }) => path.basename(source))).toEqual(['exporter.aws.yaml']);
    const [flag] = exporter.command ?? [];
    const file = path.join(await layOut(exporter), String(flag).replace('--config.file=', ''));
    const config = readConfig(await readFile(file, 'utf8'), file, path.dirname(file));
    expect(config).toMatchObject({
      ok: true,
      warnings: [],
      config: { accounts: [{ source: 'aws', name: 'default', owner: 'payments' }] },
    });
    expect(Object.keys(exporter.environment ?? {}).sort()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_REGION',
      'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN',
      environmentVariable(FLAGS.storagePath),
    ]);
  });

  it('keeps the report of a real account where the image lets the exporter write', async () => {
    const { exporter } = await readStack('compose.yaml', 'compose.aws.yaml');
    const volumes = (exporter?.volumes ?? []).filter(({ type }) => type === 'volume');
    expect(volumes).toMatchObject([{ source: 'reports', target: '/var/lib/iam-credential-exporter' }]);
    const folder = exporter?.environment?.[environmentVariable(FLAGS.storagePath)] ?? '';
    expect(path.dirname(folder)).toBe(volumes[0]?.target);
    expect(await readFile(path.join(repositoryRoot, 'Dockerfile'), 'utf8')).toMatch(
      /^COPY --from=storage --chown=65532:65532 \S+ \/var\/lib\/iam-credential-exporter$/m,
    );
  });
});

describe('the exporter', () => {
  it('serves both samples, whole, with findings', async () => {
    const folder = await layOut(service('exporter'));
    const [flag] = service('exporter').command ?? [];
    const exporter = await startExporter({ args: [String(flag).replace('=/', `=${folder}/`)] });
    const page = await exporter.metrics(BOTH_SAMPLES);
    expect(page.match(/^aws_iam_credential_report_skipped_rows\{.*/gm)).toEqual([
      expect.stringMatching(/ 0$/),
      expect.stringMatching(/ 0$/),
    ]);
    const findings = page.match(/^aws_iam_finding\{.*/gm) ?? [];
    expect(findings).toContainEqual(expect.stringContaining('check="root-without-mfa"'));
  });
});

describe('Prometheus', () => {
  it.each([
    ['2', () => promtool2],
    ['3', promtool3],
  ])('%s takes its configuration and the rules', async (_version, promtool) => {
    const folder = await layOut(service('prometheus'));
    const checked = await output(await promtool(), [
      'check',
      'config',
      path.join(folder, 'etc/prometheus/prometheus.yml'),
    ]);
    expect(checked).toMatch(/1 rule files found[^]*prometheus\/rules\.yaml[^]*SUCCESS: \d\d+ rules found/);
  });

  it('asks and tells services of the stack', async () => {
    const { scrape_configs, alerting } = parse(await readFile(path.join(composeFolder, 'prometheus.yml'), 'utf8')) as {
      scrape_configs: { honor_labels: boolean; static_configs: { targets: string[] }[] }[];
      alerting: { alertmanagers: { static_configs: { targets: string[] }[] }[] };
    };
    const targets = [...scrape_configs, ...alerting.alertmanagers]
      .flatMap(({ static_configs }) => static_configs)
      .flatMap(({ targets }) => targets);
    expect(targets).toEqual(['exporter:10063', 'alertmanager:9093']);
    expect(scrape_configs.map(({ honor_labels }) => honor_labels)).toEqual([true]);
  });
});

describe('Alertmanager', () => {
  it('gets the shipped routing, with all that it names', async () => {
    const folder = await layOut(service('alertmanager'));
    const file = path.join(folder, 'etc/alertmanager/alertmanager.yml');
    expect(await output(amtoolBinary, ['check-config', file])).toMatch(/SUCCESS[^]*1 templates\s+SUCCESS/);
    const { global } = await readAlertmanagerExample();
    const address = await readFile(path.join(folder, global.slack_api_url_file), 'utf8');
    expect(Object.keys(services)).toContain(new URL(address.trim()).hostname);
  });

  it.each([
    ['the Grafana', 'board', /^http:\/\/localhost:3000\/d\/iam-credential-/],
    ['the exporter', 'exporter', /^http:\/\/localhost:10063$/],
  ])('links to %s of the stack', async (_service, template, link) => {
    const folder = path.join(await layOut(service('alertmanager')), 'etc/alertmanager/alertmanager-templates');
    const args = ['template', 'render', `--template.glob=${folder}/*.tmpl`];
    const rendered = await output(amtoolBinary, [
      ...args,
      `--template.text={{ template "iam_credential.${template}" . }}`,
    ]);
    expect(rendered.trim()).toMatch(link);
  });

  it('is heard by the service that stands in for Slack', async () => {
    const port = await freePort();
    const [, script = ''] = service('notifications').entrypoint ?? [];
    const file = path.join(await layOut(service('notifications')), script);
    const node = new ServerProcess(process.execPath, [file], { PORT: String(port) });
    const body = JSON.stringify({
      channel: '#payments',
      attachments: [{ title: '[1 firing] Old key', text: '• deploy' }],
    });
    const answer = await node.until('it answers', async () => {
      const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
      return response.text();
    });
    expect(answer).toBe('ok');
    const shown = await node.until('the message is shown', () =>
      node.output.includes('deploy') ? node.output : undefined,
    );
    expect(shown).toBe('\n#payments  [1 firing] Old key\n• deploy\n');
  });
});

describe('Grafana', () => {
  it('is given the boards and Prometheus', async () => {
    const folder = await layOut(service('grafana'));
    const provisioning = path.join(folder, 'etc/grafana/provisioning');
    const read = async (file: string): Promise<unknown> => parse(await readFile(path.join(provisioning, file), 'utf8'));
    expect(await read('datasources/prometheus.yaml')).toMatchObject({
      datasources: [{ type: 'prometheus', url: 'http://prometheus:9090', isDefault: true }],
    });
    const { providers } = (await read('dashboards/boards.yaml')) as { providers: { options: { path: string } }[] };
    const [boards] = providers.map(({ options }) => path.join(folder, options.path));
    const expected = Object.keys(BOARDS).map((name) => `${name}.json`);
    expect((await readdir(boards ?? '')).sort()).toEqual(expected.sort());
    const home = service('grafana').environment?.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH;
    expect(existsSync(path.join(folder, home ?? 'none'))).toBe(true);
  });
});
