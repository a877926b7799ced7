/** TLS before the HTTP server: what a client gets for each setting, in one process. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { connect as connectPlain } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from '@jest/globals';
import { CIPHER_SUITES, CURVES, openSslCiphers } from '../../src/config/tls-names.ts';
import type { Log } from '../../src/model/log.ts';
import type { ClientAuthType, TlsSettings } from '../../src/model/web-settings.ts';
import { listen, type RunningServer } from '../../src/web/server.ts';
import { authority, certificate, serverPair } from '../support/certificates.ts';
import { app } from './serve.ts';

const CA = authority('test authority');
const EC = serverPair(CA);
const RSA = serverPair(CA, { type: 'rsa' });
const CLIENT = certificate({ name: 'client', signedBy: CA, names: ['DNS:prometheus.example'] });
const STRANGER = certificate({ name: 'stranger', names: ['DNS:prometheus.example'] });
const OTHER_NAME = certificate({ name: 'client', signedBy: CA, names: ['DNS:grafana.example'] });
const EXPIRED = certificate({ name: 'client', signedBy: CA, from: Date.now() - 30 * 86_400_000 });

const running: RunningServer[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

function settingsOf(values: Partial<TlsSettings> = {}, pair = EC): TlsSettings {
  return {
    certificate: pair.certificate,
    key: pair.key,
    clientCa: CA.certificate,
    clientAuth: 'NoClientCert',
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    ciphers: openSslCiphers(undefined, 'TLSv1.2'),
    preferServerCiphers: true,
    ...values,
  };
}

async function serve(settings: () => TlsSettings, debug: Log['debug'] = () => undefined): Promise<number> {
  const log = { debug, warn: () => undefined };
  const server = await listen(app(), { host: '127.0.0.1', port: 0 }, log, () => Promise.resolve(settings()));
  running.push(server);
  return server.port;
}

interface Answer {
  readonly status: string;
  readonly cipher: string;
  readonly curve: string;
  readonly version: string | null;
  readonly protocol: string | false | null;
  readonly serial: string | undefined;
  readonly isResumed: boolean;
}

/** Of one GET; undefined: the connection ends without an answer. */
async function get(port: number, options: ConnectionOptions = {}): Promise<Answer | undefined> {
  const socket: TLSSocket = connect({
    host: '127.0.0.1',
    port,
    ca: CA.certificate,
    servername: 'localhost',
    ...options,
  });
  const chunks: Buffer[] = [];
  let answer: Omit<Answer, 'status'> | undefined;
  socket.on('error', () => undefined).on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.once('secureConnect', () => {
    answer = {
      cipher: socket.getCipher().standardName,
      curve: (socket.getEphemeralKeyInfo() as { name?: string }).name ?? '',
      version: socket.getProtocol(),
      protocol: socket.alpnProtocol,
      serial: socket.getPeerX509Certificate()?.serialNumber,
      isResumed: socket.isSessionReused(),
    };
    socket.write('GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  });
  await new Promise((resolve) => socket.once('close', resolve));
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(Buffer.concat(chunks).toString()) ?? [];
  return answer === undefined || status === undefined ? undefined : { ...answer, status };
}

describe('the certificate of a client', () => {
  test.each([
    ['stranger', STRANGER, ['DEPTH_ZERO_SELF_SIGNED_CERT']],
    ['expired', EXPIRED, ['CERT_HAS_EXPIRED']],
    ['other name', OTHER_NAME, [expect.stringMatching(/no name that client_allowed_sans lists/)]],
  ])('the log says why one is refused: %s', async (_name, { certificate: cert, key }, expected) => {
    const reasons: unknown[] = [];
    const settings = settingsOf({
      clientAuth: 'RequireAndVerifyClientCert',
      allowedSans: ['prometheus.example'],
    });
    const port = await serve(
      () => settings,
      (fields) => void reasons.push((fields as { reason?: unknown }).reason),
    );
    expect(await get(port, { cert, key })).toBeUndefined();
    expect(reasons).toEqual(expected);
  });

  const clients: Readonly<Record<string, ConnectionOptions>> = {
    none: {},
    signed: { cert: CLIENT.certificate, key: CLIENT.key },
    stranger: { cert: STRANGER.certificate, key: STRANGER.key },
    expired: { cert: EXPIRED.certificate, key: EXPIRED.key },
  };
  const all = Object.keys(clients);

  test.each<[ClientAuthType, letIn: readonly string[]]>([
    ['NoClientCert', all],
    ['RequestClientCert', all],
    ['RequireAnyClientCert', ['signed', 'stranger', 'expired']],
    ['VerifyClientCertIfGiven', ['none', 'signed']],
    ['RequireAndVerifyClientCert', ['signed']],
  ])('%s lets in %j', async (clientAuth, letIn) => {
    const port = await serve(() => settingsOf({ clientAuth }));
    for (const maxVersion of ['TLSv1.3', 'TLSv1.2'] as const) {
      const answered = [];
      for (const [name, options] of Object.entries(clients)) {
        if ((await get(port, { ...options, maxVersion }))?.status === '200') answered.push(name);
      }
      expect([maxVersion, answered]).toEqual([maxVersion, letIn]);
    }
  });

  test.each<[readonly string[], boolean]>([
    [['other.example', 'prometheus.example'], true],
    [['other.example'], false],
  ])('with one of the names %j is let in: %s', async (allowedSans, isLetIn) => {
    const port = await serve(() => settingsOf({ clientAuth: 'RequireAndVerifyClientCert', allowedSans }));
    expect((await get(port, clients.signed))?.status).toBe(isLetIn ? '200' : undefined);
  });

  test('is looked at again where a session is resumed', async () => {
    const allowedSans = ['prometheus.example'];
    const settings = settingsOf({ clientAuth: 'RequireAndVerifyClientCert', allowedSans });
    const port = await serve(() => settings);
    const socket = connect({ host: '127.0.0.1', port, ca: CA.certificate, servername: 'localhost', ...clients.signed });
    const [session] = (await once(socket, 'session')) as [Buffer];
    socket.destroy();
    expect(await get(port, { ...clients.signed, session })).toMatchObject({ status: '200', isResumed: true });
    allowedSans[0] = 'other.example';
    expect(await get(port, { ...clients.signed, session })).toBeUndefined();
  });
});

describe('a cipher suite by its IANA name', () => {
  test.each(Object.keys(CIPHER_SUITES))('%s is what a client of TLS 1.2 gets', async (name) => {
    const pair = name.includes('_ECDSA_') ? EC : RSA;
    const port = await serve(() => settingsOf({ ciphers: openSslCiphers([name], 'TLSv1.2') }, pair));
    expect(await get(port, { maxVersion: 'TLSv1.2' })).toMatchObject({ status: '200', cipher: name });
  });

  test('leaves those of TLS 1.3 on, and no other one of TLS 1.2', async () => {
    const port = await serve(() =>
      settingsOf({ ciphers: openSslCiphers(['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'], 'TLSv1.2') }),
    );
    expect(await get(port)).toMatchObject({ version: 'TLSv1.3', cipher: 'TLS_AES_128_GCM_SHA256' });
    const other = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } as const;
    expect(await get(port, other)).toBeUndefined();
  });

  test.each([
    [true, 'TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384'],
    [false, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'],
  ])('is chosen by the order of the server: %s', async (preferServerCiphers, cipher) => {
    const names = ['TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384', 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256'];
    const port = await serve(() => settingsOf({ ciphers: openSslCiphers(names, 'TLSv1.2'), preferServerCiphers }));
    const ciphers = 'ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384';
    expect(await get(port, { maxVersion: 'TLSv1.2', ciphers })).toMatchObject({ cipher });
  });
});

test.each(Object.values(CURVES))('the curve %s is the one that a client gets, or none', async (curves) => {
  const port = await serve(() => settingsOf({ curves }));
  const known = { 'P-256': 'prime256v1', 'P-384': 'secp384r1', 'P-521': 'secp521r1' }[curves] ?? curves;
  expect((await get(port, { maxVersion: 'TLSv1.2' }))?.curve).toBe(known);
  const other = curves === 'X25519' ? 'P-384' : 'X25519';
  expect(await get(port, { ecdhCurve: other })).toBeUndefined();
});

test.each<[TlsSettings['minVersion'], TlsSettings['maxVersion'], got: readonly (string | undefined)[]]>([
  ['TLSv1.2', 'TLSv1.3', [undefined, undefined, 'TLSv1.2', 'TLSv1.3']],
  ['TLSv1.3', 'TLSv1.3', [undefined, undefined, undefined, 'TLSv1.3']],
  ['TLSv1.2', 'TLSv1.2', [undefined, undefined, 'TLSv1.2', undefined]],
  ['TLSv1', 'TLSv1.3', ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3']],
])('from %s to %s', async (minVersion, maxVersion, got) => {
  const port = await serve(() =>
    settingsOf({ minVersion, maxVersion, ciphers: openSslCiphers(undefined, minVersion) }),
  );
  const seen = [];
  for (const version of ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const) {
    const answer = await get(port, { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' });
    seen.push(answer?.version ?? undefined);
  }
  expect(seen).toEqual(got);
});

test('a client that offers HTTP/2 first gets HTTP/1.1', async () => {
  const port = await serve(() => settingsOf());
  expect(await get(port, { ALPNProtocols: ['h2', 'http/1.1'] })).toMatchObject({ status: '200', protocol: 'http/1.1' });
});

test('another certificate counts for the next connection', async () => {
  let settings = settingsOf();
  const port = await serve(() => settings);
  const before = await get(port);
  expect((await get(port))?.serial).toBe(before?.serial);
  settings = settingsOf({}, serverPair(CA));
  expect((await get(port))?.serial).not.toBe(before?.serial);
});

test('a connection from before a change ends with its next answer', async () => {
  let settings = settingsOf();
  const port = await serve(() => settings);
  const agent = new Agent({ keepAlive: true, ca: CA.certificate, servername: 'localhost' });
  const connection = async () => {
    const [answer] = (await once(
      request({ host: '127.0.0.1', port, path: '/-/healthy', agent }).end(),
      'response',
    )) as [IncomingMessage];
    await once(answer.resume(), 'end');
    return answer.headers.connection;
  };
  expect([await connection(), await connection()]).toEqual(['keep-alive', 'keep-alive']);
  settings = settingsOf({ clientAuth: 'RequireAndVerifyClientCert' });
  expect(await connection()).toBe('close');
  await expect(connection()).rejects.toThrow();
  agent.destroy();
});

test('a client that speaks no TLS, leaves in between or sends nothing keeps nothing from closing', async () => {
  const port = await serve(() => settingsOf());
  const plain = connectPlain(port, '127.0.0.1');
  plain.on('error', () => undefined).write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  await once(plain, 'close');
  const silent = connectPlain(port, '127.0.0.1');
  await once(silent, 'connect');
  expect((await get(port))?.status).toBe('200');
  const ended = once(silent, 'close');
  silent.on('error', () => undefined).resume();
  await running.splice(0)[0]?.close();
  await ended;
});
