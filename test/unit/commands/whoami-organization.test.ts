/** What `whoami` prints where an organization says which accounts there are, or does not. */
import { beforeEach, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import type { WhoamiOptions } from '../../../src/cli/whoami-options.ts';
import { whoami } from '../../../src/commands/whoami.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { goodConfig } from '../config/read.ts';
import { askOrganization, MANAGEMENT, MEMBER, OWN, startOrganization } from './listed-accounts.ts';

const CONFIG = 'organization: { roleName: exporter }';
const NAMED = `${CONFIG}\naccounts: [{ name: member, roleArn: "arn:aws:iam::${MEMBER}:role/audit" }]`;
const OWN_ARN = `arn:aws:iam::${OWN}:user/caller`;

let fake: FakeAws;
beforeEach(async () => {
  fake = await startOrganization([{ accountId: MEMBER, name: 'payments' }]);
});

async function ask(yaml: string, options: Partial<WhoamiOptions> = {}, variables?: Readonly<Record<string, string>>) {
  return askOrganization(
    (outside) => whoami(outside, goodConfig(yaml), { accounts: [], output: 'table', ...options }),
    variables,
  );
}

async function askJson(...[yaml, options]: Parameters<typeof ask>) {
  const { out, ...rest } = await ask(yaml, { ...options, output: 'json' });
  return { ...rest, ...(JSON.parse(out) as { exporter?: object; accounts: Record<string, string>[] }) };
}

test("the exporter's own identity is the first line, and the accounts of the organization follow", async () => {
  const { code, out, error } = await ask(CONFIG);

  const lines = out.trimEnd().split('\n').slice(1);
  expect(lines[0]).toMatch(new RegExp(`^\\(exporter\\) +${OWN} +${OWN_ARN} `));
  expect(lines.slice(1).map((line) => line.split(/ {2,}/)[1])).toEqual(
    expect.arrayContaining([OWN, MEMBER, MANAGEMENT]),
  );
  expect([lines.length, code, error]).toEqual([4, 0, '']);
});

test('it is there too where the list is denied, with the action that is', async () => {
  fake.always('*', 'ListAccounts', faults.accessDenied);

  const { code, out, error } = await ask(CONFIG);

  const lines = out.trimEnd().split('\n').slice(1);
  expect(lines).toEqual([expect.stringMatching(new RegExp(`^\\(exporter\\) +${OWN} +${OWN_ARN} `))]);
  expect([code, error]).toEqual([
    3,
    expect.stringMatching(/^organization: access_denied: organizations:ListAccounts .*\n$/),
  ]);
});

test('in JSON it is apart from the accounts, of which only the named ones are known', async () => {
  fake.always('*', 'ListAccounts', faults.accessDenied);

  const { code, exporter, accounts } = await askJson(NAMED);

  expect(exporter).toMatchObject({ account_id: OWN, arn: OWN_ARN, source: 'aws' });
  expect(exporter).not.toHaveProperty('account_name');
  expect(accounts).toEqual([expect.objectContaining({ account_name: 'member', account_id: MEMBER })]);
  expect(code).toBe(3);
});

test('nobody says that there is no such account where the accounts are not known', async () => {
  fake.always('*', 'ListAccounts', faults.accessDenied);

  const { error } = await ask(CONFIG, { accounts: ['payments'] });

  expect(error).not.toContain('--account');
});

test('where tags decide and are not known, it is there too', async () => {
  fake.always('*', 'ListTagsForResource', faults.serviceFailure);

  const { code, exporter, accounts, error } = await askJson(
    'organization: { roleName: exporter, exclude: [{ tag: { key: env, value: sandbox } }] }',
  );

  expect([code, exporter, accounts]).toEqual([3, expect.objectContaining({ arn: OWN_ARN }), []]);
  expect(error).toContain('the tags that decide which accounts are read are not known');
});

test('where the exporter has no credentials, that comes before what follows from it', async () => {
  const { code, error } = await ask(CONFIG, {}, { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE' });

  expect([code, error]).toEqual([3, expect.stringMatching(/^\(exporter\): credentials: .*\norganization: .*\n$/)]);
});
