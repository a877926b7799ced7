/** Each link of the chain fails in each way that people meet: the failure says which link, how, and what to do, and repeats no secret. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import '../../../support/fake-aws/native-errors.ts';
import { startEndpoint } from '../../../support/endpoint.ts';
import { writeSsoToken } from '../../../support/sso-token.ts';
import { failureOf, NOBODY, skipPauses, type Variables } from './chain-failures.ts';
import { config, file, folder } from './shared-files.ts';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
const CUT_ANSWER = `{"SecretAccessKey":"${SECRET}`;
const HTML = `<html><head><title>${SECRET}</title></head></html>`;

beforeEach(() => skipPauses());
afterEach(() => void jest.restoreAllMocks());

const profile = (lines: string) => config(`[default]\n${lines}\n`);

function process(script: string): Promise<Variables> {
  return profile(`credential_process = sh -c '${script}'`);
}

/** @param token what lies where `aws sso login` puts it. */
async function sso(token?: object | string, portal = NOBODY): Promise<Variables> {
  if (token !== undefined) {
    await writeSsoToken(folder, 'corp', typeof token === 'string' ? token : JSON.stringify(token));
  }
  const session = 'sso_start_url = https://example.awsapps.com/start\nsso_region = us-east-1';
  const of = 'sso_session = corp\nsso_account_id = 111122223333\nsso_role_name = audit';
  return {
    ...(await config(`[default]\n${of}\n[sso-session corp]\n${session}\n`)),
    AWS_ENDPOINT_URL_SSO: portal,
  };
}

const VALID_TOKEN = { accessToken: SECRET, expiresAt: '2099-01-01T00:00:00Z' };
const EXPIRED_TOKEN = { accessToken: SECRET, expiresAt: '2020-01-01T00:00:00Z' };

