/** Certificates and logins that change while the exporter runs. */
import { expect, it } from '@jest/globals';
import bcrypt from 'bcrypt';
import { authority, serverPair } from '../support/certificates.ts';
import { ownValue } from './support/aws-exporter.ts';
import { startWebExporter, TLS, webFolder } from './support/web-exporter.ts';

const login = (name: string) => `basic_auth_users: { ${name}: ${bcrypt.hashSync('secret', 4)} }\n`;

it('a renewed certificate, another login and the end of it count without a restart', async () => {
  const folder = await webFolder();
  const { curl, exporter } = await startWebExporter(folder, TLS);
  const untilStatus = (status: number, ...args: readonly string[]) =>
    exporter.process.until(`${args.join(' ')} gets ${status}`, async () =>
      (await curl('/-/healthy', ...args)).status === status ? true : undefined,
    );
  await untilStatus(200);

  const next = authority('another authority');
  await folder.write('next-ca.crt', next.certificate);
  await folder.writePair('server', serverPair(next));
  // Trusts the new authority only.
  await untilStatus(200, '--cacert', folder.path('next-ca.crt'));
  expect((await curl('/-/healthy')).exit).toBe(60);
  await folder.writePair('server', serverPair(folder.ca));
  await untilStatus(200);

  await folder.write('web.yml', TLS + login('alice'));
  await untilStatus(401);
  await untilStatus(200, '--user', 'alice:secret');
  await folder.write('web.yml', TLS + login('bob'));
  await untilStatus(401, '--user', 'alice:secret');
  await untilStatus(200, '--user', 'bob:secret');
  await folder.write('web.yml', `${TLS}basic_auth_users: {}\n`);
  await untilStatus(200);
});

it('a bad file changes nothing, is logged once and shows in a metric until it is mended', async () => {
  const folder = await webFolder();
  const { curl, exporter } = await startWebExporter(folder, TLS + login('alice'));
  const untilValue = (value: number) =>
    exporter.process.until(`the metric is ${value}`, async () => {
      const { status, body } = await curl('/metrics', '--user', 'alice:secret');
      expect(status).toBe(200);
      return ownValue(body, 'config_last_reload_successful') === value ? true : undefined;
    });
  await untilValue(1);
  await folder.write('server.key', 'no key');
  await untilValue(0);
  await folder.write('web.yml', '');
  await exporter.process.until('the second problem is logged', async () => {
    await curl('/metrics');
    return refusals().length === 2 ? true : undefined;
  });
  expect((await curl('/metrics')).status).toBe(401);
  expect(refusals().map(({ problems }) => problems)).toEqual([
    [expect.stringContaining('server.key: has no private key in PEM')],
    [
      expect.stringContaining('web.yml: TLS can be turned on or off only by a restart'),
      expect.stringContaining('web.yml: has no basic_auth_users any more'),
    ],
  ]);

  await folder.writePair('server', serverPair(folder.ca));
  await folder.write('web.yml', TLS + login('alice'));
  await untilValue(1);
  expect(refusals()).toHaveLength(2);

  function refusals() {
    return exporter.logs().filter(({ msg }) => String(msg).startsWith('the web configuration was refused'));
  }
});
