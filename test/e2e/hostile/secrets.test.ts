/**
 * Secrets in what others answer: the endpoint of the credentials, AWS, and the program of a profile; and those of the configuration. The
 * exporter says which link or which permission fails, and nowhere a piece of them.
 */
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { piecesOf } from '../../support/arbitrary-secrets.ts';
import { type Fault, wireError } from '../../support/fake-aws/faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { type AwsExporter, environmentOf, roleAccount, startAwsExporter } from '../support/aws-exporter.ts';
import { startFake } from '../support/fake-aws.ts';

const ACCOUNT_ID = '111122223333';
const SECRET_KEY = 'q7Zr0kWv/3JdN8xTf1LmC5+yHs2PbE9uAoGiVnXe';
const SESSION_TOKEN = `FwoGZXIvYXdzE${'bH4s9Qk2Lm7Vx0Zt'.repeat(20)}`;
const SECRETS = [SECRET_KEY, SESSION_TOKEN];

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

/** An endpoint of container credentials on loopback, which the SDK asks without TLS. */
async function endpoint(answer: string, status = 200): Promise<NodeJS.ProcessEnv> {
  const server = createServer((_request, response) => {
    response.writeHead(status, SECRET_KEY, { 'content-type': 'application/json' }).end(answer);
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials` };
}

async function profile(lines: string): Promise<NodeJS.ProcessEnv> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'config'), `[default]\n${lines}\n`);
  await writeFile(path.join(folder, 'answer'), `{"Version":1,"SecretAccessKey":"${SECRET_KEY}","SessionToken":"`);
  return { AWS_CONFIG_FILE: path.join(folder, 'config'), HOME: folder, ANSWER: path.join(folder, 'answer') };
}

const credentials = { AccessKeyId: 'ASIAQ7ZR0KWV3JDN8XTF', SecretAccessKey: SECRET_KEY, Token: SESSION_TOKEN };
const answered = JSON.stringify({ ...credentials, Expiration: '2099-01-01T00:00:00Z' });

async function told(exporter: AwsExporter): Promise<string> {
  const reload = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });
  return [exporter.process.output, await exporter.page(), await reload.text()].join('\n');
}

function leaked(text: string): string[] {
  return SECRETS.flatMap((secret) => piecesOf(secret)).filter((piece) => text.includes(piece));
}

async function failureOf(env: NodeJS.ProcessEnv, fault?: Fault) {
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT_ID, csv: '' }] });
  if (fault !== undefined) fake.always('*', '*', fault);
  const config = { accounts: [{ name: 'production' }, roleAccount('member', ACCOUNT_ID)] };
  const own = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_SESSION_TOKEN: undefined };
  const exporter = await startAwsExporter(fake, config, {
    args: ['--log.level=debug', '--web.enable-lifecycle'],
    env: { ...environmentOf(fake), ...own, ...env },
  });
  const failures = () =>
    ['production', 'member'].map((name) =>
      exporter.logs().find(({ account, reason }) => account === name && reason !== undefined),
    );
  const [failure, ofRole] = await exporter.process.until('both accounts have failed', () => {
    const all = failures();
    return all.every((entry) => entry !== undefined) ? all : undefined;
  });
  return { failure, ofRole, text: await told(exporter) };
}

