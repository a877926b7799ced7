/** Prometheus 2 and 3 scrape the exporter by TLS, with a password and with a certificate of their own. */
import { describe, expect, it } from '@jest/globals';
import bcrypt from 'bcrypt';
import { startPrometheus } from './support/prometheus.ts';
import { prometheus3Binary, prometheusBinary } from './support/tools.ts';
import { startWebExporter, TLS, type WebExporter, webFolder } from './support/web-exporter.ts';

describe.each([
  ['2', () => Promise.resolve(prometheusBinary)],
  ['3', prometheus3Binary],
])('Prometheus %s', (_major, program) => {
  it('reads with what the exporter asks for, and says why it cannot without', async () => {
    const binary = await program();
    const byLogin = await startWebExporter(
      await webFolder(),
      `${TLS}basic_auth_users: { prometheus: ${bcrypt.hashSync('secret', 10)} }\n`,
    );
    const clients =
      '  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n  client_allowed_sans: [prometheus.example]\n';
    const byCertificate = await startWebExporter(await webFolder(), TLS + clients);
    const prometheus = await startPrometheus(
      [
        job('login', byLogin, { basic_auth: { username: 'prometheus', password: 'secret' } }),
        job('wrong login', byLogin, { basic_auth: { username: 'prometheus', password: 'guess' } }),
        job('certificate', byCertificate, { tls: pair(byCertificate, 'client') }),
        job('other certificate', byCertificate, { tls: pair(byCertificate, 'stranger') }),
        job('no certificate', byCertificate),
        job('no trust', byLogin, { tls: { ca_file: byLogin.folder.path('stranger.crt') } }),
      ],
      { binary },
    );
    const targets = await prometheus.process.until('every job was scraped', async () => {
      const all = await prometheus.targets();
      const isUp = (name: string) => all.some(({ labels, health }) => labels.job === name && health === 'up');
      return isUp('login') && isUp('certificate') && all.every(({ health }) => health !== 'unknown') ? all : undefined;
    });
    const errors = Object.fromEntries(targets.map(({ labels, lastError }) => [labels.job ?? '', lastError]));
    expect(errors).toEqual({
      login: '',
      'wrong login': expect.stringContaining('401'),
      certificate: '',
      'other certificate': expect.stringMatching(/EOF|reset|tls/),
      'no certificate': expect.stringContaining('certificate required'),
      'no trust': expect.stringContaining('unknown authority'),
    });
    const samples = await prometheus.process.until('both jobs have the samples of the report', async () => {
      const found = await prometheus.query('count by (job) (aws_iam_user_info)');
      return found.length === 2 ? found : undefined;
    });
    expect(samples.map(({ metric, value }) => [metric.job, value]).sort()).toEqual([
      ['certificate', 3],
      ['login', 3],
    ]);
  });
});

function job(
  name: string,
  { folder, port }: WebExporter,
  { tls = {}, ...more }: { tls?: object; basic_auth?: object } = {},
) {
  return {
    job_name: name,
    honor_labels: true,
    scheme: 'https',
    tls_config: { ca_file: folder.path('ca.crt'), server_name: 'localhost', ...tls },
    static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    ...more,
  };
}

function pair({ folder }: WebExporter, name: string) {
  return { cert_file: folder.path(`${name}.crt`), key_file: folder.path(`${name}.key`) };
}
