/** The exporter reads accounts of an AWS that is not our own fake: moto, filled through the real SDK. */
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  ListVirtualMFADevicesCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Exporter, startExporter } from './support/exporter-process.ts';
import { valueOf } from './support/exposition.ts';
import { ALL_ON, factUp } from './support/further-facts.ts';
import { startMoto } from './support/moto.ts';

/** moto's default account, and one that is reached through a role. */
const OWN_ACCOUNT = '123456789012';
const OTHER_ACCOUNT = '444455556666';
const ROLE = `arn:aws:iam::${OTHER_ACCOUNT}:role/iam-credential-exporter`;
/** moto has made every report at this moment. */
const GENERATED = Date.UTC(2015, 1, 2, 20, 2, 2) / 1000;
const KEYS = { accessKeyId: 'testing', secretAccessKey: 'testing' };

let page: string;
let created: number;
let exporter: Exporter;
/** Of the MFA devices, as moto hands them out. */
let secrets: string[];

beforeAll(async () => {
  // Otherwise the SDK that fills moto prints its notice about Node.js 20 among the results.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const endpoint = await startMoto();
  const settings = { endpoint, region: 'us-east-1' };
  created = Math.floor(Date.now() / 1000);
  const own = new IAMClient({ ...settings, credentials: KEYS });
  await fillOwnAccount(own);
  await fillFurtherFacts(own);
  secrets = await secretsOf(own);
  const assumed = fromTemporaryCredentials({
    masterCredentials: KEYS,
    params: { RoleArn: ROLE, RoleSessionName: 'e2e' },
    clientConfig: settings,
  });
  await new IAMClient({ ...settings, credentials: assumed }).send(new CreateUserCommand({ UserName: 'elsewhere' }));

  exporter = await startExporter({
    args: ['--log.level=debug'],
    config: { accounts: [{ name: 'own' }, { name: 'other', roleArn: ROLE, externalId: 'e2e' }], facts: ALL_ON },
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    },
  });
  for (const family of ['user_info', 'password_policy_present', 'user_quarantined']) {
    for (const account of [OWN_ACCOUNT, OTHER_ACCOUNT])
      await exporter.metrics(`aws_iam_${family}{account_id="${account}"`);
  }
  for (const family of ['mfa_device_info', 'user_owner_info']) await exporter.metrics(`aws_iam_${family}{`);
  for (const account of ['own', 'other']) {
    page = await exporter.metrics(`fact_up{account_name="${account}",fact="user-details.serviceCredentials"}`);
  }
});

async function fillOwnAccount(iam: IAMClient): Promise<void> {
  await iam.send(new CreateUserCommand({ UserName: 'human' }));
  await iam.send(new CreateLoginProfileCommand({ UserName: 'human', Password: 'not-a-Secret-1' }));
  await iam.send(new CreateUserCommand({ UserName: 'machine', Path: '/ci/' }));
  await iam.send(new CreateAccessKeyCommand({ UserName: 'machine' }));
  const { AccessKey: second } = await iam.send(new CreateAccessKeyCommand({ UserName: 'machine' }));
  await iam.send(
    new UpdateAccessKeyCommand({ UserName: 'machine', AccessKeyId: second?.AccessKeyId, Status: 'Inactive' }),
  );
  await iam.send(new CreateUserCommand({ UserName: 'nobody' }));
}

async function fillFurtherFacts(iam: IAMClient): Promise<void> {
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 12, RequireNumbers: true }));
  await iam.send(new TagUserCommand({ UserName: 'human', Tags: [{ Key: 'owner', Value: 'payments' }] }));
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'AWSCompromisedKeyQuarantineV2',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }],
      }),
    }),
  );
  await iam.send(new AttachUserPolicyCommand({ UserName: 'machine', PolicyArn: Policy?.Arn }));
  await iam.send(new CreateUserCommand({ UserName: 'secured' }));
  for (const VirtualMFADeviceName of ['secured', 'left-over']) {
    await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName }));
  }
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: 'secured',
      SerialNumber: `arn:aws:iam::${OWN_ACCOUNT}:mfa/secured`,
      AuthenticationCode1: '123456',
      AuthenticationCode2: '654321',
    }),
  );
}

/** What the answer to ListVirtualMFADevices holds besides serial numbers: AWS itself leaves it out there. */
async function secretsOf(iam: IAMClient): Promise<string[]> {
  const { VirtualMFADevices = [] } = await iam.send(new ListVirtualMFADevicesCommand());
  return VirtualMFADevices.flatMap(({ Base32StringSeed, QRCodePNG }) =>
    [Base32StringSeed, QRCodePNG].flatMap((secret) => {
      const bytes = Buffer.from(secret ?? []);
      return bytes.length === 0 ? [] : [bytes.toString('latin1'), bytes.toString('base64')];
    }),
  );
}

function own(family: string, labels: string): number | undefined {
  return valueOf(page, `${family}{account_id="${OWN_ACCOUNT}",${labels}}`);
}

