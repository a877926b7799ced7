import { GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { expect, jest, test } from '@jest/globals';
import { DefaultRateLimiter } from '@smithy/core/retry';
import { clientsOf } from '../../../../src/sources/aws/account-clients.ts';
import { createHistoryClients } from '../../../../src/sources/aws/history-client.ts';
import { accessBy } from '../../../support/account-access.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import { sessionCredentials } from '../../../support/fake-aws/role-session.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import { ACCOUNT } from './fetch-report.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const OTHER = '777788889999';
const NEVER = new AbortController().signal;

const roleOf = (accountId: string) => ({
  ...ACCOUNT,
  roleArn: `arn:aws:iam::${accountId}:role/iam-credential-exporter`,
});
const roleAccount = roleOf(MEMBER);
const otherRole = roleOf(OTHER);

async function startFake(): Promise<FakeAws> {
  const accounts = [OWN, MEMBER, OTHER].map((accountId) => ({ accountId, csv: reportCsv(accountId) }));
  const fake = await startFakeAwsForTest({ accounts });
  setAwsEnvironment(fake.url);
  return fake;
}

test('IAM and CloudTrail share the session of a role', async () => {
  const fake = await startFake();
  const to = accessBy(new StandingClock());
  const historyOf = createHistoryClients();

  for (const region of ['us-east-1', 'eu-west-1']) await historyOf(to(roleAccount), region)({}, NEVER);
  await clientsOf({ to })(roleAccount).send(new GetAccountSummaryCommand());

  expect(fake.count('AssumeRole')).toBe(1);
});

test('accounts whose event histories are asked at once are each asked with their own credentials', async () => {
  const fake = await startFake();
  const to = accessBy(new StandingClock());
  const historyOf = createHistoryClients();

  const asked = [ACCOUNT, roleAccount, ACCOUNT].map((account) => historyOf(to(account), 'us-east-1')({}, NEVER));
  await Promise.all(asked);

  const lookups = fake.requests.filter(({ operation }) => operation === 'LookupEvents');
  expect(lookups.map(({ accountId }) => accountId).sort()).toEqual([OWN, OWN, MEMBER]);
});

test('a session that AWS refuses is renewed for all clients of its account, and for no other account', async () => {
  const fake = await startFake();
  const to = accessBy(new StandingClock());
  const historyOf = createHistoryClients();
  const ofIam = clientsOf({ to })(roleAccount);
  const askAll = () =>
    Promise.all([roleAccount, otherRole].map((account) => historyOf(to(account), 'us-east-1')({}, NEVER)));
  await ofIam.send(new GetAccountSummaryCommand());
  await askAll();
  fake.script(MEMBER, 'LookupEvents', [faults.expiredToken]);

  await askAll();
  await ofIam.send(new GetAccountSummaryCommand());

  expect(fake.count('AssumeRole', MEMBER)).toBe(2);
  expect(fake.count('AssumeRole', OTHER)).toBe(1);
  expect(fake.requests.at(-1)).toMatchObject({ accessKeyId: sessionCredentials(MEMBER, 2).accessKeyId });
});

test('an account that AWS throttles slows no other one, in the mode adaptive of the SDK either', async () => {
  const fake = await startFake();
  // The environment ends with the test.
  process.env.AWS_RETRY_MODE = 'adaptive';
  const slept = jest.spyOn(DefaultRateLimiter, 'setTimeoutFn' as never);
  const to = accessBy(new StandingClock());
  const historyOf = createHistoryClients();
  fake.script(OWN, 'LookupEvents', [faults.throttling]);
  await expect(historyOf(to(ACCOUNT), 'us-east-1')({}, NEVER)).rejects.toThrow('Rate exceeded');

  await Promise.all(Array.from({ length: 5 }, () => historyOf(to(roleAccount), 'us-east-1')({}, NEVER)));

  expect(slept).not.toHaveBeenCalled();
});
