/** The file of `--web.config.file`: what it means, and what is told of one that is wrong. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { toWebConfig } from '../../../src/config/web-config.ts';
import { authority, serverPair } from '../../support/certificates.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const CA = authority('test authority');
const PAIR = serverPair(CA);
const HASH = `$2y$10$${'x'.repeat(53)}`;

/** A folder with server.crt, server.key and ca.crt, and the file web.yml, whose name messages have. */
async function read(yaml: string, files: Readonly<Record<string, string>> = {}) {
  const folder = await temporaryFolder();
  const all = { 'server.crt': PAIR.certificate, 'server.key': PAIR.key, 'ca.crt': CA.certificate, ...files };
  for (const [name, text] of Object.entries(all)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const loaded = await toWebConfig(path.join(folder, 'web.yml'), { ok: true, text: yaml }, () => undefined);
  const problems = loaded.ok ? [] : loaded.problems.map((problem) => problem.replaceAll(`${folder}/`, ''));
  const warnings = loaded.ok ? loaded.warnings.map((warning) => warning.replaceAll(`${folder}/`, '')) : [];
  return { settings: loaded.ok ? loaded.settings : undefined, problems, warnings, loaded };
}

const TLS = 'tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n';

describe('a good file', () => {
  test.each([
    '',
    '# nothing yet\n',
    '{}',
    'tls_server_config:\nbasic_auth_users: {}\n',
    'http_server_config: { http2: }',
  ])('%j has neither TLS nor a login', async (yaml) => {
    expect((await read(yaml)).settings).toEqual({ headers: {}, users: new Map() });
  });

  test('has its certificate and key beside it, and the defaults of the format', async () => {
    expect((await read(TLS)).settings?.tls).toEqual({
      certificate: PAIR.certificate,
      key: PAIR.key,
      clientAuth: 'NoClientCert',
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.3',
      ciphers: expect.stringMatching(/^TLS_AES_128_GCM_SHA256:.*:ECDHE-RSA-AES128-GCM-SHA256:/),
      preferServerCiphers: true,
    });
  });

  test('may have the texts themselves, and files in other folders', async () => {
    const block = (text: string) => `|\n${text.replaceAll(/^/gm, '    ')}`;
    const inline = `tls_server_config:\n  cert: ${block(PAIR.certificate)}\n  key: ${block(PAIR.key)}\n`;
    const { tls } = (await read(inline)).settings ?? {};
    expect([tls?.certificate.trim(), tls?.key.trim()]).toEqual([PAIR.certificate.trim(), PAIR.key.trim()]);

    const elsewhere = 'tls_server_config: { cert_file: ../tls/tls.crt, key_file: pki/tls.key }';
    const { problems } = await read(elsewhere, { 'pki/tls.key': PAIR.key });
    expect(problems).toEqual([expect.stringMatching(/^web.yml:1: .*cert_file: .*\/tls\/tls\.crt: cannot be read/)]);
  });

  test('may have every key there is', async () => {
    const yaml = `${TLS}  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans: [prometheus.example.com, 10.0.0.1]
  min_version: TLS11
  max_version: TLS12
  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, TLS_AES_128_GCM_SHA256]
  prefer_server_cipher_suites: off
  curve_preferences: [X25519, CurveP384]
http_server_config:
  http2: yes
  headers: { X-Frame-Options: deny, X-XSS-Protection: 1, Content-Security-Policy: "" }
basic_auth_users: { alice: ${HASH}, 42: "${HASH}" }
rate_limit: { interval: 1.5s, burst: 20 }
`;
    expect((await read(yaml)).settings).toEqual({
      tls: {
        certificate: PAIR.certificate,
        key: PAIR.key,
        clientCa: CA.certificate,
        clientAuth: 'RequireAndVerifyClientCert',
        allowedSans: ['prometheus.example.com', '10.0.0.1'],
        minVersion: 'TLSv1.1',
        maxVersion: 'TLSv1.2',
        ciphers:
          'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:ECDHE-RSA-AES256-GCM-SHA384:@SECLEVEL=0',
        curves: 'X25519:P-384',
        preferServerCiphers: false,
      },
      headers: { 'X-Frame-Options': 'deny', 'X-XSS-Protection': '1' },
      users: new Map([
        ['alice', HASH],
        ['42', HASH],
      ]),
      rateLimit: { intervalMs: 1500, burst: 20 },
    });
  });

  test('that has the former name of a mode still means it', async () => {
    const { settings } = await read(`${TLS}  client_auth_type: RequireClientCert\n`);
    expect(settings?.tls?.clientAuth).toBe('RequireAnyClientCert');
  });

  test('without a limit in its rate_limit has none', async () => {
    expect((await read('rate_limit: { interval: 0s, burst: 0 }')).settings?.rateLimit).toBeUndefined();
  });

  test.each([
    [
      `basic_auth_users: { alice: ${HASH} }`,
      'basic_auth_users without tls_server_config: passwords cross the network as plain text',
    ],
    [
      `${TLS}  client_auth_type: VerifyClientCertIfGiven`,
      'client_auth_type without client_ca_file: the exporter takes the certificate of every authority that Node.js trusts',
    ],
  ])('%j warns', async (yaml, warning) => {
    expect(await read(yaml)).toMatchObject({ problems: [], warnings: [`web.yml: ${warning}`] });
  });
});

describe('a bad file', () => {
  test.each<[yaml: string, ...problems: string[]]>([
    ['a list', '1: the file: must be a mapping of keys to values'],
    ['basic_auth: {}', '1: basic_auth: is not a known key: did you mean basic_auth_users?'],
    [`${TLS}  certfile: x`, '4: tls_server_config.certfile: is not a known key: did you mean cert_file?'],
    [
      'tls_server_config: { cert_file: "" }',
      '1: tls_server_config: has neither cert_file nor cert: TLS needs a certificate and its key',
      '1: tls_server_config: has neither key_file nor key: TLS needs a certificate and its key',
    ],
    [
      'tls_server_config: { cert_file: server.crt, min_version: TLS13 }',
      '1: tls_server_config: has neither key_file nor key: TLS needs a certificate and its key',
    ],
    [`${TLS}  key: |\n    secret\n`, '4: tls_server_config.key: is there beside key_file: write one of the two'],
    [
      `${TLS}  client_ca_file: ca.crt`,
      '4: tls_server_config.client_ca_file: has no effect without client_auth_type: write client_auth_type: RequireAndVerifyClientCert',
    ],
    [
      `${TLS}  client_auth_type: RequireAndVerify`,
      '4: tls_server_config.client_auth_type: is not a known client_auth_type: write NoClientCert, RequestClientCert, RequireAnyClientCert, VerifyClientCertIfGiven or RequireAndVerifyClientCert',
    ],
    [
      `${TLS}  client_auth_type: VerifyClientCertIfGiven\n  client_allowed_sans: [a]`,
      '5: tls_server_config.client_allowed_sans: needs client_auth_type RequireAndVerifyClientCert or RequireAnyClientCert',
    ],
    [
      `${TLS}  client_auth_type: RequireAnyClientCert\n  client_allowed_sans: []`,
      '5: tls_server_config.client_allowed_sans: must not be empty: name names, or leave the key out',
    ],
    [
      `${TLS}  min_version: TLS14`,
      '4: tls_server_config.min_version: is not a known TLS version: write TLS10, TLS11, TLS12 or TLS13',
    ],
    [
      `${TLS}  min_version: TLS13\n  max_version: TLS12`,
      '4: tls_server_config.min_version: is above max_version, so that nobody could connect',
    ],
    [
      `${TLS}  max_version: TLS11`,
      '4: tls_server_config.max_version: is below the default of min_version, TLS12: write a min_version',
    ],
    [
      `${TLS}  cipher_suites: [TLS_RSA_WITH_AES_128_CBC_SHA, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA265]`,
      '4: tls_server_config.cipher_suites[0]: is an insecure cipher suite, which Go does not take in this file either: leave it out',
      '4: tls_server_config.cipher_suites[1]: is not a known cipher suite: did you mean TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256?',
    ],
    [
      `${TLS}  max_version: TLS12\n  cipher_suites: [TLS_AES_128_GCM_SHA256]`,
      '5: tls_server_config.cipher_suites: has only suites of TLS 1.3, which max_version rules out, so that nobody could connect',
    ],
    [
      `${TLS}  curve_preferences: [CurveP257]`,
      '4: tls_server_config.curve_preferences[0]: is not a known curve: write CurveP256, CurveP384, CurveP521 or X25519',
    ],
    [
      'http_server_config: { headers: { X-Frame-Options: allow, Server: x, X-XSS-Protection: "a\\nb" } }',
      '1: http_server_config.headers.X-Frame-Options: must be deny or sameorigin',
      '1: http_server_config.headers.Server: is not a known key: the keys here are Content-Security-Policy, X-Frame-Options, X-Content-Type-Options, X-XSS-Protection, Strict-Transport-Security',
      '1: http_server_config.headers.X-XSS-Protection: must be one line of ASCII characters',
    ],
    ['http_server_config: { http2: perhaps }', '1: http_server_config.http2: must be true or false'],
    ['basic_auth_users: [alice]', '1: basic_auth_users: must be a mapping of names to bcrypt hashes'],
    [
      'rate_limit: { interval: 1s, burst: 0 }',
      '1: rate_limit.burst: must be at least 1: with no burst the exporter would answer no request at all',
    ],
    ['rate_limit: { interval: soon }', '1: rate_limit.interval: must be a duration such as "100ms"'],
  ])('%j', async (yaml, ...problems) => {
    expect((await read(yaml)).problems).toEqual(problems.map((problem) => `web.yml:${problem}`));
  });

  const NO_HASH = 'the value is not a bcrypt hash ($2a$, $2b$ or $2y$): make one with htpasswd -nBC 10 ""';
  test.each([
    ['hunter2', NO_HASH],
    ['$2x$10$'.padEnd(60, 'x'), NO_HASH],
    ['$2y$03$'.padEnd(60, 'x'), NO_HASH],
    ['$2y$10$'.padEnd(59, 'x'), NO_HASH],
    ['$apr1$x$y', NO_HASH],
    ['', NO_HASH],
  ])('the hash %j of a user is told by its line, and neither is repeated', async (hash, problem) => {
    const { problems } = await read(`basic_auth_users:\n  good: ${HASH}\n  alice: "${hash}"\n`);
    expect(problems).toEqual([`web.yml:3: basic_auth_users: ${problem}`]);
  });

  test('cannot have a user without a hash, by whatever name: the login would be off', async () => {
    expect((await read('basic_auth_users:\n  alice:\n')).problems).toEqual([`web.yml:2: basic_auth_users: ${NO_HASH}`]);
    expect((await read('basic_auth_users: { "a:b": x }')).problems).toHaveLength(1);
    const { settings } = await read(`basic_auth_users: { __proto__: ${HASH} }`);
    expect([...(settings?.users.keys() ?? [])]).toEqual(['__proto__']);
  });

  test('is told of together with the files that it names', async () => {
    const yaml =
      'tls_server_config: { cert_file: none.crt, key_file: server.key, min_version: 12 }\nbasic_auth_user: {}';
    expect((await read(yaml)).problems).toEqual([
      'web.yml:1: tls_server_config.cert_file: none.crt: cannot be read: there is no such file',
      'web.yml:1: tls_server_config.min_version: must be the name of a TLS version, such as TLS10',
      'web.yml:2: basic_auth_user: is not a known key: did you mean basic_auth_users?',
    ]);
  });

  test.each([
    ['|', PAIR.key],
    ['', PAIR.key.trim().replaceAll('\n', ' ')],
    ['|', PAIR.key.split('\n').slice(1, -2).join('\n')],
  ])('with a key in place of the name of its file (%s) says so, and repeats nothing of it', async (style, key) => {
    const yaml = `tls_server_config:\n  cert_file: server.crt\n  key_file: ${style}\n${key.replaceAll(/^/gm, '    ')}`;
    expect((await read(yaml)).problems).toEqual([
      'web.yml:3: tls_server_config.key_file: must be the name of a file, in one line: the PEM itself goes under the key without _file',
    ]);
  });

  test.each([
    PAIR.key.split('\n').slice(1, -2).join(''),
    'Tr0ub4dor&3',
    `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.${'c2lnbmF0dXJl'.repeat(3)}`,
  ])('with the secret %j in place of the name of its file repeats nothing of it', async (secret) => {
    const { problems } = await read(`tls_server_config:\n  cert_file: server.crt\n  key_file: ${secret}\n`);
    expect(problems).toEqual([
      expect.stringMatching(/^web.yml:3: tls_server_config.key_file: cannot be read: [a-z ]+$/),
    ]);
  });

  const encrypted = () =>
    generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' },
    }).privateKey;

  test.each<[what: string, files: Record<string, string>, problem: string]>([
    [
      'another key',
      { 'server.key': serverPair(CA).key },
      'key_file: server.key: is not the key of the certificate: both must be of one pair',
    ],
    [
      'no key',
      { 'server.key': PAIR.certificate },
      'key_file: server.key: has no private key in PEM, which begins with -----BEGIN PRIVATE KEY-----',
    ],
    [
      'a damaged key',
      { 'server.key': PAIR.key.slice(0, 80) },
      'key_file: server.key: has a private key that cannot be read: its PEM is damaged',
    ],
    [
      'a key with a passphrase',
      { 'server.key': encrypted() },
      'key_file: server.key: has a key with a passphrase, which the exporter cannot ask for: write it without one, as openssl pkey does',
    ],
    [
      'no certificate',
      { 'server.crt': '' },
      'cert_file: server.crt: has no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----',
    ],
    [
      'a damaged certificate',
      { 'server.crt': PAIR.certificate.replace('MII', 'AAA').replace('MIH', 'AAA').replace(/\nM/, '\nA') },
      'cert_file: server.crt: has a certificate that cannot be read: its PEM is damaged',
    ],
  ])('with %s is refused, and nothing of the key is said', async (_what, files, problem) => {
    expect((await read(TLS, files)).problems).toEqual([expect.stringContaining(`: tls_server_config.${problem}`)]);
  });

  test('is refused where OpenSSL refuses it', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'server.crt'), PAIR.certificate);
    await writeFile(path.join(folder, 'server.key'), PAIR.key);
    const refusal = (): string => 'OpenSSL refuses it: ee key too small';
    const loaded = await toWebConfig(path.join(folder, 'web.yml'), { ok: true, text: TLS }, refusal);
    expect(loaded).toMatchObject({ problems: [expect.stringMatching(/:1: tls_server_config: OpenSSL refuses it/)] });
  });
});
