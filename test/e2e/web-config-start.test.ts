/** The start with a web configuration: what is refused, which addresses are listened on, and that all of them end. */
import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { configFile, spawnExporter, startExporter } from './support/exporter-process.ts';
import { freePort } from './support/free-port.ts';
import { exporterMain, run } from './support/tools.ts';
import { startWebExporter, TLS, webFolder, type WebFolder } from './support/web-exporter.ts';

let folder: WebFolder;
let config: string;

beforeAll(async () => {
  folder = await webFolder();
  config = await configFile({ accounts: [{ name: 'none', reportFile: '/nowhere.csv' }] });
});

const exporter = (...args: readonly string[]) =>
  run(process.execPath, [exporterMain, `--config.file=${config}`, ...args]);

describe('a bad file', () => {
  it.each([[[]], [['--config.check']]])('ends the start with every problem and code 2, with %j too', async (args) => {
    const web = folder.path('bad.yml');
    await writeFile(web, 'tls_server_config: { cert_file: none.crt, key_file: server.key }\nbasic_auth_user: {}\n');
    const { code, stdout, stderr } = await exporter(
      '--web.listen-address=nowhere',
      `--web.config.file=${web}`,
      ...args,
    );
    expect({ code, stdout, lines: stderr.trim().split('\n') }).toEqual({
      code: 2,
      stdout: '',
      lines: [
        '--web.listen-address: must be [HOST]:PORT, such as :10063 or 127.0.0.1:10063',
        `${web}:1: tls_server_config.cert_file: ${folder.path('none.crt')}: cannot be read: there is no such file`,
        `${web}:2: basic_auth_user: is not a known key: did you mean basic_auth_users?`,
      ],
    });
  });

  it('is one that is missing', async () => {
    const { code, stderr } = await exporter('--web.config.file=/nowhere/web.yml');
    expect([code, stderr]).toEqual([2, '/nowhere/web.yml: cannot be read: there is no such file\n']);
  });

  it('has a key that OpenSSL does not take', async () => {
    const short = await run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:512',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=x',
      '-keyout',
      folder.path('short.key'),
      '-out',
      folder.path('short.crt'),
    ]);
    expect(short.code).toBe(0);
    const web = folder.path('short.yml');
    await writeFile(web, 'tls_server_config: { cert_file: short.crt, key_file: short.key }\n');
    const { code, stderr } = await exporter(`--web.config.file=${web}`);
    expect([code, stderr]).toEqual([2, `${web}:1: tls_server_config: OpenSSL refuses it: ee key too small\n`]);
  });
});

it('a good file is said to be good by --config.check, and an empty one means neither TLS nor a login', async () => {
  await folder.write('good.yml', TLS);
  const checked = await exporter(`--web.config.file=${folder.path('good.yml')}`, '--config.check');
  expect([checked.code, checked.stdout]).toEqual([
    0,
    `${config} is good: 1 account\n${folder.path('good.yml')} is good\n`,
  ]);

  const { curl } = await startWebExporter(await webFolder(), '');
  expect((await curl('/-/healthy')).status).toBe(200);
});

describe('many addresses', () => {
  it('are all listened on, with TLS, and closed at the end; the probes have one without', async () => {
    const { exporter: started, curl } = await startWebExporter(
      folder,
      `${TLS}basic_auth_users: { alice: $2y$04$${'x'.repeat(53)} }\n`,
      ['--web.listen-address=[::1]:0', '--web.probe-listen-address=127.0.0.1:0'],
    );
    const lines = started.logs().filter(({ msg }) => String(msg).startsWith('listening'));
    expect(lines.map(({ msg, address, tls }) => [msg, address, tls])).toEqual([
      ['listening', '127.0.0.1', true],
      ['listening', '::1', true],
      ['listening for probes', '127.0.0.1', false],
    ]);
    const [, second, probe] = lines.map(({ port }) => Number(port));
    expect((await curl('/metrics')).status).toBe(401);
    const other = await run('curl', [
      '--silent',
      '--cacert',
      folder.path('ca.crt'),
      '--resolve',
      `localhost:${second}:[::1]`,
      `https://localhost:${second}/metrics`,
    ]);
    expect(other.stdout).toMatch(/^this needs a user/);
    const get = async (route: string) => {
      const answer = await fetch(`http://127.0.0.1:${probe}${route}`);
      return [answer.status, await answer.text()];
    };
    expect(await get('/-/healthy')).toEqual([200, 'healthy\n']);
    expect((await get('/metrics'))[0]).toBe(404);

    expect(await started.process.stop()).toMatchObject({ code: 0, signal: null });
    for (const { address, port } of lines) expect(await isOpen(String(address), Number(port))).toBe(false);
  });

  it('are told in words where they are taken, each of them, and nothing is left open', async () => {
    const { url } = await startExporter();
    const taken = Number(new URL(url).port);
    const free = await freePort();
    const server = spawnExporter([
      `--config.file=${config}`,
      `--web.listen-address=127.0.0.1:${free},127.0.0.1:${taken}`,
      '--web.probe-listen-address=192.0.2.1:1',
    ]);
    expect((await server.exited()).code).toBe(1);
    expect(server.output).toContain(`port ${taken} is taken: end the program that listens on it`);
    expect(server.output).toContain('this machine has no address 192.0.2.1');
    expect(server.output).not.toContain('"msg":"listening"');
  });
});

function isOpen(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
