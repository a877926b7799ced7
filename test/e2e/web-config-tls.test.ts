/** curl reaches the exporter by TLS as the web configuration allows it, and not otherwise. */
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startWebExporter, TLS, webFolder, type WebFolder } from './support/web-exporter.ts';

let folder: WebFolder;

beforeAll(async () => {
  folder = await webFolder('rsa');
});

describe('the certificate of a client', () => {
  it.each([
    ['NoClientCert', ['none', 'client', 'stranger']],
    ['RequestClientCert', ['none', 'client', 'stranger']],
    ['RequireAnyClientCert', ['client', 'stranger']],
    ['VerifyClientCertIfGiven', ['none', 'client']],
    ['RequireAndVerifyClientCert', ['client']],
  ])('%s lets in %j', async (mode, letIn) => {
    const ca = mode === 'NoClientCert' ? '' : '  client_ca_file: ca.crt\n';
    const { curl } = await startWebExporter(folder, `${TLS}  client_auth_type: ${mode}\n${ca}`);
    const answered = [];
    for (const name of ['none', 'client', 'stranger']) {
      const pair = name === 'none' ? [] : ['--cert', folder.path(`${name}.crt`), '--key', folder.path(`${name}.key`)];
      if ((await curl('/metrics', ...pair)).status === 200) answered.push(name);
    }
    expect(answered).toEqual(letIn);
  });

  it('has to have one of the names', async () => {
    const yaml = (name: string) =>
      `${TLS}  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n  client_allowed_sans: [${name}]\n`;
    const pair = ['--cert', folder.path('client.crt'), '--key', folder.path('client.key')];
    const known = await startWebExporter(folder, yaml('prometheus.example'));
    expect((await known.curl('/metrics', ...pair)).status).toBe(200);
    const other = await startWebExporter(folder, yaml('other.example'));
    expect(await other.curl('/metrics', ...pair)).toMatchObject({ status: 0, body: '' });
  });
});

describe('versions, suites and curves', () => {
  it('are those of the file', async () => {
    const only = '  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]\n  curve_preferences: [CurveP384]\n';
    const { curl } = await startWebExporter(folder, `${TLS}  max_version: TLS12\n${only}`);
    expect(await curl('/-/healthy')).toMatchObject({ status: 200, tls: 'TLSv1.2 / ECDHE-RSA-AES256-GCM-SHA384' });
    expect(await curl('/-/healthy', '--curves', 'P-384')).toMatchObject({ status: 200 });
    for (const refused of [['--tlsv1.3'], ['--ciphers', 'ECDHE-RSA-AES128-GCM-SHA256'], ['--curves', 'X25519']]) {
      expect(await curl('/-/healthy', ...refused)).toMatchObject({ exit: 35, status: 0 });
    }
  });

  it.each([
    ['TLS13', [0, 0, 200]],
    ['TLS12', [0, 200, 200]],
    ['TLS11', [200, 200, 200]],
  ])('%s is the lowest', async (lowest, statuses) => {
    const { curl } = await startWebExporter(folder, `${TLS}  min_version: ${lowest}\n`);
    const seen = [];
    for (const version of ['1.1', '1.2', '1.3']) {
      const args = [`--tlsv${version}`, '--tls-max', version, '--ciphers', 'DEFAULT@SECLEVEL=0'];
      seen.push((await curl('/-/healthy', ...args)).status);
    }
    expect(seen).toEqual(statuses);
  });

  it('fall back to HTTP/1.1 for a client that asks for HTTP/2', async () => {
    const { curl } = await startWebExporter(folder, `${TLS}http_server_config: { http2: true }\n`);
    expect(await curl('/-/healthy', '--http2')).toMatchObject({ status: 200, version: '1.1' });
  });
});

it('puts the headers of the file on every answer', async () => {
  const headers = 'http_server_config: { headers: { Strict-Transport-Security: max-age=60, X-Frame-Options: deny } }\n';
  const { curl } = await startWebExporter(folder, TLS + headers);
  for (const route of ['/metrics', '/nothing']) {
    expect((await curl(route)).headers).toMatchObject({
      'strict-transport-security': 'max-age=60',
      'x-frame-options': 'deny',
      'x-content-type-options': 'nosniff',
    });
  }
});

it('closes a connection on which no handshake comes, or only its beginning', async () => {
  const { port } = await startWebExporter(folder, TLS);
  const hung = ['', '\u0016\u0003\u0001\u0002\u0000\u0001'].map(async (bytes) => {
    const socket = connect(port, '127.0.0.1');
    if (bytes !== '') socket.write(bytes, 'latin1');
    socket.on('error', () => undefined).resume();
    await new Promise((resolve) => socket.once('close', resolve));
  });
  await Promise.all(hung);
});
