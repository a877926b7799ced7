/** Who gets in with which password, and that guesses keep nobody out. */
import { beforeAll, expect, it } from '@jest/globals';
import bcrypt from 'bcrypt';
import { startWebExporter, TLS, type WebExporter, webFolder } from './support/web-exporter.ts';

const hashOf = (password: string, version: string, cost = 10) => bcrypt.hashSync(password, cost).replace('2b', version);

let web: WebExporter;

beforeAll(async () => {
  const users = [
    `  alice: ${hashOf('of alice', '2a')}`,
    `  bob: ${hashOf('of bob', '2b')}`,
    `  carol: ${hashOf('of carol', '2y')}`,
  ];
  web = await startWebExporter(await webFolder(), `${TLS}basic_auth_users:\n${users.join('\n')}\n`);
  await web.exporter.process.until('the page has its account', async () =>
    (await web.curl('/metrics', '--user', 'bob:of bob')).body.includes('aws_iam_user_info') ? true : undefined,
  );
});

it.each(['alice', 'bob', 'carol'])('%s gets in with the right password only', async (name) => {
  expect((await web.curl('/metrics', '--user', `${name}:of ${name}`)).body).toContain('aws_iam_user_info{');
  const wrong = await web.curl('/metrics', '--user', `${name}:of nobody`);
  expect([wrong.status, wrong.body]).toEqual([401, 'this needs a user and a password of the web configuration\n']);
  expect(wrong.headers['www-authenticate']).toBe('Basic realm="iam-credential-exporter", charset="UTF-8"');
});

it.each(['/', '/metrics', '/-/healthy', '/-/ready', '/nothing'])('%s is for nobody without a login', async (route) => {
  expect((await web.curl(route)).status).toBe(401);
  expect((await web.curl(route, '--user', 'mallory:of alice')).status).toBe(401);
});

it('neither a reload nor a log line gives anything away', async () => {
  expect((await web.curl('/-/reload', '--request', 'POST')).status).toBe(401);
  expect(web.exporter.process.output).not.toMatch(/of alice|of nobody|\$2[aby]\$|mallory/);
});

it('guesses from one address are turned away, and the password that is known gets in all the while', async () => {
  const guesses = Array.from({ length: 30 }, (_, guess) => web.curl('/metrics', '--user', `alice:guess ${guess}`));
  const known = await web.curl('/metrics', '--user', 'bob:of bob');
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(known.status).toBe(200);
  expect([...new Set(statuses)].sort()).toEqual([401, 503]);
});
