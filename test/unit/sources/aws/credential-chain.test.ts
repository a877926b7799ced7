import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import '../../../support/fake-aws/native-errors.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { createCredentialChain } from '../../../../src/sources/aws/credential-chain.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const SECRET = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY';
const NOBODY = 'http://127.0.0.1:1';

const CUT_ANSWER = `{"SecretAccessKey":"${SECRET}`;

let folder: string;
const servers: Server[] = [];

afterEach(() => servers.splice(0).forEach((server) => server.close()));

beforeEach(async () => {
  folder = await temporaryFolder();
});

/** In a folder of its own: the SDK reads each file once. */
async function profile(lines: string): Promise<Record<string, string>> {
  const file = path.join(folder, 'config');
  await writeFile(file, `[default]\n${lines}\n`);
  return { AWS_CONFIG_FILE: file, AWS_SHARED_CREDENTIALS_FILE: '/dev/null', HOME: folder };
}

async function file(content: string): Promise<string> {
  const name = path.join(folder, 'content');
  await writeFile(name, content);
  return name;
}

/** Answers everything with this. */
async function endpoint(answer: string): Promise<string> {
  const server = createServer((_request, response) => response.end(answer)).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failure(variables: Readonly<Record<string, string>>): Promise<RefreshFailure> {
  setAwsEnvironment(NOBODY, { AWS_REGION: 'us-east-1', ...variables });
  const provide = createCredentialChain({ warn: () => undefined });
  const error = await provide().catch((error: unknown) => error);
  if (!(error instanceof RefreshFailure)) throw error;
  return error;
}

test.each<[string, () => Promise<Record<string, string>>, string]>([
  ['nothing at all', () => Promise.resolve({}), 'the AWS SDK found no usable credentials (CredentialsProviderError)'],
  [
    'a profile that is not there',
    () => Promise.resolve({ AWS_PROFILE: SECRET }),
    'the AWS SDK found no usable credentials (CredentialsProviderError); asked: shared config files',
  ],
  [
    'a credential_process that fails and says why',
    () => profile(`credential_process = sh -c "echo ${SECRET} >&2; exit 1"`),
    'the AWS SDK found no usable credentials (CredentialsProviderError); asked: credential_process',
  ],
  [
    'a credential_process whose answer is cut',
    async () => profile(`credential_process = cat ${await file(CUT_ANSWER)}`),
    'the AWS SDK found no usable credentials (CredentialsProviderError); asked: credential_process',
  ],
  [
    'a token file that is not there',
    () => Promise.resolve({ AWS_WEB_IDENTITY_TOKEN_FILE: `/nowhere/${SECRET}`, AWS_ROLE_ARN: 'arn:aws:iam::1:role/x' }),
    'the AWS SDK found no usable credentials (ENOENT); asked: web identity token',
  ],
  [
    'a token while STS is away',
    async () => ({ AWS_WEB_IDENTITY_TOKEN_FILE: await file(SECRET), AWS_ROLE_ARN: 'arn:aws:iam::1:role/x' }),
    'the connection failed: ECONNREFUSED 127.0.0.1:1; asked: web identity token',
  ],
  [
    'an SSO session whose file is cut',
    async () => {
      const cache = path.join(folder, '.aws/sso/cache');
      await mkdir(cache, { recursive: true });
      const name = createHash('sha1').update('https://example.awsapps.com/start').digest('hex');
      await writeFile(path.join(cache, `${name}.json`), `{"accessToken":"${SECRET}`);
      return profile(
        ['start_url = https://example.awsapps.com/start', 'region = us-east-1', 'account_id = 1', 'role_name = x']
          .map((line) => `sso_${line}`)
          .join('\n'),
      );
    },
    'the AWS SDK found no usable credentials (CredentialsProviderError); asked: SSO',
  ],
  [
    'an instance without metadata',
    () => Promise.resolve({ AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: NOBODY }),
    'the AWS SDK found no usable credentials (CredentialsProviderError); asked: instance metadata',
  ],
  [
    'instance metadata whose answer is cut',
    async () => ({ AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: await endpoint(CUT_ANSWER) }),
    'the AWS SDK found no usable credentials (SyntaxError); asked: instance metadata',
  ],
])('%s: the failure names the link, and repeats nothing of it', async (_what, variables, message) => {
  const { reason, message: told } = await failure(await variables());

  expect(told).toBe(message);
  expect(reason).toBe(message.startsWith('the connection') ? 'network' : 'credentials');
});
