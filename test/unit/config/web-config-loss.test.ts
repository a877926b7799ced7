/** A file of `--web.config.file` that has lost keys while the exporter runs: it may be cut, and must not let anybody in. */
import { expect, test } from '@jest/globals';
import { namesIn, started, TLS, users } from './started-web-config.ts';

test.each(['', '{}', 'basic_auth_users:\n', 'rate_limit: { interval: 1s, burst: 20 }'])(
  '%j, without the users, lets nobody in: somebody may be writing it',
  async (yaml) => {
    const { write, settings, lines } = await started(users('alice'));
    await write('web.yml', yaml);
    expect(namesIn(await settings())).toEqual(['alice']);
    expect(lines[0]?.problems).toEqual([expect.stringMatching(/has no basic_auth_users any more.*write .*: \{\}/)]);
    await write('web.yml', 'basic_auth_users: {}');
    expect(namesIn(await settings())).toEqual([]);
    await write('web.yml', yaml);
    await settings();
    expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  },
);

const AT_LOGIN = users('alice');
const AT_TLS = `tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: ca.crt
  client_allowed_sans:
    - prometheus.example.com
  min_version: TLS13
`;
const AT_LIMIT = `rate_limit:
  burst: 20
  interval: 100ms
`;
const AT_HEADERS = 'http_server_config:\n  headers:\n    X-Frame-Options: deny\n';

test.each([
  ['its users last', AT_LIMIT + AT_TLS + AT_HEADERS + AT_LOGIN],
  ['its users first', AT_LOGIN + AT_HEADERS + AT_LIMIT + AT_TLS],
])('one that is cut anywhere, with %s, keeps out whom it kept out before', async (_what, yaml) => {
  const { write, settings, loaded } = await started(yaml);
  const before = await settings();
  // Around each word, and after its first letter.
  const lengths = Array.from(yaml).flatMap((letter, length) =>
    /\W$|\W\w$|^$/.test(yaml.slice(0, length)) || /\W/.test(letter) ? [length] : [],
  );
  for (const length of lengths) {
    await write('web.yml', yaml.slice(0, length));
    expect(await settings()).toEqual(before);
  }
  // A file that is not read at all would stay as it was too.
  expect(loaded).toHaveLength(lengths.length);
  await write('web.yml', `${yaml}# whole\n`);
  expect(await settings()).toEqual(before);
  expect(loaded.at(-1)).toBe(true);
});

test('one that opens the door on purpose says so, and counts', async () => {
  const { write, settings, lines } = await started(AT_TLS + AT_LIMIT);
  const open = AT_TLS.replace(/ {2}client[^]*(?= {2}min)/, '');
  await write('web.yml', open + AT_LIMIT);
  expect((await settings()).tls?.clientAuth).toBe('RequireAndVerifyClientCert');
  expect(lines[0]?.problems).toEqual([
    expect.stringMatching(/has no tls_server_config\.client_auth_type any more.*write client_auth_type: NoClientCert/),
    expect.stringMatching(/has no tls_server_config\.client_ca_file any more/),
    expect.stringMatching(/has no tls_server_config\.client_allowed_sans any more.* restart the exporter$/),
  ]);
  await write('web.yml', `${open}  client_auth_type: NoClientCert\n${AT_LIMIT}`);
  expect((await settings()).tls?.clientAuth).toBe('NoClientCert');
  await write('web.yml', open + AT_LIMIT);
  await settings();
  expect(lines.filter(({ level }) => level === 'error')).toHaveLength(1);
});

test('one without the headers that it had counts', async () => {
  const { write, settings, lines } = await started(AT_LOGIN + AT_HEADERS);
  for (const yaml of [AT_LOGIN, AT_LOGIN + AT_HEADERS, `${AT_LOGIN}http_server_config:\n  http2: true\n`]) {
    await write('web.yml', yaml);
    await settings();
  }
  expect(lines.filter(({ level }) => level === 'info')).toHaveLength(3);
});

test('one with the certificate in it, in place of its file, has lost nothing', async () => {
  const { write, settings, lines, pair } = await started(TLS);
  const inline = JSON.stringify({ tls_server_config: { cert: pair.certificate, key: pair.key } });
  for (const yaml of [`${inline}\n`, TLS]) {
    await write('web.yml', yaml);
    await settings();
  }
  expect(lines.map(({ level }) => level)).toEqual(['info', 'info']);
});
