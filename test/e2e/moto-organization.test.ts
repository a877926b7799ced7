/** The exporter finds the accounts of an organization that is not our own fake: moto, filled through the real SDK. */
import {
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
  TagResourceCommand,
} from '@aws-sdk/client-organizations';
import { CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { expect, test } from '@jest/globals';
import { startExporter } from './support/exporter-process.ts';
import { startMoto } from './support/moto.ts';

const MANAGEMENT = '123456789012';
const KEYS = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };

/** An account of this name in a unit, and one outside of it. Gives the id of the unit, and those of the accounts. */
async function fill(endpoint: string): Promise<{ unit: string; shop: string; lab: string }> {
  const credentials = { accessKeyId: KEYS.AWS_ACCESS_KEY_ID, secretAccessKey: KEYS.AWS_SECRET_ACCESS_KEY };
  const settings = { endpoint, region: 'us-east-1' };
  const client = new OrganizationsClient({ ...settings, credentials });
  await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const { OrganizationalUnit: unit } = await client.send(
    new CreateOrganizationalUnitCommand({ ParentId: root?.Id, Name: 'products' }),
  );
  const ids = [];
  for (const AccountName of ['shop', 'lab']) {
    const Email = `${AccountName}@example.com`;
    const { CreateAccountStatus } = await client.send(new CreateAccountCommand({ AccountName, Email }));
    ids.push(CreateAccountStatus?.AccountId ?? '');
  }
  const [shop = '', lab = ''] = ids;
  await client.send(
    new MoveAccountCommand({ AccountId: shop, SourceParentId: root?.Id, DestinationParentId: unit?.Id }),
  );
  await client.send(new TagResourceCommand({ ResourceId: shop, Tags: [{ Key: 'team', Value: 'payments' }] }));
  // Of an account without a user moto makes a report without a row.
  const assumed = fromTemporaryCredentials({
    masterCredentials: credentials,
    params: { RoleArn: `arn:aws:iam::${shop}:role/audit`, RoleSessionName: 'e2e' },
    clientConfig: settings,
  });
  for (const each of [credentials, assumed]) {
    await new IAMClient({ ...settings, credentials: each }).send(new CreateUserCommand({ UserName: 'somebody' }));
  }
  return { unit: unit?.Id ?? '', shop, lab };
}

test('accounts are found, chosen by unit and routed by tag, without the units in the list', async () => {
  // Otherwise the SDK that fills moto prints its notice about Node.js 20 among the results.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const endpoint = await startMoto();
  const { unit, shop, lab } = await fill(endpoint);
  const include = [{ ou: unit }, { account: MANAGEMENT }];
  const exporter = await startExporter({
    config: { organization: { roleName: 'audit', ownerTag: 'team', include }, accountDefaults: { owner: 'platform' } },
    env: { AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1', ...KEYS },
  });

  await exporter.metrics(`aws_iam_account_info{account_id="${MANAGEMENT}"`);
  const page = await exporter.metrics(`aws_iam_account_info{account_id="${shop}"`);

  expect(page).toMatch(
    new RegExp(`^aws_iam_account_info\\{account_id="${shop}",account_name="shop",.*owner="payments"`, 'm'),
  );
  expect(page).toMatch(new RegExp(`^aws_iam_account_info\\{account_id="${MANAGEMENT}",.*owner="platform"`, 'm'));
  expect(page).toContain(
    `account_excluded_info{account_id="${lab}",account_name="lab",reason="not_included",shard="0"} 1`,
  );
});
