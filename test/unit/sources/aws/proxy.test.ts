/** Through a proxy, and by certificates of one's own: against a CONNECT proxy and a TLS front on loopback. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  connect,
  createServer as createNetServer,
  type Server as NetServer,
  type Socket,
} from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { startEndpoint } from '../../../support/endpoint.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ACCOUNT, fetchReport, reasonOf } from './fetch-report.ts';

const ACCOUNT_ID = '111122223333';
const KEY = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 's' };
const ROLE = { ...ACCOUNT, roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/audit` };
const PROXY_NAMES = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'ALL_PROXY'].flatMap((n) => [n, n.toLowerCase()]);

let certificate: { readonly file: string; readonly cert: Buffer; readonly key: Buffer };
const servers: NetServer[] = [];
const sockets: Socket[] = [];
let fake: FakeAws;

beforeAll(async () => {
  const folder = await temporaryFolder();
  const [file, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=iam.test', '-addext', 'subjectAltName=DNS:iam.test,IP:127.0.0.1'];
  const ec = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...ec, '-keyout', key, '-out', file, '-days', '2', ...subject], {
    stdio: 'ignore',
  });
  certificate = { file, cert: await readFile(file), key: await readFile(key) };
});

beforeEach(async () => {
  for (const name of PROXY_NAMES) Reflect.deleteProperty(process.env, name);
  fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT_ID, csv: reportCsv(ACCOUNT_ID), generatedTime: Date.now() }],
  });
});

afterEach(async () => {
  jest.restoreAllMocks();
  for (const name of PROXY_NAMES) Reflect.deleteProperty(process.env, name);
  // Those of a tunnel are no connections of the server any more.
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(
    servers.splice(0).map((server) => {
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

async function listening(server: NetServer): Promise<number> {
  servers.push(server);
  server.on('connection', (socket: Socket) => sockets.push(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** The fake AWS behind TLS. */
async function startFront(): Promise<number> {
  return listening(
    createTlsServer(certificate, (incoming, outgoing) => {
      const { method, headers } = incoming;
      incoming.pipe(
        request(fake.url, { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
          answer.pipe(outgoing);
        }),
      );
    }),
  );
}

/** Leads whatever it is asked for to `port`, or refuses all of it with `status`. */
async function startProxy(port: number, status = 200): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(`GET ${incoming.url}`);
    const { method, headers } = incoming;
    incoming.pipe(request({ host: '127.0.0.1', port, method, headers }, (answer) => answer.pipe(outgoing)));
  });
  server.on('connect', ({ url }, socket) => {
    asked.push(`CONNECT ${url}`);
    socket.on('error', () => undefined);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 6\r\n\r\n<html>`);
      return;
    }
    const tunnel = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      tunnel.pipe(socket);
      socket.pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
    socket.on('close', () => tunnel.destroy());
  });
  return { url: `127.0.0.1:${await listening(server)}`, asked };
}

const IAM = 'https://iam.test:443';

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('%s leads IAM and STS through a proxy', async (name) => {
  const proxy = await startProxy(await startFront());
  setAwsEnvironment(IAM, { ...KEY, AWS_CA_BUNDLE: certificate.file, [name]: `http://${proxy.url}` });

  const { report, error } = await fetchReport({ account: ROLE });

  expect(error).toBeUndefined();
  expect(report).toBeDefined();
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT iam.test:443']));
  expect(fake.count('AssumeRole')).toBe(1);
});

test('a proxy without a scheme is asked by HTTP', async () => {
  const proxy = await startProxy(await startFront());
  setAwsEnvironment(IAM, { ...KEY, AWS_CA_BUNDLE: certificate.file, HTTPS_PROXY: proxy.url });

  expect((await fetchReport()).report).toBeDefined();
});

test('HTTP_PROXY is for endpoints without TLS', async () => {
  const proxy = await startProxy(Number(new URL(fake.url).port));
  setAwsEnvironment('http://iam.test', { ...KEY, HTTP_PROXY: `http://${proxy.url}` });

  expect((await fetchReport()).report).toBeDefined();
  expect(proxy.asked[0]).toMatch(/^GET http:\/\/iam\.test/);
});

test.each(['NO_PROXY', 'no_proxy'])('%s leaves the proxy out', async (name) => {
  const proxy = await startProxy(1);
  setAwsEnvironment(fake.url, { ...KEY, HTTP_PROXY: `http://${proxy.url}`, [name]: '127.0.0.1' });

  expect((await fetchReport()).report).toBeDefined();
  expect(proxy.asked).toEqual([]);
});

