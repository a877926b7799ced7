/** The exporter reads accounts of an AWS that is not our own fake: moto, filled through the real SDK. */
import {
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  IAMClient,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { startExporter } from './support/exporter-process.ts';
import { valueOf } from './support/exposition.ts';
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

beforeAll(async () => {
  // Otherwise the SDK that fills moto prints its notice about Node.js 20 among the results.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const endpoint = await startMoto();
  const settings = { endpoint, region: 'us-east-1' };
  created = Math.floor(Date.now() / 1000);
  await fillOwnAccount(new IAMClient({ ...settings, credentials: KEYS }));
  const assumed = fromTemporaryCredentials({
    masterCredentials: KEYS,
    params: { RoleArn: ROLE, RoleSessionName: 'e2e' },
    clientConfig: settings,
  });
  await new IAMClient({ ...settings, credentials: assumed }).send(new CreateUserCommand({ UserName: 'elsewhere' }));

  const exporter = await startExporter({
    config: { accounts: [{ name: 'own' }, { name: 'other', roleArn: ROLE, externalId: 'e2e' }] },
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
    },
  });
  await exporter.metrics(`aws_iam_user_info{account_id="${OWN_ACCOUNT}"`);
  page = await exporter.metrics(`aws_iam_user_info{account_id="${OTHER_ACCOUNT}"`);
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
    ]);
    expect(own('aws_iam_credential_report_users', 'account_name="own"')).toBe(3);
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
