/** The accounts of an organization, found by the exporter itself: from the list to the page. */
import path from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { faults } from '../support/fake-aws/faults.ts';
import { FakeOrganization } from '../support/fake-aws/organization.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { reportCsv } from '../support/report-csv.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type AwsExporter, ownValue, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const SANDBOX = '333333333333';
const NEW = '444444444444';
const SHOPS = 'ou-ab12-11111111';
const EUROPE = 'ou-ab12-22222222';
const CONFIG = {
  organization: { roleName: 'audit', ownerTag: 'team', exclude: [{ tag: { key: 'env', value: 'sandbox' } }] },
};

const running: AwsExporter[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ process }) => process.stop('SIGKILL')));
});

async function startOrganization(): Promise<{ fake: FakeAws; organization: FakeOrganization }> {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    accounts: [
      { accountId: MANAGEMENT, name: 'root', tags: { team: 'platform' } },
      { accountId: SHOP, name: 'shop', tags: { team: 'payments' } },
      { accountId: SANDBOX, name: 'sandbox', tags: { env: 'sandbox' } },
    ],
  });
  const accounts = [MANAGEMENT, SHOP, SANDBOX].map((accountId) => ({ accountId, csv: reportCsv(accountId) }));
  return { fake: await startFake({ accounts, organization }), organization };
}

async function start(fake: FakeAws, config: object = CONFIG, args: readonly string[] = []): Promise<AwsExporter> {
  const exporter = await startAwsExporter(fake, config, { args: ['--web.enable-lifecycle', ...args] });
  running.push(exporter);
  return exporter;
}

/** Which accounts the page has, as `name of owner`. */
function accountsOf(page: string): string[] {
  const infos = page.matchAll(/^aws_iam_account_info\{.*account_name="([^"]*)".*owner="([^"]*)".*\} 1$/gm);
  return [...infos].map(([, name = '', owner = '']) => `${name} of ${owner}`).sort();
}

/** How many accounts of the organization are in each state, without those of none. */
function statesOf(page: string): Record<string, number> {
  const counts = page.matchAll(/^aws_iam_organization_accounts\{state="(\w+)",shard="0"\} ([1-9]\d*)$/gm);
  return Object.fromEntries([...counts].map(([, state = '', count]) => [state, Number(count)]));
}

async function until(exporter: AwsExporter, what: string, isThere: (page: string) => boolean): Promise<string> {
  return exporter.process.until(what, async () => {
    const page = await exporter.page();
    return isThere(page) ? page : undefined;
  });
}

/** A reload asks for the list at once. */
async function lookAgain(exporter: AwsExporter): Promise<void> {
  const { status } = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });
  expect(status).toBe(200);
}

