import { ListOrganizationsFeaturesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { FakeOrganization } from '../../support/fake-aws/organization.ts';
import type { OrganizationSettings } from '../../support/fake-aws/organization-options.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { sessionCredentials } from '../../support/fake-aws/role-session.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClientOf, LONG_TERM_KEY } from './iam-client.ts';

const MANAGEMENT = '000000000001';
const MEMBER = '111111111111';
const AUDIT = '222222222222';
const OUTSIDER = '999999999999';

async function start(settings: OrganizationSettings = {}): Promise<{ organization: FakeOrganization; fake: FakeAws }> {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    accounts: [{ accountId: MEMBER }, { accountId: AUDIT }],
    ...settings,
  });
  const accounts = [MANAGEMENT, AUDIT, OUTSIDER].map((accountId) => ({ accountId, csv: 'user' }));
  return { organization, fake: await startFakeAwsForTest({ accounts, organization }) };
}

function stsClient(fake: FakeAws, credentials = LONG_TERM_KEY): STSClient {
  return new STSClient({ endpoint: fake.url, region: 'us-east-1', credentials, maxAttempts: 1 });
}

async function assume(fake: FakeAws): Promise<unknown> {
  const role = { RoleArn: `arn:aws:iam::${MEMBER}:role/reader`, RoleSessionName: 'exporter' };
  return stsClient(fake).send(new AssumeRoleCommand(role));
}

test('an account of the organization is entered once it has a role, and until it is suspended', async () => {
  const { organization, fake } = await start();

  await expect(assume(fake)).rejects.toMatchObject({ name: 'AccessDenied' });
  fake.addAccount({ accountId: MEMBER, csv: 'user' });
  await expect(assume(fake)).resolves.toBeDefined();
  organization.suspend(MEMBER);
  await expect(assume(fake)).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(
    stsClient(fake, sessionCredentials(MEMBER)).send(new GetCallerIdentityCommand({})),
  ).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
});

test.each([
  [faults.deniedByServiceControlPolicy, /role\/reader with an explicit deny in a service control policy$/],
  [
    faults.deniedByNamedServiceControlPolicy,
    /role\/reader with an explicit deny in a service control policy: arn:aws:/,
  ],
])('a service control policy says so: %j', async (fault, message) => {
  const { fake } = await start();
  fake.always(MEMBER, 'AssumeRole', fault);

  await expect(assume(fake)).rejects.toMatchObject({ name: 'AccessDenied', message: expect.stringMatching(message) });
});

test('the features for root are told to the management account and to the administrator of IAM', async () => {
  const { fake } = await start({
    delegatedAdministrators: { [AUDIT]: ['iam.amazonaws.com'] },
    rootFeatures: ['RootCredentialsManagement', 'RootSessions'],
  });

  const answers = await Promise.all(
    [MANAGEMENT, AUDIT].map((id) => iamClientOf(fake, id).send(new ListOrganizationsFeaturesCommand({}))),
  );

  for (const answer of answers) {
    expect(answer).toMatchObject({
      OrganizationId: 'o-exampleorg1',
      EnabledFeatures: ['RootCredentialsManagement', 'RootSessions'],
    });
  }
});

test.each([
  [AUDIT, {}, 'AccountNotManagementOrDelegatedAdministratorException'],
  [
    AUDIT,
    { delegatedAdministrators: { [AUDIT]: ['config.amazonaws.com'] } },
    'AccountNotManagementOrDelegatedAdministratorException',
  ],
  [OUTSIDER, {}, 'OrganizationNotFoundException'],
  [MANAGEMENT, { trustsIam: false }, 'ServiceAccessNotEnabledException'],
  [MANAGEMENT, { allFeatures: false }, 'OrganizationNotInAllFeaturesModeException'],
])('the features for root are not told to %s with %j', async (accountId, settings, name) => {
  const { fake } = await start(settings);

  await expect(iamClientOf(fake, accountId).send(new ListOrganizationsFeaturesCommand({}))).rejects.toMatchObject({
    name,
    $metadata: { httpStatusCode: 400 },
  });
});
