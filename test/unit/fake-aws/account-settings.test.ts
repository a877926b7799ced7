import { GetAccountPasswordPolicyCommand, GetAccountSummaryCommand } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import type { LiveData } from '../../support/fake-aws/live-data.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClient } from './iam-client.ts';

const ACCOUNT = '111111111111';

function startFake(live: LiveData): Promise<FakeAws> {
  return startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv: 'user', ...live }] });
}

async function policyOf(fake: FakeAws) {
  return (await iamClient(fake).send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy;
}

async function summaryOf(fake: FakeAws) {
  return (await iamClient(fake).send(new GetAccountSummaryCommand({}))).SummaryMap;
}

test('a policy arrives whole, in numbers and booleans', async () => {
  const passwordPolicy = {
    MinimumPasswordLength: 14,
    RequireSymbols: true,
    RequireNumbers: true,
    RequireUppercaseCharacters: true,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: true,
    ExpirePasswords: true,
    MaxPasswordAge: 90,
    PasswordReusePrevention: 24,
    HardExpiry: false,
  };

  expect(await policyOf(await startFake({ passwordPolicy }))).toEqual(passwordPolicy);
});

test('of a policy, what is off is absent, not 0', async () => {
  const policy = await policyOf(await startFake({ passwordPolicy: {} }));

  expect(policy).toStrictEqual({
    MinimumPasswordLength: 6,
    RequireSymbols: false,
    RequireNumbers: false,
    RequireUppercaseCharacters: false,
    RequireLowercaseCharacters: false,
    AllowUsersToChangePassword: false,
    ExpirePasswords: false,
  });
});

test('a policy with an age expires passwords', async () => {
  const policy = await policyOf(await startFake({ passwordPolicy: { MaxPasswordAge: 90 } }));

  expect(policy).toMatchObject({ MaxPasswordAge: 90, ExpirePasswords: true });
});

test('no policy is NoSuchEntity, until one is set, and again when it is deleted', async () => {
  const fake = await startFake({});
  const noneIsSet = {
    name: 'NoSuchEntityException',
    Code: 'NoSuchEntity',
    message: `The Password Policy with domain name ${ACCOUNT} cannot be found.`,
    $metadata: { httpStatusCode: 404, attempts: 1 },
  };

  await expect(policyOf(fake)).rejects.toMatchObject(noneIsSet);
  fake.setLive(ACCOUNT, { passwordPolicy: { MinimumPasswordLength: 8 } });
  expect(await policyOf(fake)).toMatchObject({ MinimumPasswordLength: 8 });
  fake.setLive(ACCOUNT, { passwordPolicy: undefined });
  await expect(policyOf(fake)).rejects.toMatchObject(noneIsSet);
});

test('the summary is that of a new account, but for what was given', async () => {
  const summary = await summaryOf(await startFake({ accountSummary: { AccountMFAEnabled: 1, Users: 4990 } }));

  expect(Object.keys(summary ?? {})).toHaveLength(34);
  expect(summary).toMatchObject({
    AccountMFAEnabled: 1,
    AccountPasswordPresent: 1,
    AccountAccessKeysPresent: 0,
    Users: 4990,
    UsersQuota: 5000,
  });
});

test('the summary can lack an entry, and changes at run time', async () => {
  const fake = await startFake({ accountSummary: { AccountPasswordPresent: undefined } });

  expect(await summaryOf(fake)).not.toHaveProperty('AccountPasswordPresent');
  fake.setLive(ACCOUNT, { accountSummary: { AccountAccessKeysPresent: 1 } });
  expect(await summaryOf(fake)).toMatchObject({ AccountAccessKeysPresent: 1, AccountPasswordPresent: 1 });
});
