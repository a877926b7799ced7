/** The files of the guide to TLS and logins, and of examples/, are good ones. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { toWebConfig } from '../../../src/config/web-config.ts';
import { compareWithBcrypt } from '../../../src/web/password-checks.ts';
import { tlsProblem } from '../../../src/web/tls-options.ts';
import { authority, serverPair } from '../../support/certificates.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

/** With tls.crt, tls.key and client-ca.crt beside it. */
async function read(text: string) {
  const folder = await temporaryFolder();
  const ca = authority('test authority');
  const pair = serverPair(ca);
  await writeFile(path.join(folder, 'tls.crt'), pair.certificate);
  await writeFile(path.join(folder, 'tls.key'), pair.key);
  await writeFile(path.join(folder, 'client-ca.crt'), ca.certificate);
  return toWebConfig(path.join(folder, 'web-config.yml'), { ok: true, text }, tlsProblem);
}

test('the example, also with what it has in comments, and its password is the one that it names', async () => {
  const example = await readFile(path.join(ROOT, 'examples/web-config.yml'), 'utf8');
  const whole = example.replaceAll(/^ {2}# (?=client_\w+: )/gm, '  ');
  for (const text of [example, whole]) {
    const loaded = await read(text);
    if (!loaded.ok) throw new Error(loaded.problems.join('\n'));
    expect(loaded.warnings).toEqual([]);
    expect(await compareWithBcrypt(Buffer.from('change me'), loaded.settings.users.get('prometheus') ?? '')).toBe(true);
  }
  expect(await read(whole)).toMatchObject({ settings: { tls: { clientAuth: 'RequireAndVerifyClientCert' } } });
});

test('the guide', async () => {
  const guide = await readFile(path.join(ROOT, 'docs/guides/tls-and-logins.md'), 'utf8');
  const files = [...guide.matchAll(/^```yaml\n(tls_server_config:[^]*?)^```/gm)].map(([, text = '']) => text);
  expect(files).toHaveLength(2);
  for (const text of files) expect(await read(text)).toMatchObject({ ok: true, warnings: [] });
});