describe.each<[string, () => Promise<NodeJS.ProcessEnv>, string]>([
  ['half an answer', () => endpoint(answered.slice(0, 80)), 'container endpoint'],
  ['an answer that ends in garbage', () => endpoint(`${answered}${SECRET_KEY}`), 'container endpoint'],
  ['a key that is no JSON', () => endpoint(SECRET_KEY), 'container endpoint'],
  ['a page', () => endpoint(`<html><body>${SECRET_KEY}</body></html>`), 'container endpoint'],
  [
    'a refusal that repeats the key',
    () => endpoint(JSON.stringify({ Code: SECRET_KEY, Message: answered }), 403),
    'container endpoint',
  ],
  ['an error that repeats the key', () => endpoint(answered, 500), 'container endpoint'],
  [
    'a program that complains of the key',
    () => profile(`credential_process = sh -c "echo ${SECRET_KEY} >&2; exit 3"`),
    'credential_process',
  ],
  [
    'a program whose answer is cut',
    () => profile('credential_process = sh -c \'cat "$ANSWER"\''),
    'credential_process',
  ],
])('the credentials are %s', (_what, variables, link) => {
  test('the failure is of the credentials, names the link and holds no piece of them', async () => {
    const { failure, ofRole, text } = await failureOf(await variables());

    expect(failure).toMatchObject({
      level: 'warn',
      reason: 'credentials',
      msg: expect.stringContaining(`no credentials from ${link}: `),
    });
    expect(ofRole).toMatchObject({ reason: 'credentials', msg: failure?.msg });
    expect(leaked(text)).toEqual([]);
  });
});

const caller = `User: arn:aws:iam::${ACCOUNT_ID}:user/caller is not authorized to perform: iam:GetCredentialReport`;

describe.each<[string, Fault, string, RegExp]>([
  [
    'a refusal with more than it should say',
    wireError(
      'AccessDenied',
      403,
      `${caller} on resource: * with an explicit deny in a service control policy ${SESSION_TOKEN}`,
    ),
    'access_denied',
    /user\/caller is not authorized to perform: iam:GetCredentialReport on resource: \* with an explicit deny in a service control policy$/,
  ],
  [
    'a refusal in another form',
    wireError('AccessDenied', 403, `no: ${SECRET_KEY}`),
    'access_denied',
    /^AccessDenied \(HTTP 403\)$/,
  ],
  [
    'a code that nobody knows',
    wireError('BrandNewFault', 418, SESSION_TOKEN),
    'service',
    /^BrandNewFault \(HTTP 418\)$/,
  ],
  ['a token for a code', wireError(SESSION_TOKEN, 400, 'x'), 'service', /^no known code \(HTTP 400\)$/],
  [
    'the canonical request',
    wireError('SignatureDoesNotMatch', 403, `x-amz-security-token:${SESSION_TOKEN}\n${SECRET_KEY}`),
    'credentials',
    /^SignatureDoesNotMatch \(HTTP 403\)/,
  ],
  [
    'a page',
    { kind: 'html', status: 400, body: `<html><body>${SECRET_KEY}</body></html>` },
    'service',
    /\(HTTP 400\): look for a proxy in between$/,
  ],
])('AWS answers with %s', (_what, fault, reason, message) => {
  test('the failure has its reason and what helps, and no secret', async () => {
    const { failure, text } = await failureOf(await endpoint(answered), fault);

    expect(failure).toMatchObject({ reason, msg: expect.stringMatching(message) });
    expect(leaked(text)).toEqual([]);
  });
});

test('an external id stands in no line of the log, whatever else is called so, and after a reload the new one', async () => {
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT_ID, csv: '' }] });
  const configOf = (externalId: string) => ({
    accounts: [
      { ...roleAccount('member', ACCOUNT_ID), externalId },
      { name: `file-of-${externalId.length}`, reportFile: `/nowhere/${externalId}.csv` },
    ],
  });
  const exporter = await startAwsExporter(fake, configOf('green-door'), { args: ['--web.enable-lifecycle'] });
  const failureOfFile = (name: string) =>
    exporter.process.until(`${name} has failed`, () => exporter.logs().find(({ account }) => account === name)?.msg);

  const first = await failureOfFile('file-of-10');
  const before = exporter.process.output;
  await exporter.configure(configOf('red-door'));
  const reload = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });
  const second = await failureOfFile('file-of-8');

  const cut = 'cannot read the report file /nowhere/[cut].csv: there is no such file';
  expect([first, reload.status, second]).toEqual([cut, 200, cut]);
  expect(before).not.toContain('green-door');
  expect(exporter.process.output).not.toContain('red-door');
});
