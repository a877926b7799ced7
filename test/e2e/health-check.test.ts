/** The HEALTHCHECK of the image, on this machine's Node.js: what it says of an exporter by how that listens. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import bcrypt from 'bcrypt';
import { environmentVariable, FLAGS } from '../../src/config/flags.ts';
import { freePort } from './support/free-port.ts';
import { repositoryRoot, run } from './support/tools.ts';
import { startWebExporter, TLS, webFolder } from './support/web-exporter.ts';

const LOGIN = `basic_auth_users: { alice: ${bcrypt.hashSync('secret', 4)} }\n`;
const CLIENTS = '  client_auth_type: RequireAndVerifyClientCert\n  client_ca_file: ca.crt\n';

let script: string;

beforeAll(async () => {
  const dockerfile = await readFile(path.join(repositoryRoot, 'Dockerfile'), 'utf8');
  const [, json = ''] = /^HEALTHCHECK [^\n]*\\\n\s+CMD (.*)$/m.exec(dockerfile) ?? [];
  [, , script = ''] = JSON.parse(json) as string[];
});

async function check(variables: Readonly<Record<string, string>>): Promise<number> {
  const written = Object.entries(variables).map((entry) => entry.join('='));
  return (await run('env', [...written, process.execPath, '-e', script])).code;
}

const listen = environmentVariable(FLAGS.listenAddresses);
const probe = environmentVariable(FLAGS.probeListenAddress);

it.each([
  ['plain HTTP', '', 0],
  ['TLS', TLS, 0],
  ['a login', LOGIN, 0],
  ['TLS and a login', TLS + LOGIN, 0],
  ['certificates of clients', TLS + CLIENTS, 1],
])('with %s', async (_what, yaml, code) => {
  const { port } = await startWebExporter(await webFolder(), yaml);

  expect(await check({ [listen]: `:${port}` })).toBe(code);
  expect(await check({ [listen]: `127.0.0.1:${port},:1` })).toBe(code);
});

it('with certificates of clients and an address for probes', async () => {
  const port = await freePort();
  await startWebExporter(await webFolder(), TLS + CLIENTS, [`--web.probe-listen-address=:${port}`]);

  expect(await check({ [listen]: ':1', [probe]: `:${port}` })).toBe(0);
});

it('with an address of IPv6', async () => {
  const port = await freePort();
  await startWebExporter(await webFolder(), '', [`--web.listen-address=[::1]:${port}`]);

  expect(await check({ [listen]: `[::1]:${port}` })).toBe(0);
});

it('where nobody listens', async () => {
  expect(await check({ [listen]: `:${await freePort()}` })).toBe(1);
  expect(await check({ [listen]: `[::1]:${await freePort()}` })).toBe(1);
});
