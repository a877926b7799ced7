/** The facts beyond the report: each is read once it is turned on, and its families say what AWS knows. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Operation } from '../support/fake-aws/protocol.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { linesAbout, ownValue, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { accountWithFacts, ALL_ON, DAY, factUp, FURTHER, on, OPERATIONS, untilPage } from './support/further-facts.ts';
import { exporterMain, output } from './support/tools.ts';

const ACCOUNT = '111111111111';

describe('AWS answers everything', () => {
  let page: string;
  let fake: FakeAws;
  let now: number;

  beforeAll(async () => {
    now = Date.now();
    fake = await startFake({ accounts: [accountWithFacts(ACCOUNT, now)] });
    const exporter = await startAwsExporter(fake, { accounts: [{ name: 'own' }], facts: ALL_ON });
    page = await untilPage(exporter, 'all facts are on the page', (text) =>
      FURTHER.every(({ families }) => linesAbout(text, ACCOUNT).some((line) => families.test(line))),
    );
  });

  const lines = (families: RegExp) =>
    linesAbout(page, ACCOUNT)
      .filter((line) => families.test(line))
      .map((line) => line.replace(`account_id="${ACCOUNT}",`, '').replace(`{account_id="${ACCOUNT}"}`, ''));

  test('the page says what the password policy asks for', () => {
    expect(lines(/^aws_iam_password_policy_/)).toEqual([
      'aws_iam_password_policy_present 1',
      'aws_iam_password_policy_min_length 8',
      'aws_iam_password_policy_requires{character_class="uppercase"} 0',
      'aws_iam_password_policy_requires{character_class="lowercase"} 0',
      'aws_iam_password_policy_requires{character_class="numbers"} 1',
      'aws_iam_password_policy_requires{character_class="symbols"} 0',
    ]);
  });

  test('and what the account uses of its quotas', () => {
    expect(lines(/^aws_iam_account_quota_.*quota="(Users|AccessKeysPerUser)"/)).toEqual([
      'aws_iam_account_quota_used{quota="Users"} 2',
      'aws_iam_account_quota_limit{quota="AccessKeysPerUser"} 2',
      'aws_iam_account_quota_limit{quota="Users"} 5000',
    ]);
  });

  test('and of each user the MFA device, the quarantine and the owner', () => {
    expect(lines(/^aws_iam_(mfa_device_info|user_quarantined|user_owner_info)/)).toEqual([
      'aws_iam_mfa_device_info{user="<root_account>",mfa_kind="virtual"} 1',
      'aws_iam_user_quarantined{user="alice@example.com"} 1',
      'aws_iam_user_quarantined{user="deploy"} 0',
      'aws_iam_user_owner_info{user="alice@example.com",user_owner="payments"} 1',
    ]);
  });

  test('and of each service-specific credential whether it works, how old it is and when it ends', () => {
    const bedrock = '{user="deploy",credential_service="bedrock.amazonaws.com",slot="1"}';
    const older = '{user="deploy",credential_service="codecommit.amazonaws.com",slot="1"}';
    const newer = '{user="deploy",credential_service="codecommit.amazonaws.com",slot="2"}';
    expect(lines(/^aws_iam_service_credential_(active|age_days|expiry)/)).toEqual([
      `aws_iam_service_credential_active${older} 0`,
      `aws_iam_service_credential_active${bedrock} 1`,
      `aws_iam_service_credential_active${newer} 1`,
      `aws_iam_service_credential_age_days${older} 100`,
      `aws_iam_service_credential_age_days${bedrock} 10`,
      `aws_iam_service_credential_age_days${newer} 5`,
      `aws_iam_service_credential_expiry_timestamp_seconds${bedrock} ${Math.floor((now + 20 * DAY - 3_600_000) / 1000)}`,
    ]);
  });

  test('each fact is up, and the clock of AWS is that of this machine', () => {
    for (const { fact } of FURTHER) expect(factUp(page, 'own', fact)).toBe(1);
    expect(Math.abs(ownValue(page, 'aws_clock_offset_seconds') ?? Number.NaN)).toBeLessThanOrEqual(1);
  });

  test('a page of AWS costs a call, and two facts of one operation ask for themselves', () => {
    const asked = Object.fromEntries(OPERATIONS.map((operation) => [operation, fake.count(operation)]));
    expect(asked).toEqual({
      GetAccountPasswordPolicy: 1,
      GetAccountSummary: 1,
      GetAccountAuthorizationDetails: 4,
      ListVirtualMFADevices: 1,
      ListServiceSpecificCredentials: 3,
    });
  });
});

describe('a fact that is off', () => {
  async function askedWith(facts: object, wanted: readonly string[]): Promise<Operation[]> {
    const fake = await startFake({ accounts: [accountWithFacts(ACCOUNT, Date.now())] });
    const exporter = await startAwsExporter(fake, { accounts: [{ name: 'own' }], facts });
    await untilPage(exporter, 'every fact was read', (page) =>
      ['credential-report', ...wanted].every((fact) => factUp(page, 'own', fact) === 1),
    );
    await exporter.process.stop();
    return OPERATIONS.filter((operation) => fake.count(operation) > 0);
  }

  test('is never asked for: all of them', async () => {
    expect(await askedWith({}, [])).toEqual([]);
  });

  test.each(FURTHER)('is never asked for: all but $fact', async ({ fact, operations }) => {
    const [outer = '', inner] = fact.split('.');
    const facts = { [outer]: inner === undefined ? on : { [inner]: on } };

    expect(await askedWith(facts, [fact])).toEqual([...operations]);
  });
});

test('the IAM policy allows what the facts need, and what two of them need once', async () => {
  const file = path.join(await temporaryFolder(), 'config.yml');
  await writeFile(file, JSON.stringify({ facts: ALL_ON }));

  const policy = JSON.parse(await output(process.execPath, [exporterMain, 'iam-policy', `--config.file=${file}`])) as {
    Statement: { Action: string[] }[];
  };

  expect(policy.Statement.flatMap(({ Action }) => Action).sort()).toEqual([
    'iam:GenerateCredentialReport',
    'iam:GetAccountAuthorizationDetails',
    'iam:GetAccountPasswordPolicy',
    'iam:GetAccountSummary',
    'iam:GetCredentialReport',
    'iam:ListServiceSpecificCredentials',
    'iam:ListVirtualMFADevices',
  ]);
});