async function container(status: number, body: string): Promise<Variables> {
  return { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${(await startEndpoint(status, body)).url}/credentials` };
}

async function metadata(status: number, body: string): Promise<Variables> {
  return {
    AWS_EC2_METADATA_DISABLED: 'false',
    AWS_EC2_METADATA_SERVICE_ENDPOINT: (await startEndpoint(status, body)).url,
  };
}

type Case = readonly [what: string, variables: () => Variables | Promise<Variables>, told: string];

function describeLink(link: string, cases: readonly Case[], reason = 'credentials'): void {
  describe(link, () => {
    test.each(cases)('%s', async (_what, variables, told) => {
      const failure = await failureOf(await variables());

      expect(failure.message).toContain(told);
      expect(failure.message).toContain(link);
      expect(failure.message).not.toContain(SECRET);
      expect(failure.reason).toBe(reason);
    });
  });
}

describeLink('no credentials', [
  ['nothing at all', () => ({}), 'no credentials are set up'],
  [
    'a key without its secret',
    () => ({ AWS_ACCESS_KEY_ID: 'AKIA' }),
    'from the environment: AWS_SECRET_ACCESS_KEY is missing',
  ],
  ['a secret without its key', () => ({ AWS_SECRET_ACCESS_KEY: SECRET }), 'AWS_ACCESS_KEY_ID is missing'],
]);

const role = (lines: string) => `role_arn = arn:aws:iam::111122223333:role/audit\n${lines}`;

describeLink('shared config files', [
  ['a profile that is not there', () => ({ AWS_PROFILE: SECRET }), 'the profile that AWS_PROFILE names is not there'],
  [
    'a profile with half a key',
    async () => ({ ...(await config('[profile audit]\naws_access_key_id = AKIA\n')), AWS_PROFILE: 'audit' }),
    'a key needs its secret',
  ],
  [
    'a source_profile that is not there',
    () => profile(role('source_profile = base')),
    'the source_profile of the profile default is not there',
  ],
  [
    'profiles in a circle',
    () => config(`[default]\n${role('source_profile = base')}\n[profile base]\n${role('source_profile = default')}\n`),
    'name each other as source_profile in a circle',
  ],
  [
    'a profile with a second factor',
    () =>
      profile(
        `${role('source_profile = default')}\nmfa_serial = arn:aws:iam::1:mfa/me\naws_access_key_id = A\naws_secret_access_key = ${SECRET}`,
      ),
    'the profile has mfa_serial',
  ],
  [
    'a credential_source that nobody knows',
    () => profile(role('credential_source = Pod')),
    'credential_source must be EcsContainer',
  ],
  [
    'a role by the keys of the environment, which has none',
    () => profile(role('credential_source = Environment')),
    'the profile default has credential_source = Environment, and AWS_ACCESS_KEY_ID or',
  ],
  [
    'a profile that is not there: in which files',
    () => ({ AWS_PROFILE: 'audit', AWS_SHARED_CREDENTIALS_FILE: '' }),
    'looked for in the file of AWS_CONFIG_FILE and ~/.aws/credentials',
  ],
]);

describeLink('credential_process', [
  ['it fails and says why', () => process(`echo ${SECRET} >&2; exit 1`), 'the program failed: run it by hand'],
  ['it is not there', () => profile('credential_process = /nowhere/program'), 'the program failed: run it by hand'],
  [
    'its answer is cut',
    async () => profile(`credential_process = cat ${await file('answer', CUT_ANSWER)}`),
    'that is no JSON',
  ],
  ['an answer of another version', () => process(`echo "{}"`), 'without "Version": 1'],
  ['an answer without the key', () => process(`echo "{\\"Version\\":1}"`), 'without AccessKeyId or SecretAccessKey'],
  [
    'credentials that have expired',
    async () => {
      const answer = { Version: 1, AccessKeyId: 'A', SecretAccessKey: SECRET, Expiration: '2020-01-01T00:00:00Z' };
      return profile(`credential_process = cat ${await file('answer', JSON.stringify(answer))}`);
    },
    'credentials that have expired',
  ],
]);

describeLink('SSO', [
  ['nobody has signed in', () => sso(), 'there is no token: run aws sso login'],
  ['the file of the token is cut', () => sso(`{"accessToken":"${SECRET}`), 'there is no token: run aws sso login'],
  ['the session has expired', () => sso(EXPIRED_TOKEN), 'the session has expired: run aws sso login --profile default'],
  [
    'the portal has ended the session',
    async () => sso(VALID_TOKEN, await portal(401, 'UnauthorizedException')),
    'has expired: run aws sso login',
  ],
  [
    'the portal refuses the role',
    async () => sso(VALID_TOKEN, await portal(403, 'ForbiddenException')),
    'look at sso_account_id and sso_role_name',
  ],
  ['nobody listens', () => sso(VALID_TOKEN), 'SSO: the connection failed: ECONNREFUSED 127.0.0.1:1'],
  [
    'a page of a proxy in place of the portal',
    async () => sso(VALID_TOKEN, (await startEndpoint(403, HTML)).url),
    'SSO: an answer in a form that AWS does not use (HTTP 403): look for a proxy in between',
  ],
  [
    'a page with HTTP 200',
    async () => sso(VALID_TOKEN, (await startEndpoint(200, HTML)).url),
    'an answer in a form that AWS does not use (HTTP 200)',
  ],
  [
    'a proxy that wants a login',
    async () => sso(VALID_TOKEN, (await startEndpoint(407, HTML)).url),
    'the proxy wants a login (HTTP 407)',
  ],
  ['the portal fails', async () => sso(VALID_TOKEN, await portal(500, 'InternalFailure')), 'it failed (HTTP 500)'],
  [
    'the portal cuts the connection',
    async () => {
      const endpoint = await startEndpoint();
      endpoint.answer((request) => void request.socket.destroy());
      return sso(VALID_TOKEN, endpoint.url);
    },
    'the connection failed: ECONNRESET',
  ],
  [
    'a profile of the old kind, without a token',
    () => profile('sso_start_url = x\nsso_region = us-east-1\nsso_account_id = 1\nsso_role_name = x'),
    'there is no token',
  ],
  ['a profile that lacks a key', () => profile('sso_account_id = 1'), 'lacks sso_start_url'],
  [
    'a session that is not there',
    () => profile('sso_session = corp\nsso_account_id = 1\nsso_role_name = x'),
    '[sso-session NAME]',
  ],
]);

async function portal(status: number, code: string): Promise<string> {
  return (await startEndpoint(status, JSON.stringify({ message: SECRET }), { 'x-amzn-errortype': code })).url;
}

describeLink('aws login', [
  ['nobody has signed in', () => profile('login_session = arn:aws:iam::1:user/me'), 'there is no token: run aws login'],
]);

const ROLE = { AWS_ROLE_ARN: 'arn:aws:iam::1:role/x' };

describeLink('web identity token', [
  [
    'its file is missing',
    () => ({ ...ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: `/nowhere/${SECRET}` }),
    'the token file that AWS_WEB_IDENTITY_TOKEN_FILE names cannot be read: there is no such file',
  ],
  [
    'that of a profile is missing',
    () => profile(role(`web_identity_token_file = /nowhere/${SECRET}`)),
    'the token file that web_identity_token_file of the profile names cannot be read: there is no such file',
  ],
]);
describeLink(
  'web identity token: ',
  [
    [
      'STS is away',
      async () => ({ ...ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: await file('token', SECRET) }),
      'the connection failed: ECONNREFUSED 127.0.0.1:1',
    ],
  ],
  'network',
);

describeLink('container endpoint', [
  ['403', () => container(403, `{"Code":"AccessDenied","Message":"${SECRET}"}`), 'it refuses (HTTP 403)'],
  ['404', () => container(404, SECRET), 'it knows no role for this pod or task (HTTP 404)'],
  ['500', () => container(500, HTML), 'it failed (HTTP 500)'],
  ['HTML', () => container(200, HTML), 'its answer is not the JSON of credentials (HTTP 200)'],
  ['an answer that is cut', () => container(200, CUT_ANSWER), 'its answer is not the JSON of credentials (HTTP 200)'],
  [
    'nobody listens',
    () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `${NOBODY}/` }),
    'it cannot be reached (ECONNREFUSED)',
  ],
  [
    'an address that the SDK does not take',
    () => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://192.0.2.1/' }),
    'AWS_CONTAINER_CREDENTIALS_FULL_URI must begin with https',
  ],
  [
    'the file of its token is missing',
    () => ({
      AWS_CONTAINER_CREDENTIALS_FULL_URI: NOBODY,
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: `/nowhere/${SECRET}`,
    }),
    'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names cannot be read: there is no such file',
  ],
]);

describeLink('instance metadata', [
  ['an instance without a role', () => metadata(404, ''), 'the instance has no role (HTTP 404)'],
  ['it refuses', () => metadata(403, ''), 'it refuses (HTTP 403)'],
  ['its answer is cut', () => metadata(200, CUT_ANSWER), 'its answer is not the JSON of credentials (HTTP 200)'],
  [
    'nobody listens',
    () => ({ AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: NOBODY }),
    'it does not answer (ECONNREFUSED)',
  ],
]);