describe('the account of the default credential chain', () => {
  it('has every user, of the right kind', () => {
    const users = [
      ...page.matchAll(
        /^aws_iam_user_info\{account_id="123456789012",user="([^"]+)",arn="[^"]+",path="([^"]+)",kind="([^"]+)"\} 1$/gm,
      ),
    ];
    expect(users.map(([, ...user]) => user)).toEqual([
      ['human', '/', 'human'],
      ['machine', '/ci/', 'machine'],
      ['nobody', '/', 'none'],
      ['secured', '/', 'none'],
    ]);
    expect(own('aws_iam_credential_report_users', 'account_name="own"')).toBe(4);
  });

  it('has users created a moment ago', () => {
    for (const user of ['human', 'machine', 'nobody']) {
      const moment = own('aws_iam_user_created_timestamp_seconds', `user="${user}"`);
      expect(moment).toBeGreaterThanOrEqual(created);
      expect(moment).toBeLessThan(created + 60);
    }
  });

  it('has the password and the missing MFA', () => {
    expect(own('aws_iam_user_password_enabled', 'user="human"')).toBe(1);
    expect(own('aws_iam_user_mfa_disabled', 'user="human"')).toBe(1);
    expect(own('aws_iam_user_password_never_used', 'user="human"')).toBe(1);
    expect(own('aws_iam_user_password_enabled', 'user="machine"')).toBe(0);
    expect(own('aws_iam_user_mfa_disabled', 'user="machine"')).toBe(0);
  });

  it('has both keys, each with its state', () => {
    expect(own('aws_iam_access_key_active', 'user="machine",key="1"')).toBe(1);
    expect(own('aws_iam_access_key_active', 'user="machine",key="2"')).toBe(0);
    for (const key of ['1', '2']) {
      const labels = `user="machine",key="${key}"`;
      const moment = own('aws_iam_access_key_last_rotated_timestamp_seconds', labels);
      expect(moment).toBeGreaterThanOrEqual(created);
      expect(moment).toBeLessThan(created + 60);
      expect(own('aws_iam_access_key_age_days', labels)).toBe(0);
      expect(own('aws_iam_access_key_never_used', labels)).toBe(1);
    }
  });

  it('has no keys where there are none', () => {
    expect(page).not.toMatch(/^aws_iam_access_key_\w+\{[^}]*user="(human|nobody)"/m);
  });

  it('says nothing about what moto does not report', () => {
    expect(page).not.toMatch(/^aws_iam_user_password_next_rotation_timestamp_seconds\{/m);
    expect(page).not.toContain('user="<root_account>"');
  });

  it('says when the report was made, not when it was fetched', () => {
    expect(own('aws_iam_credential_report_generated_timestamp_seconds', 'account_name="own"')).toBe(GENERATED);
  });
});

it('reaches another account through a role', () => {
  expect(valueOf(page, `aws_iam_credential_report_users{account_id="${OTHER_ACCOUNT}",account_name="other"}`)).toBe(1);
  expect(page).toContain(`arn="arn:aws:iam::${OTHER_ACCOUNT}:user/elsewhere"`);
});

describe('the facts beyond the report', () => {
  it('say what the password policy asks for, and that an account has none', () => {
    expect(valueOf(page, `aws_iam_password_policy_present{account_id="${OWN_ACCOUNT}"}`)).toBe(1);
    expect(valueOf(page, `aws_iam_password_policy_min_length{account_id="${OWN_ACCOUNT}"}`)).toBe(12);
    expect(own('aws_iam_password_policy_requires', 'character_class="numbers"')).toBe(1);
    expect(own('aws_iam_password_policy_requires', 'character_class="symbols"')).toBe(0);
    // moto says 0 there, which AWS does not allow.
    expect(page).not.toMatch(/^aws_iam_password_policy_(max_age_days|reuse_prevention)\{/m);
    expect(valueOf(page, `aws_iam_password_policy_present{account_id="${OTHER_ACCOUNT}"}`)).toBe(0);
    expect(page).not.toContain(`aws_iam_password_policy_min_length{account_id="${OTHER_ACCOUNT}"}`);
  });

  it('say what the account uses of its quotas', () => {
    expect(own('aws_iam_account_quota_used', 'quota="Users"')).toBe(4);
    expect(own('aws_iam_account_quota_limit', 'quota="Users"')).toBe(5_000);
    expect(own('aws_iam_account_quota_limit', 'quota="AccessKeysPerUser"')).toBe(2);
  });

  it('know the virtual device, the quarantine and the owner of a user', () => {
    expect(own('aws_iam_mfa_device_info', 'user="secured",mfa_kind="virtual"')).toBe(1);
    expect(page.match(/^aws_iam_mfa_device_info\{/gm)).toHaveLength(1);
    expect(own('aws_iam_user_quarantined', 'user="machine"')).toBe(1);
    expect(own('aws_iam_user_quarantined', 'user="human"')).toBe(0);
    expect(own('aws_iam_user_owner_info', 'user="human",user_owner="payments"')).toBe(1);
    expect(page.match(/^aws_iam_user_owner_info\{/gm)).toHaveLength(1);
  });

  it('are up, but for the one that moto does not serve, which changes nothing else', () => {
    for (const account of ['own', 'other']) {
      const served = [
        'credential-report',
        'account-settings',
        'user-details.tags',
        'user-details.mfa',
        'user-details.policies',
      ];
      for (const fact of served) expect([account, fact, factUp(page, account, fact)]).toEqual([account, fact, 1]);
      const missing = `{account_name="${account}",fact="user-details.serviceCredentials",reason="service"}`;
      expect(factUp(page, account, 'user-details.serviceCredentials')).toBe(0);
      expect(valueOf(page, `iam_credential_exporter_refresh_errors_total${missing}`)).toBe(1);
    }
    expect(page).not.toContain('aws_iam_service_credential_');
  });

  it('put nothing of the secrets that moto hands out with an MFA device into the log or onto the page', () => {
    expect(secrets.length).toBeGreaterThan(0);
    expect(exporter.logs().map(({ level }) => level)).toContain('info');
    expect(secrets.filter((secret) => exporter.process.output.includes(secret) || page.includes(secret))).toEqual([]);
  });
});
