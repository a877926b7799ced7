/** Sources of credentials that hang or change while the exporter runs: it goes on without a restart, and says what it waits for. */
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { knownReportOf, roleAccount, startAwsExporter } from '../support/aws-exporter.ts';
import { startFake } from '../support/fake-aws.ts';
import { createMovableClock } from '../support/movable-clock.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const CONFIG = { accounts: [{ name: 'own' }, roleAccount('member', MEMBER)] };
const NO_KEY = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
const UP = (name: string) => `fact_up{account_name="${name}",fact="credential-report"}`;
/** By then a failed account is tried again. */
const NEXT_TRY_MS = 90_000;

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

function startFakeWithReports() {
  const generatedTime = Date.now() - 60_000;
  return startFake({
    accounts: [OWN, MEMBER].map((accountId) => ({ accountId, csv: knownReportOf(accountId), generatedTime })),
  });
}

test('a container endpoint that hangs once delays the accounts by seconds, and the log says so in a line of JSON', async () => {
  const answer = { AccessKeyId: 'A', SecretAccessKey: 's', Token: 't', Expiration: '2099-01-01T00:00:00Z' };
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    if (asked > 1) response.end(JSON.stringify(answer));
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const env = { ...NO_KEY, AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/credentials` };
  const exporter = await startAwsExporter(await startFakeWithReports(), CONFIG, { env });

  for (const name of ['own', 'member']) await exporter.untilValue(UP(name), 1);

  // Reading the log fails at a line that is no JSON.
  expect(exporter.logs()).toContainEqual(
    expect.objectContaining({ level: 'warn', msg: expect.stringContaining('takes more than a second to answer') }),
  );
  await exporter.process.stop();
});

test('a key that was written anew after the start is used at the next try', async () => {
  const file = path.join(await temporaryFolder(), 'credentials');
  const write = (id: string) => writeFile(file, `[default]\naws_access_key_id = ${id}\naws_secret_access_key = s\n`);
  await write('AKIAOLD');
  const fake = await startFakeWithReports();
  fake.always('*', '*', faults.expiredToken);
  const clock = await createMovableClock();
  const env = { ...clock.env, ...NO_KEY, AWS_SHARED_CREDENTIALS_FILE: file };
  const exporter = await startAwsExporter(fake, CONFIG, { env });
  for (const name of ['own', 'member']) await exporter.untilValue(UP(name), 0);

  await write('AKIANEW');
  fake.clear();
  await clock.advance(exporter.process.pid, NEXT_TRY_MS);

  for (const name of ['own', 'member']) await exporter.untilValue(UP(name), 1);
  const last = fake.requests.findLast(({ operation }) => operation === 'AssumeRole');
  expect(last?.accessKeyId).toBe('AKIANEW');
  await exporter.process.stop();
});