test.each([
  [403, 'service', 'look for a proxy in between'],
  [407, 'network', 'the proxy wants a login'],
])('a proxy that refuses with %d is told as one', async (status, reason, told) => {
  const proxy = await startProxy(1, status);
  setAwsEnvironment(IAM, { ...KEY, HTTPS_PROXY: `http://${proxy.url}` });

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe(reason);
  expect((fetched.error as Error).message).toContain(told);
});

/** Does this with whoever connects. */
async function startServer(serve: (socket: Socket) => void): Promise<string> {
  const server = createNetServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  return `127.0.0.1:${await listening(server)}`;
}

const LOGIN = 'audit:wJalrXUtnFEMI';

test.each<[string, () => Promise<string> | string, string]>([
  [
    'that closes the connection',
    () => startServer((socket) => socket.once('data', () => socket.end())),
    'the proxy of HTTPS_PROXY closed the connection before it answered (ECONNRESET)',
  ],
  [
    'that is none, but a server of SSH',
    () => startServer((socket) => socket.write('SSH-2.0-OpenSSH_9.6\r\n\r\n')),
    'the proxy of HTTPS_PROXY answers in a form that is not HTTP',
  ],
  [
    'that answers half in HTTP',
    () => startServer((socket) => socket.write('HTTP/1.1 200 OK\r\nno header\r\n\r\n')),
    'the proxy of HTTPS_PROXY answers in a form that is not HTTP',
  ],
  ['that nobody runs', () => '127.0.0.1:1', 'the proxy of HTTPS_PROXY cannot be reached (ECONNREFUSED 127.0.0.1:1)'],
  [
    'whose name nobody knows',
    () => 'proxy.invalid:3128',
    'the proxy of HTTPS_PROXY cannot be reached (ENOTFOUND proxy.invalid)',
  ],
])('a proxy %s is told as one, to IAM and to STS', async (_which, proxy, told) => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
  setAwsEnvironment(IAM, { ...KEY, HTTPS_PROXY: `http://${LOGIN}@${await proxy()}` });

  for (const account of [ACCOUNT, ROLE]) {
    const fetched = await fetchReport({ account });

    expect(reasonOf(fetched)).toBe('network');
    expect((fetched.error as Error).message).toContain(told);
    expect((fetched.error as Error).message).not.toContain('wJalr');
  }
});

test('a certificate of a CA that nobody knows is refused, without AWS_CA_BUNDLE', async () => {
  setAwsEnvironment(`https://127.0.0.1:${await startFront()}`, KEY);

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('network');
  expect((fetched.error as Error).message).toBe(
    'a certificate of a CA that is not trusted: set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS to a file with that CA, if it is the one of a proxy of yours (DEPTH_ZERO_SELF_SIGNED_CERT)',
  );
});

test('AWS_CA_BUNDLE is taken without a proxy too', async () => {
  setAwsEnvironment(`https://127.0.0.1:${await startFront()}`, { ...KEY, AWS_CA_BUNDLE: certificate.file });

  expect((await fetchReport()).report).toBeDefined();
});

test('neither a container endpoint nor instance metadata are asked through a proxy, and STS of a web identity is', async () => {
  const proxy = await startProxy(Number(new URL(fake.url).port));
  const local = await startEndpoint(404);
  const proxies = { HTTP_PROXY: `http://${proxy.url}`, HTTPS_PROXY: `http://${proxy.url}` };

  setAwsEnvironment('http://iam.test', {
    ...proxies,
    AWS_EC2_METADATA_DISABLED: 'false',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: local.url,
  });
  await fetchReport();
  setAwsEnvironment('http://iam.test', { ...proxies, AWS_CONTAINER_CREDENTIALS_FULL_URI: `${local.url}/container` });
  await fetchReport();

  expect(local.asked).toContain('/container');
  expect(local.asked.some((asked) => asked.startsWith('/latest/'))).toBe(true);
  expect(proxy.asked).toEqual([]);

  const token = path.join(await temporaryFolder(), 'token');
  await writeFile(token, 't');
  setAwsEnvironment('http://iam.test', { ...proxies, AWS_WEB_IDENTITY_TOKEN_FILE: token, AWS_ROLE_ARN: ROLE.roleArn });
  await fetchReport();

  expect(proxy.asked).not.toEqual([]);
});
