/** Credentials that hang, come late, are rotated or revoked: the exporter goes on with the next ones, without a restart. */
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from '@jest/globals';
import { regionProblem } from '../../../../src/config/region.ts';
import type { AwsAccount } from '../../../../src/model/account.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { createAccountClients } from '../../../../src/sources/aws/account-clients.ts';
import { createCredentialReportSource } from '../../../../src/sources/aws/credential-report.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { startEndpoint } from '../../../support/endpoint.ts';
import { factRequest } from '../../../support/fact-request.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws, FakeRequest } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { writeSsoToken } from '../../../support/sso-token.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { ACCOUNT } from './fetch-report.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const MEMBER_ROLE = { ...ACCOUNT, name: 'member', roleArn: `arn:aws:iam::${MEMBER}:role/iam-credential-exporter` };
const DEADLINE_MS = 30_000;
const LONGEST_ANSWER_MS = 5_000;

let folder: string;
let fake: FakeAws;
let onRequest: (request: FakeRequest) => void;

beforeEach(async () => {
  folder = await temporaryFolder();
  onRequest = () => undefined;
  const generatedTime = Date.now();
  const accounts = [OWN, MEMBER].map((accountId) => ({ accountId, csv: reportCsv(accountId), generatedTime }));
  fake = await startFakeAwsForTest({ accounts, onRequest: (request) => onRequest(request) });
});

const inFolder = (name: string) => path.join(folder, name);

/** An exporter as far as it asks AWS, which runs on from try to try. */
function startAsking(variables: Readonly<Record<string, string>>) {
  setAwsEnvironment(fake.url, variables);
  const clock = new StandingClock();
  const clientOf = createAccountClients({
    clock,
    environment: process.env,
    count: () => undefined,
    answered: () => undefined,
    inPlace: (_account, call) => call(),
    log: { warn: () => undefined },
    regionProblem,
  });
  const sourceOf = (account: AwsAccount) => createCredentialReportSource(clientOf(account), { clock, random: () => 0 });
  const sources = new Map([ACCOUNT, MEMBER_ROLE].map((account) => [account, sourceOf(account)]));
  /** The account of the report, or why there is none. */
  async function ask(account: AwsAccount = ACCOUNT): Promise<string> {
    try {
      const report = await sources.get(account)?.fetch(factRequest());
      return /arn:aws:iam::(\d+):root/.exec(Buffer.from(report?.csv ?? []).toString())?.[1] ?? 'no report';
    } catch (error) {
      if (!(error instanceof RefreshFailure)) throw error;
      return `${error.reason}: ${error.message}`;
    }
  }
  return { ask, clock };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(5);
}

const key = (id: string) => `[default]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const sharedFile = () => ({ AWS_SHARED_CREDENTIALS_FILE: inFolder('credentials') });
const answer = { AccessKeyId: 'A', SecretAccessKey: 's', Token: 't', Expiration: '2099-01-01T00:00:00Z' };

/** A profile with a program. */
async function program(script: string): Promise<{ AWS_CONFIG_FILE: string }> {
  await writeFile(inFolder('program'), `#!/bin/sh\n${script}\n`);
  await chmod(inFolder('program'), 0o755);
  await writeFile(inFolder('config'), `[default]\ncredential_process = ${inFolder('program')}\n`);
  return { AWS_CONFIG_FILE: inFolder('config') };
}

test('a container endpoint that takes the connection and does not answer holds nobody up once it answers again', async () => {
  const endpoint = await startEndpoint();
  const unanswered: ServerResponse[] = [];
  endpoint.answer((_request, response) => unanswered.push(response));
  const { ask, clock } = startAsking({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint.url}/x` });
  const first = [ask(), ask(MEMBER_ROLE)];
  await until(() => endpoint.asked.length > 0);
  clock.wake(DEADLINE_MS);

  expect(await Promise.all(first)).toEqual(
    Array(2).fill('credentials: no credentials from container endpoint: no answer within 30 s'),
  );
  endpoint.answer((_request, response) => response.end(JSON.stringify(answer)));

  expect(await Promise.all([ask(), ask(MEMBER_ROLE)])).toEqual([OWN, MEMBER]);
  // The SDK would go on asking for seconds after the test, and keep the process of jest from ending.
  const open = unanswered.filter(({ closed }) => !closed);
  await Promise.all(open.map((response) => once(response.end(JSON.stringify(answer)), 'close')));
});

test('a container endpoint that hangs once is asked again within the same try', async () => {
  const endpoint = await startEndpoint();
  endpoint.answer(() => endpoint.answer((_request, response) => response.end(JSON.stringify(answer))));
  const { ask, clock } = startAsking({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${endpoint.url}/x` });
  const asking = ask();
  await until(() => endpoint.asked.length > 0);
  clock.wake(LONGEST_ANSWER_MS);

  expect(await asking).toBe(OWN);
});

