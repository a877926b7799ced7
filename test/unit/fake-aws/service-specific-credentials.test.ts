import { ListServiceSpecificCredentialsCommand, type IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import type { GivenServiceSpecificCredential } from '../../support/fake-aws/live-data.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClient, iamClientOf } from './iam-client.ts';

const ACCOUNT = '111111111111';
const GIT = { UserName: 'ann', ServiceName: 'codecommit.amazonaws.com' };
const BEDROCK = { UserName: 'bot', ServiceName: 'bedrock.amazonaws.com' };

function startFake(serviceSpecificCredentials: readonly GivenServiceSpecificCredential[]): Promise<FakeAws> {
  return startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv: 'user', serviceSpecificCredentials }] });
}

async function credentialsOf(client: IAMClient, input: { AllUsers?: boolean; UserName?: string }) {
  return (await client.send(new ListServiceSpecificCredentialsCommand(input))).ServiceSpecificCredentials;
}

test('the credentials of all users arrive, of every status, with and without an end', async () => {
  const CreateDate = new Date('2025-01-02T03:04:05Z');
  const credentials = [
    {
      ...GIT,
      Status: 'Active',
      ServiceUserName: `ann-at-${ACCOUNT}`,
      ServiceSpecificCredentialId: 'ACCA12345ABCDEXAMPLE',
      CreateDate,
    },
    {
      ...BEDROCK,
      Status: 'Expired',
      ServiceCredentialAlias: `BedrockAPIKey-bot-at-${ACCOUNT}`,
      ServiceSpecificCredentialId: 'ACCA67890FGHIEXAMPLE',
      CreateDate,
      ExpirationDate: new Date('2025-02-01T00:00:00Z'),
    },
    { ...BEDROCK, Status: 'Inactive', ServiceSpecificCredentialId: 'ACCA00000FGHIEXAMPLE', CreateDate },
  ] satisfies GivenServiceSpecificCredential[];

  const fake = await startFake(credentials);

  expect(await credentialsOf(iamClientOf(fake, ACCOUNT), { AllUsers: true })).toEqual(credentials);
});

test('a credential of which only user and service were given is active, and has what AWS always sends', async () => {
  const fake = await startFake([GIT, GIT]);

  const [first, second] = (await credentialsOf(iamClient(fake), { AllUsers: true })) ?? [];

  expect(first).toStrictEqual({
    ...GIT,
    Status: 'Active',
    CreateDate: expect.any(Date),
    ServiceSpecificCredentialId: expect.stringMatching(/^ACCA\w{16}$/),
  });
  expect(second?.ServiceSpecificCredentialId).not.toBe(first?.ServiceSpecificCredentialId);
});

test('without AllUsers they are those of one user: the caller, who has none, unless a name is given', async () => {
  const fake = await startFake([GIT, BEDROCK]);

  expect(await credentialsOf(iamClient(fake), { UserName: 'bot' })).toMatchObject([BEDROCK]);
  expect(await credentialsOf(iamClient(fake), {})).toEqual([]);
  await expect(credentialsOf(iamClientOf(fake, ACCOUNT), {})).rejects.toMatchObject({
    name: 'ValidationError',
    message: 'Must specify userName when calling with non-User credentials',
  });
});

test('credentials change at run time', async () => {
  const fake = await startFake([GIT]);

  fake.setLive(ACCOUNT, { serviceSpecificCredentials: [BEDROCK, BEDROCK] });

  expect(await credentialsOf(iamClient(fake), { AllUsers: true })).toMatchObject([BEDROCK, BEDROCK]);
});
