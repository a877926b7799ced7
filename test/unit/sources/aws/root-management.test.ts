import type { IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import type { Waiting } from '../../../../src/sources/aws/patience.ts';
import { createRootManagementSource } from '../../../../src/sources/aws/root-management.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { FakeOrganization } from '../../../support/fake-aws/organization.ts';
import type { OrganizationSettings } from '../../../support/fake-aws/organization-options.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { describeFailures } from './fact-failures.ts';
import { ACCOUNT_ID, fetchFact, startFake } from './fetch-fact.ts';

const OTHER = '999999999999';
const create = (client: IAMClient, waiting: Waiting) => createRootManagementSource(() => client, waiting);

/** An organization of which the exporter's account is the management account, unless another one is. */
async function startOrganization(settings: OrganizationSettings, managementAccountId = ACCOUNT_ID): Promise<void> {
  const organization = new FakeOrganization({
    managementAccountId,
    accounts: [{ accountId: ACCOUNT_ID }, { accountId: OTHER }],
    ...settings,
  });
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT_ID, csv: reportCsv(ACCOUNT_ID) }],
    organization,
  });
  setAwsEnvironment(fake.url);
}

const BOTH = ['RootCredentialsManagement', 'RootSessions'] as const;

test.each<[string, OrganizationSettings, string[]]>([
  ['all that is on', { rootFeatures: BOTH }, [...BOTH]],
  ['one of them', { rootFeatures: ['RootSessions'] }, ['RootSessions']],
  ['that nothing is', {}, []],
  ['that IAM has no access to the organization: nothing can be on', { rootFeatures: BOTH, trustsIam: false }, []],
  ['that it has bills in common only: nothing can be on', { rootFeatures: BOTH, allFeatures: false }, []],
])('the management account is told %s', async (_what, settings, features) => {
  await startOrganization(settings);

  const { value, counted } = await fetchFact(create);

  expect(value).toEqual({ features });
  expect(counted).toEqual(['ListOrganizationsFeatures success']);
});

test('the delegated administrator of IAM is told too', async () => {
  const delegatedAdministrators = { [ACCOUNT_ID]: ['iam.amazonaws.com'] };
  await startOrganization({ rootFeatures: BOTH, delegatedAdministrators }, OTHER);

  expect((await fetchFact(create)).value).toEqual({ features: BOTH });
});

test('an account that is not the one to ask says nothing, which is no failure', async () => {
  await startOrganization({ rootFeatures: BOTH, delegatedAdministrators: { [ACCOUNT_ID]: ['other.example'] } }, OTHER);

  const { value, counted } = await fetchFact(create);

  expect(value).toEqual({});
  expect(counted).toEqual(['ListOrganizationsFeatures success']);
});

test('an account of no organization says nothing either', async () => {
  await startFake();

  expect((await fetchFact(create)).value).toEqual({});
});

describeFailures(create, ['ListOrganizationsFeatures']);
