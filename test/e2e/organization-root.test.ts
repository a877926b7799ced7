/** How an organization manages root of its member accounts: from AWS's answer to the page, and which account is asked. */
import { afterEach, expect, test } from '@jest/globals';
import { faults } from '../support/fake-aws/faults.ts';
import { FakeOrganization } from '../support/fake-aws/organization.ts';
import type { OrganizationSettings } from '../support/fake-aws/organization-options.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { reportCsv } from '../support/report-csv.ts';
import { type AwsExporter, startAwsExporter } from './support/aws-exporter.ts';
import { valueOf } from './support/exposition.ts';
import { startFake } from './support/fake-aws.ts';
import { factUp, untilPage } from './support/further-facts.ts';

const MANAGEMENT = '111111111111';
const SHOP = '222222222222';
const SANDBOX = '333333333333';
const FACT = 'root-management';
const CONFIG = {
  organization: { roleName: 'audit' },
  facts: { [FACT]: { enabled: true, interval: '5s' } },
  policy: { checks: { 'root-credentials-present': { enabled: true } } },
};

const running: AwsExporter[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ process }) => process.stop('SIGKILL')));
});

/** An organization in which root of every account has a password. @param own the account that the exporter runs in. */
async function startOrganization(
  settings: OrganizationSettings = {},
  own = MANAGEMENT,
): Promise<{ fake: FakeAws; organization: FakeOrganization }> {
  const organization = new FakeOrganization({
    managementAccountId: MANAGEMENT,
    accounts: [
      { accountId: MANAGEMENT, name: 'root' },
      { accountId: SHOP, name: 'shop' },
      { accountId: SANDBOX, name: 'sandbox' },
    ],
    ...settings,
  });
  const others = [MANAGEMENT, SHOP, SANDBOX].filter((id) => id !== own);
  const accounts = [own, ...others].map((accountId) => ({
    accountId,
    csv: reportCsv(accountId).replace(/(?<=:root,[^,]*,)false/, 'true'),
  }));
  return { fake: await startFake({ accounts, organization }), organization };
}

async function start(fake: FakeAws, config: object = CONFIG): Promise<AwsExporter> {
  const exporter = await startAwsExporter(fake, config);
  running.push(exporter);
  return exporter;
}

/** Findings of a check in the account with this name, by their status; undefined: it is not judged there. */
function counted(page: string, name: string, check: string, status: string): number | undefined {
  const pattern = new RegExp(
    `^aws_iam_check_findings\\{account_id="\\d+",account_name="${name}",owner="",check="${check}",severity="\\w+",status="${status}"\\}`,
    'm',
  );
  const [series] = pattern.exec(page) ?? [];
  return series === undefined ? undefined : valueOf(page, series);
}

const notCentral = (page: string, name: string, status = 'open') =>
  counted(page, name, 'root-management-not-central', status);
const isRead = (page: string, ...names: string[]) =>
  names.every((name) => factUp(page, name, 'credential-report') === 1);

function askedOf(fake: FakeAws): string[] {
  const asked = fake.requests.filter(({ operation }) => operation === 'ListOrganizationsFeatures');
  return [...new Set(asked.map(({ accountId }) => accountId))];
}

test('a finding of the management account appears, and ends when root is managed centrally', async () => {
  const { fake, organization } = await startOrganization();
  const exporter = await start(fake);

  const open = await untilPage(
    exporter,
    'all is judged',
    (page) => isRead(page, 'root', 'shop', 'sandbox') && notCentral(page, 'root') === 1,
  );
  expect(open).toContain(
    `aws_iam_finding{account_id="${MANAGEMENT}",account_name="root",owner="",user="",key="",check="root-management-not-central",severity="info"} 1`,
  );
  // Nobody else can answer.
  expect(askedOf(fake)).toEqual([MANAGEMENT]);
  expect(['shop', 'sandbox'].map((name) => [notCentral(open, name), factUp(open, name, FACT)])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
  ]);
  // Root of the management account has to have a password.
  expect(['root', 'shop'].map((name) => counted(open, name, 'root-credentials-present', 'open'))).toEqual([0, 1]);

  organization.set({ rootFeatures: ['RootCredentialsManagement'] });
  const ended = await untilPage(exporter, 'the finding has ended', (page) => notCentral(page, 'root') === 0);
  expect(ended).not.toContain('check="root-management-not-central",severity="info"} 1');
  expect(exporter.process.output).not.toContain('managed centrally');
});

test('the log recommends the check of root credentials, where it is off', async () => {
  const { fake } = await startOrganization({ rootFeatures: ['RootCredentialsManagement', 'RootSessions'] });
  const exporter = await start(fake, { ...CONFIG, policy: {} });

  await untilPage(exporter, 'root is judged', (page) => notCentral(page, 'root') === 0);
  await exporter.process.until(
    'it is recommended',
    () => exporter.process.output.includes('root-credentials-present: { enabled: true }') || undefined,
  );
});

test('where AWS denies the answer, it is unknown', async () => {
  const { fake } = await startOrganization();
  fake.always(MANAGEMENT, 'ListOrganizationsFeatures', faults.accessDenied);
  const exporter = await start(fake);

  const page = await untilPage(exporter, 'it is unknown', (page) => notCentral(page, 'root', 'unknown') === 1);
  expect(notCentral(page, 'root')).toBe(0);
  expect(factUp(page, 'root', FACT)).toBe(0);
  expect(page).not.toMatch(/^aws_iam_finding\{.*root-management-not-central/m);
});

test('an exporter in a member account hears from the management account', async () => {
  const { fake } = await startOrganization({ delegationPolicy: { [SHOP]: ['ListAccounts'] } }, SHOP);
  const exporter = await start(fake);

  const page = await untilPage(
    exporter,
    'both have answered',
    (page) => notCentral(page, 'root') === 1 && notCentral(page, 'shop') !== undefined,
  );
  // The exporter's own account is not the one to ask, which is no failure.
  expect([notCentral(page, 'shop'), notCentral(page, 'shop', 'unknown'), factUp(page, 'shop', FACT)]).toEqual([
    0, 0, 1,
  ]);
  expect(askedOf(fake).sort()).toEqual([MANAGEMENT, SHOP]);
});