test('a portal of SSO that does not answer holds nobody up once it answers again', async () => {
  const portal = await startEndpoint();
  portal.answer(() => undefined);
  const session = 'sso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1';
  await writeFile(inFolder('config'), `[default]\n${session}\nsso_account_id = ${OWN}\nsso_role_name = audit\n`);
  const token = { accessToken: 't', expiresAt: '2099-01-01T00:00:00Z' };
  await writeSsoToken(folder, 'https://example.awsapps.com/start', JSON.stringify(token));
  const { ask, clock } = startAsking({
    AWS_CONFIG_FILE: inFolder('config'),
    HOME: folder,
    AWS_ENDPOINT_URL_SSO: portal.url,
  });
  const first = ask();
  await until(() => portal.asked.length > 0);
  clock.wake(DEADLINE_MS);

  expect(await first).toBe('credentials: no credentials from SSO: no answer within 30 s');
  const roleCredentials = { accessKeyId: 'A', secretAccessKey: 's', sessionToken: 't', expiration: 4e12 };
  portal.answer((_request, response) => response.end(JSON.stringify({ roleCredentials })));

  expect(await ask()).toBe(OWN);
});

test('a credential_process that hangs is ended, with what it has started, and the next one is asked', async () => {
  const pids = inFolder('pids');
  const hanging = await program(`sleep 600 &\necho "$$ $!" >> ${pids}\nwait`);
  const { ask, clock } = startAsking(hanging);
  const first = ask();
  await until(() => existsSync(pids) && clock.sleeping().includes(DEADLINE_MS));
  clock.wake(DEADLINE_MS);

  expect(await first).toBe('credentials: no credentials from credential_process: no answer within 30 s');
  const started = (await readFile(pids, 'utf8')).trim().split(/\s/);
  expect(started).toHaveLength(2);
  await until(() => started.every((pid) => !isRunning(pid)));
  await program(`echo '${JSON.stringify({ ...answer, Version: 1 })}'`);

  expect(await ask()).toBe(OWN);
});

/** A process that has ended stays until its parent has asked how. */
function isRunning(pid: string): boolean {
  try {
    process.kill(Number(pid), 0);
  } catch {
    return false;
  }
  return true;
}

test('a credentials file that comes late is read', async () => {
  const { ask } = startAsking(sharedFile());
  expect(await ask()).toMatch(/^credentials: /);
  await writeFile(inFolder('credentials'), key('AKIANEW'));

  expect(await ask()).toBe(OWN);
});

test.each([
  ['a credentials file', (id: string) => writeFileSync(inFolder('credentials'), key(id)), () => sharedFile()],
  [
    'the answer of a credential_process without an expiry',
    (id: string) =>
      writeFileSync(inFolder('answer'), JSON.stringify({ Version: 1, AccessKeyId: id, SecretAccessKey: 's' })),
    () => program(`cat ${inFolder('answer')}`),
  ],
])(
  '%s is read again when AWS refuses the key: for an account by itself and for one with a role',
  async (_what, write, variables) => {
    write('AKIAOLD');
    const { ask } = startAsking(await variables());
    onRequest = () => write('AKIANEW');
    fake.script(OWN, 'GetCredentialReport', [faults.expiredToken]);

    expect(await ask()).toBe(OWN);
    expect(fake.requests.map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIAOLD', 'AKIANEW']);

    onRequest = () => write('AKIANEXT');
    fake.script(MEMBER, 'AssumeRole', [faults.invalidClientTokenId]);

    expect(await ask(MEMBER_ROLE)).toBe(MEMBER);
    expect(fake.requests.slice(2, 4).map(({ accessKeyId }) => accessKeyId)).toEqual(['AKIANEW', 'AKIANEXT']);
  },
);

test('a key that AWS goes on refusing is tried twice and told, and tried anew the next time', async () => {
  const { ask } = startAsking({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 's' });
  fake.always(OWN, '*', faults.invalidClientTokenId);

  expect(await ask()).toMatch(/^credentials: AWS does not know this access key \(InvalidClientTokenId, HTTP 403\)/);
  expect(fake.requests).toHaveLength(2);
  fake.clear();

  expect(await ask()).toBe(OWN);
});

test('a role session that AWS calls expired is dropped, and the role assumed anew', async () => {
  const { ask } = startAsking({ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 's' });
  expect(await ask(MEMBER_ROLE)).toBe(MEMBER);
  fake.script(MEMBER, 'GetCredentialReport', [faults.expiredToken]);

  expect(await ask(MEMBER_ROLE)).toBe(MEMBER);
  expect(fake.count('AssumeRole')).toBe(2);
});
