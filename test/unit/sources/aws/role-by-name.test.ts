/** An account that the configuration has by its id and the name of a role. */
import { expect, test } from '@jest/globals';
import { GetCredentialReportCommand, type IAMClient } from '@aws-sdk/client-iam';
import { createAccountClients } from '../../../../src/sources/aws/account-clients.ts';
import { regionProblem } from '../../../../src/config/region.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { ACCOUNT_ID as OWN, startFake } from './fake-report.ts';

const MEMBERS = ['222233334444', '333344445555'];

function named(accountId: string, more: { readonly region?: string } = {}) {
  return { source: 'aws', name: accountId, owner: '', accountId, roleName: 'audit/reader', ...more } as const;
}

/** The exporter's own account is the first. */
async function start() {
  const generatedTime = Date.now();
  const accounts = [OWN, ...MEMBERS].map((accountId) => ({ accountId, csv: reportCsv(accountId), generatedTime }));
  const fake = await startFake({ accounts });
  const calls: string[] = [];
  const clientOf = createAccountClients({
    count: (operation, outcome) => calls.push(`${operation} ${outcome}`),
    answered: () => undefined,
    inPlace: (_account, call) => call(),
    clock: new StandingClock(),
    environment: process.env,
    log: { warn: () => undefined },
    regionProblem,
  });
  return { fake, calls, clientOf };
}

/** The account that its report is of. */
async function reportOf(client: IAMClient): Promise<string | undefined> {
  const { Content } = await client.send(new GetCredentialReportCommand({}));
  return /arn:aws:iam::(\d{12}):root/.exec(Buffer.from(Content ?? []).toString())?.[1];
}

test('is read through the role in the partition of the exporter, which is asked for once', async () => {
  const { fake, calls, clientOf } = await start();

  const read = [];
  for (const id of MEMBERS) read.push(await reportOf(clientOf(named(id))));

  expect(read).toEqual(MEMBERS);
  expect(calls.filter((call) => call.startsWith('GetCallerIdentity'))).toEqual(['GetCallerIdentity success']);
  const roles = fake.requests.filter(({ operation }) => operation === 'AssumeRole');
  expect(roles.map(({ parameters }) => parameters.RoleArn)).toEqual(
    MEMBERS.map((id) => `arn:aws:iam::${id}:role/audit/reader`),
  );
});

test('says why to each of those who ask at once, if AWS does not say who asks', async () => {
  const { fake, clientOf } = await start();
  fake.always('*', 'GetCallerIdentity', faults.accessDenied);

  const reads = await Promise.allSettled(MEMBERS.map((id) => reportOf(clientOf(named(id)))));

  expect(reads).toMatchObject(MEMBERS.map(() => ({ status: 'rejected', reason: { reason: 'access_denied' } })));
});

test("is read without a role, if it is the exporter's own", async () => {
  const { calls, clientOf } = await start();

  expect(await reportOf(clientOf(named(OWN)))).toBe(OWN);
  expect(calls).toEqual(['GetCallerIdentity success', 'GetCredentialReport success']);
});

test('waits for an answer to who the exporter is, and asks again after a refusal', async () => {
  const { fake, calls, clientOf } = await start();
  const [id = ''] = MEMBERS;
  fake.script('*', 'GetCallerIdentity', [faults.accessDenied]);

  await expect(reportOf(clientOf(named(id)))).rejects.toMatchObject({ reason: 'access_denied' });
  expect(await reportOf(clientOf(named(id)))).toBe(id);
  expect(calls.slice(0, 2)).toEqual(['GetCallerIdentity denied', 'GetCallerIdentity success']);
});

test('is the own account under a key that came after AWS had refused the one before', async () => {
  const { fake, calls, clientOf } = await start();
  const client = clientOf(named(OWN));
  await reportOf(client);
  setAwsEnvironment(fake.url, { AWS_ACCESS_KEY_ID: 'AKIASECOND', AWS_SECRET_ACCESS_KEY: 'other' });
  fake.script('*', 'GetCredentialReport', [faults.invalidClientTokenId]);

  expect(await reportOf(client)).toBe(OWN);
  expect(calls.at(-2)).toBe('GetCallerIdentity success');
});
