/** `whoami` of the built program: as whom AWS knows it, however it gets its credentials. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { FakeOrganization } from '../support/fake-aws/organization.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { BASE_CREDENTIALS, environmentOf, knownReportOf, roleAccount } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const LOST = '999999999999';

async function whoami(
  args: readonly string[],
  variables: NodeJS.ProcessEnv = {},
  organization: { readonly organization?: FakeOrganization } = {},
) {
  const fake = await startFake({
    accounts: [OWN, MEMBER].map((accountId) => ({ accountId, csv: knownReportOf(accountId) })),
    ...organization,
  });
  const all = { ...environmentOf(fake), ...variables };
  const given = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return run('env', ['-i', `PATH=${process.env.PATH}`, ...given, process.execPath, exporterMain, 'whoami', ...args]);
}

test('without a configuration it says as whom the default chain asks, and from which profile', async () => {
  const folder = await temporaryFolder();
  const credentials = path.join(folder, 'credentials');
  await writeFile(credentials, '[audit]\naws_access_key_id = AKIAAUDIT\naws_secret_access_key = of-the-profile\n');
  const variables = { AWS_PROFILE: 'audit', AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_REGION: 'eu-west-1' };

  const { code, stdout, stderr } = await whoami([], variables);

  expect(stdout).toMatch(
    new RegExp(
      `^default +${OWN} +arn:aws:iam::${OWN}:user/caller +shared config files, profile audit +eu-west-1 `,
      'm',
    ),
  );
  expect([code, stderr.split('\n')]).toEqual([
    0,
    [expect.stringContaining('the AWS CLI and botocore use the keys'), ''],
  ]);
});

test('an account whose role is refused has the words of the log and exit code 3, and no secret is printed', async () => {
  const member = roleAccount('member', MEMBER);
  const file = await configFile({ accounts: [{ name: 'own' }, member, roleAccount('lost', LOST)] });

  const { code, stdout, stderr } = await whoami([`--config.file=${file}`, '--output=json']);

  const { accounts } = JSON.parse(stdout) as { accounts: object[] };
  expect(accounts).toEqual([
    expect.objectContaining({ account_name: 'own', account_id: OWN, credentials: 'environment variables' }),
    expect.objectContaining({ account_name: 'member', account_id: MEMBER, role_arn: member.roleArn }),
    expect.objectContaining({ account_name: 'lost', failure_reason: 'assume_role_denied' }),
  ]);
  expect([code, stderr]).toEqual([3, expect.stringMatching(/^lost: assume_role_denied: User: arn:.*\n$/)]);
  for (const secret of Object.values(BASE_CREDENTIALS)) expect(stdout + stderr).not.toContain(secret);
});

test('a member that may not list the organization reads as whom it asks, and what is denied', async () => {
  const organization = new FakeOrganization({ managementAccountId: MEMBER, accounts: [{ accountId: OWN }] });
  const file = await configFile({ organization: { roleName: 'audit' } });

  const { code, stdout, stderr } = await whoami([`--config.file=${file}`], {}, { organization });

  expect(stdout).toMatch(
    new RegExp(`^\\(exporter\\) +${OWN} +arn:aws:iam::${OWN}:user/caller +environment variables `, 'm'),
  );
  expect([code, stderr]).toEqual([
    3,
    expect.stringMatching(/^organization: access_denied: organizations:ListAccounts is denied: .*\n$/),
  ]);
});
