/** The docker compose stack with TLS and a login: its Prometheus reads its exporter. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { composeFolder, layOut, readStack } from './support/compose.ts';
import { startExporter } from './support/exporter-process.ts';
import { startPrometheus } from './support/prometheus.ts';
import { output, promtool2 } from './support/tools.ts';

interface ScrapeConfig {
  readonly tls_config: { readonly ca_file: string };
}

/** With what the first two commands of the README make. */
async function madeFolder(): Promise<string> {
  const readme = await readFile(path.join(composeFolder, 'README.md'), 'utf8');
  const [commands = ''] = /^openssl .*\nchmod .*$/m.exec(readme) ?? [];
  const folder = await temporaryFolder();
  await output('sh', ['-ec', `cd ${folder}\n${commands}`]);
  return folder;
}

it('Prometheus reads the exporter by TLS, with its login', async () => {
  const { exporter, prometheus } = await readStack('compose.yaml', 'compose.tls.yaml');
  if (exporter === undefined || prometheus === undefined) throw new Error('there is no such service');
  const made = await madeFolder();
  const ofExporter = await layOut(exporter, made);
  const { url } = await startExporter({
    args: (exporter.command ?? []).map((flag) => flag.replace('=/', `=${ofExporter}/`)),
  });

  const folder = path.join(await layOut(prometheus, made), 'etc/prometheus');
  const file = path.join(folder, 'prometheus.yml');
  expect(await output(promtool2, ['check', 'config', file])).toContain('is valid prometheus config file syntax');
  const { scrape_configs } = parse(await readFile(file, 'utf8')) as { scrape_configs: ScrapeConfig[] };
  const job = scrape_configs.map(({ tls_config, ...config }) => ({
    ...config,
    scrape_interval: '1s',
    // The name by which the stack reaches it is in the certificate.
    tls_config: { ca_file: path.join(folder, tls_config.ca_file), server_name: 'exporter' },
    static_configs: [{ targets: [new URL(url).host] }],
  }));
  const running = await startPrometheus(job);
  const targets = await running.process.until('it was scraped', async () => {
    const all = await running.targets();
    return all.length > 0 && all.every(({ health }) => health !== 'unknown') ? all : undefined;
  });
  expect(targets.map(({ health, lastError }) => ({ health, lastError }))).toEqual([{ health: 'up', lastError: '' }]);

  const address = url.replace('http://127.0.0.1', 'https://localhost');
  const asked = ['--silent', '--cacert', path.join(made, 'tls.crt'), '--user', 'prometheus:change me'];
  expect(await output('curl', ['--ipv4', '--fail', ...asked, `${address}/metrics`])).toContain(
    'iam_credential_exporter_fact_up',
  );
  expect(parse(await readFile(file, 'utf8'))).toMatchObject({ scrape_configs: [{ honor_labels: true }] });
});