test('an account that is opened, renamed, suspended and re-tagged ends up right', async () => {
  const { fake, organization } = await startOrganization();
  const exporter = await start(fake);

  const first = await until(exporter, 'two accounts are read', (page) => accountsOf(page).length === 2);
  expect(accountsOf(first)).toEqual(['root of platform', 'shop of payments']);
  expect(statesOf(first)).toEqual({ member: 2, excluded: 1 });
  expect(first).toContain(
    `aws_iam_account_excluded_info{account_id="${SANDBOX}",account_name="sandbox",reason="excluded",shard="0"} 1`,
  );
  expect(ownValue(first, 'members_known')).toBe(1);
  // Its own account it reads without a role.
  expect(fake.requests.filter(({ operation }) => operation === 'AssumeRole').map(({ accountId }) => accountId)).toEqual(
    [SHOP],
  );

  organization.open({ accountId: NEW, name: 'new', joinedTime: Date.now(), tags: { team: 'search' } });
  organization.rename(SHOP, 'store');
  await lookAgain(exporter);
  const second = await until(exporter, 'the new account is pending', (page) => statesOf(page).pending === 1);
  expect(accountsOf(second)).toEqual(['root of platform', 'store of payments']);
  expect(second).toContain(`account_member{account_id="${NEW}",account_name="new",shard="0"} 1`);
  expect(second).not.toMatch(/fact_up\{account_name="new"/);

  organization.suspend(SHOP);
  await lookAgain(exporter);
  const third = await until(exporter, 'the suspended account is gone', (page) => statesOf(page).suspended === 1);
  expect(accountsOf(third)).toEqual(['root of platform']);
  expect(third).not.toContain(`account_member{account_id="${SHOP}"`);
});

test('an account is below its unit and the parents of that, and moves with the next list', async () => {
  const { fake, organization } = await startOrganization();
  organization.addUnit({ id: SHOPS, name: 'shops' });
  organization.addUnit({ id: EUROPE, name: 'europe', parentId: SHOPS });
  organization.move(SHOP, EUROPE);
  const exporter = await start(fake, { organization: { roleName: 'audit' } });
  const unitsOf = (page: string) =>
    [...page.matchAll(/^aws_iam_account_ou_info\{account_id="(\d+)",account_name="\w+",ou="([\w-]+)"\} 1$/gm)]
      .map(([, id, unit]) => `${id} ${unit}`)
      .sort();

  const first = await until(exporter, 'three accounts are read', (page) => accountsOf(page).length === 3);
  expect(unitsOf(first)).toEqual([`${SHOP} ${SHOPS}`, `${SHOP} ${EUROPE}`]);
  // The list says it.
  expect(fake.requests.map(({ operation }) => operation)).not.toContain('ListParents');

  organization.move(SHOP, SHOPS);
  await lookAgain(exporter);
  const moved = await until(exporter, 'it was moved', (page) => unitsOf(page).length === 1);
  expect(unitsOf(moved)).toEqual([`${SHOP} ${SHOPS}`]);
});

test('an organization that cannot be read takes no account away, over a restart too', async () => {
  const { fake } = await startOrganization();
  const folder = path.join(await temporaryFolder(), 'facts');
  const config = { ...CONFIG, accounts: [{ id: SHOP, owner: 'by hand' }] };
  const exporter = await start(fake, config, [`--storage.path=${folder}`]);
  await until(exporter, 'two accounts are read', (page) => accountsOf(page).length === 2);

  fake.always('*', 'ListAccounts', faults.accessDenied);
  await lookAgain(exporter);
  const denied = await exporter.untilValue('fact_up{account_name="",fact="organization"}', 0);
  expect(accountsOf(denied)).toEqual(['root of platform', 'shop of by hand']);
  expect(ownValue(denied, 'members_known')).toBe(1);
  await exporter.process.stop('SIGTERM');

  const again = await start(fake, config, [`--storage.path=${folder}`]);
  const restarted = await until(again, 'two accounts are there', (page) => accountsOf(page).length === 2);
  expect(accountsOf(restarted)).toEqual(['root of platform', 'shop of by hand']);
  await again.untilValue('fact_up{account_name="",fact="organization"}', 0);
  // Whether one has left meanwhile nobody knows.
  expect(ownValue(await again.page(), 'members_known')).toBe(0);
});

test('shards read each account once, and each names all of them', async () => {
  const { fake } = await startOrganization();
  const shards = [];
  const config = { organization: { roleName: 'audit', ownerTag: 'team' } };
  for (const shard of [0, 1]) shards.push(await start(fake, config, ['--total-shards=2', `--shard=${shard}`]));

  const pages = await Promise.all(
    shards.map((exporter) =>
      until(exporter, 'it is ready and knows all', (page) => ownValue(page, 'members_known') === 1),
    ),
  );
  for (const exporter of shards) {
    await exporter.process.until('ready', async () => (await exporter.status('/-/ready')) === 200 || undefined);
  }
  const read = await Promise.all(shards.map(async (exporter) => accountsOf(await exporter.page())));
  expect(read.flat().sort()).toEqual(['root of platform', 'sandbox of ', 'shop of payments']);
  for (const page of pages) expect(page).toContain(`account_member{account_id="${SHOP}",account_name="shop"`);
  const tagged = fake.requests.filter(({ operation }) => operation === 'ListTagsForResource');
  expect(tagged).toHaveLength(3);
});
