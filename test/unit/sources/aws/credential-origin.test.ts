/** Each link of the chain that gives credentials is named, through whatever profile it is reached. */
import { expect, test } from '@jest/globals';
import '../../../support/fake-aws/native-errors.ts';
import { createCredentialChain } from '../../../../src/sources/aws/credential-chain.ts';
import { createRequestHandler } from '../../../../src/sources/aws/request-handler.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { startEndpoint } from '../../../support/endpoint.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { writeSsoToken } from '../../../support/sso-token.ts';
import { StandingClock } from '../../../support/standing-clock.ts';
import type { Variables } from './chain-failures.ts';
import { config, file, folder } from './shared-files.ts';

const OWN = '111122223333';
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 's' };
const KEY_LINES = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n';
const EXPIRATION = '2099-01-01T00:00:00Z';
const SESSION = { AccessKeyId: 'A', SecretAccessKey: 's', Token: 't', Expiration: EXPIRATION };
const WEB_IDENTITY_SESSION = `<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>A</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${EXPIRATION}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
const ROLE_LINE = `role_arn = arn:aws:iam::${OWN}:role/audit\n`;

async function metadata(): Promise<Variables> {
  const session = JSON.stringify({ ...SESSION, Code: 'Success', Type: 'AWS-HMAC', LastUpdated: EXPIRATION });
  return {
    AWS_EC2_METADATA_DISABLED: 'false',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: (await startEndpoint(200, session)).url,
  };
}

async function originOf(variables: Variables) {
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: OWN, csv: reportCsv(OWN) }] });
  setAwsEnvironment(fake.url, { AWS_REGION: 'us-east-1', ...variables });
  const { provide, origin } = createCredentialChain({
    clock: new StandingClock(),
    environment: process.env,
    requestHandler: createRequestHandler(globalThis.process.env),
    log: { warn: () => undefined },
  });
  expect(origin()).toBeUndefined();
  await provide();
  return origin();
}

async function sso(): Promise<Variables> {
  await writeSsoToken(folder, 'corp', JSON.stringify({ accessToken: 't', expiresAt: EXPIRATION }));
  const roleCredentials = { accessKeyId: 'A', secretAccessKey: 's', sessionToken: 't', expiration: 4_070_908_800_000 };
  const of = 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = audit';
  const session = 'sso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1';
  return {
    ...(await config(`[profile dev]\n${of}\n[sso-session corp]\n${session}\n`)),
    AWS_PROFILE: 'dev',
    AWS_ENDPOINT_URL_SSO: (await startEndpoint(200, JSON.stringify({ roleCredentials }))).url,
  };
}

const PROGRAM_LINE = `credential_process = echo '{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}'\n`;

test.each<[what: string, variables: () => Variables | Promise<Variables>, origin: object]>([
  ['keys of the environment', () => KEYS, { source: 'environment variables' }],
  [
    'keys of a profile',
    async () => ({ ...(await config(`[profile dev]\n${KEY_LINES}`)), AWS_PROFILE: 'dev' }),
    { source: 'shared config files', profile: 'dev' },
  ],
  [
    'keys of a profile, though the environment has some too',
    async () => ({ ...(await config(`[profile dev]\n${KEY_LINES}`)), ...KEYS, AWS_PROFILE: 'dev' }),
    { source: 'shared config files', profile: 'dev' },
  ],
  ['a program', () => config(`[default]\n${PROGRAM_LINE}`), { source: 'credential_process', profile: 'default' }],
  ['the portal of SSO', sso, { source: 'SSO', profile: 'dev' }],
  [
    'the token of a service account',
    async () => ({
      AWS_ROLE_ARN: `arn:aws:iam::${OWN}:role/exporter`,
      AWS_WEB_IDENTITY_TOKEN_FILE: await file('token', 't'),
      AWS_ENDPOINT_URL_STS: (await startEndpoint(200, WEB_IDENTITY_SESSION)).url,
    }),
    { source: 'web identity token' },
  ],
  [
    'a container',
    async () => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${(await startEndpoint(200, JSON.stringify(SESSION))).url}/`,
    }),
    { source: 'container endpoint' },
  ],
  ['an instance', metadata, { source: 'instance metadata' }],
  [
    'a role of a profile with keys',
    () => config(`[default]\n${ROLE_LINE}source_profile = base\n[profile base]\n${KEY_LINES}`),
    { source: 'shared config files', profile: 'default' },
  ],
  [
    'a role of a profile with a program',
    () => config(`[default]\n${ROLE_LINE}source_profile = base\n[profile base]\n${PROGRAM_LINE}`),
    { source: 'credential_process', profile: 'default' },
  ],
  [
    'a role of a profile with the role of the instance',
    async () => ({
      ...(await metadata()),
      ...(await config(`[default]\n${ROLE_LINE}credential_source = Ec2InstanceMetadata\n`)),
    }),
    { source: 'instance metadata', profile: 'default' },
  ],
])('%s', async (_what, variables, origin) => {
  expect(await originOf(await variables())).toEqual(origin);
});
