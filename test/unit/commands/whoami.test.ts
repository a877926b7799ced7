/** What `whoami` prints, and with which code it ends. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import type { WhoamiOptions } from '../../../src/cli/whoami-options.ts';
import { whoami } from '../../../src/commands/whoami.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const ROLE = `arn:aws:iam::${MEMBER}:role/audit`;
const EXTERNAL_ID = 'correct-horse-42';
const CONFIG = `accounts:
  - { name: own }
  - { name: member, roleArn: "${ROLE}", externalId: ${EXTERNAL_ID}, region: eu-central-1 }
  - { name: audit, reportFile: audit.csv }`;
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret-of-the-exporter' };

let fake: FakeAws;
beforeEach(async () => {
  fake = await startFakeAwsForTest({
    accounts: [OWN, MEMBER].map((accountId) => ({ accountId, csv: reportCsv(accountId) })),
  });
});

async function ask(yaml = CONFIG, options: Partial<WhoamiOptions> = {}, variables: Record<string, string> = {}) {
  setAwsEnvironment(fake.url, { ...KEYS, ...variables });
  return runAwsCommand((outside) => whoami(outside, goodConfig(yaml), { accounts: [], output: 'table', ...options }));
}

async function askJson(...[yaml, options, variables]: Parameters<typeof ask>) {
  const { out, ...rest } = await ask(yaml, { ...options, output: 'json' }, variables);
  return { ...rest, accounts: (JSON.parse(out) as { accounts: Record<string, string>[] }).accounts };
}

function cellsOf(out: string): string[][] {
  return out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));
}

const OWN_ARN = `arn:aws:iam::${OWN}:user/caller`;
const MEMBER_ARN = `arn:aws:sts::${MEMBER}:assumed-role/caller/session`;
const ENVIRONMENT = 'environment variables';

test('each account has a line: as whom AWS knows the exporter, and by which way', async () => {
  const { code, out, error } = await ask();

  expect(cellsOf(out)).toEqual([
    ['ACCOUNT', 'ACCOUNT ID', 'ARN', 'CREDENTIALS', 'ROLE', 'REGION', 'ENDPOINT'],
    ['own', OWN, OWN_ARN, ENVIRONMENT, 'us-east-1', fake.url],
    ['member', MEMBER, MEMBER_ARN, ENVIRONMENT, ROLE, 'eu-central-1', fake.url],
    ['audit', 'report file, no identity'],
  ]);
  expect([code, error]).toEqual([0, '']);
});

test('the role is assumed as for a report, and AWS is asked once for each account', async () => {
  await ask();

  expect(fake.requests.map(({ operation, accountId }) => `${operation} ${accountId}`).sort()).toEqual([
    `AssumeRole ${MEMBER}`,
    `GetCallerIdentity ${OWN}`,
    `GetCallerIdentity ${MEMBER}`,
  ]);
  expect(fake.requests.find(({ operation }) => operation === 'AssumeRole')).toMatchObject({
    signingRegion: 'eu-central-1',
    parameters: { RoleArn: ROLE, RoleSessionName: 'iam-credential-exporter', ExternalId: EXTERNAL_ID },
  });
});

test('JSON has the same values', async () => {
  expect((await askJson()).accounts).toEqual([
    {
      account_name: 'own',
      account_id: OWN,
      arn: OWN_ARN,
      source: 'aws',
      credentials: ENVIRONMENT,
      region: 'us-east-1',
      endpoint: fake.url,
    },
    expect.objectContaining({ account_name: 'member', arn: MEMBER_ARN, role_arn: ROLE, region: 'eu-central-1' }),
    { account_name: 'audit', source: 'file' },
  ]);
});

test('an account that cannot be asked has the words of the log, and the others are told', async () => {
  fake.always(MEMBER, 'AssumeRole', faults.accessDenied);

  const { code, out, error } = await ask();

  expect(code).toBe(3);
  expect(error).toBe(
    `member: assume_role_denied: User: ${OWN_ARN} is not authorized to perform: sts:AssumeRole on resource: ${ROLE}\n`,
  );
  expect(cellsOf(out).slice(1, 3)).toEqual([
    expect.arrayContaining(['own', OWN_ARN]),
    ['member', 'failed: assume_role_denied', ENVIRONMENT, ROLE, 'eu-central-1', fake.url],
  ]);
});

test('without credentials it says what is missing, in JSON too', async () => {
  const variables = { AWS_SECRET_ACCESS_KEY: '' };

  const { code, error, accounts } = await askJson('accounts: [{ name: own }]', {}, variables);

  const failure = 'no credentials from the environment: AWS_SECRET_ACCESS_KEY is missing';
  expect([code, error]).toEqual([3, `own: credentials: ${failure}\n`]);
  expect(accounts).toEqual([expect.objectContaining({ failure_reason: 'credentials', failure })]);
});

test('no secret and no key is printed', async () => {
  fake.always(MEMBER, 'GetCallerIdentity', faults.signatureDoesNotMatch);
  const { out, error } = await ask();

  expect(error).toContain('member: credentials: ');
  for (const secret of [...Object.values(KEYS), EXTERNAL_ID, `session-of-${MEMBER}`, `ASIA${MEMBER}FAKE`]) {
    expect(out + error).not.toContain(secret);
  }
});

test('with a profile and keys both set it says which of them other programs take', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'config');
  await writeFile(file, '[profile dev]\naws_access_key_id = A\naws_secret_access_key = s\n');

  const { error, accounts } = await askJson(CONFIG, {}, { AWS_PROFILE: 'dev', AWS_CONFIG_FILE: file });

  expect(error).toMatch(/^warning: .*JavaScript uses AWS_PROFILE, and the AWS CLI and botocore use the keys\n$/);
  expect(accounts[0]).toMatchObject({ credentials: 'shared config files', profile: 'dev' });
});

describe('--account', () => {
  test('takes a name, an id or a pattern', async () => {
    for (const [wanted, names] of [
      ['member', ['member']],
      [OWN, ['own']],
      ['(own|audit)', ['own', 'audit']],
    ] as const) {
      const { code, accounts } = await askJson(CONFIG, { accounts: [wanted] });

      expect(accounts.map(({ account_name: name }) => name)).toEqual(names);
      expect(code).toBe(0);
    }
  });

  test('of no account is told, with the one that is meant', async () => {
    const { code, out, error } = await ask(CONFIG, { accounts: ['membre'] });

    expect([code, out, error]).toEqual([3, '', '--account: there is no account membre: did you mean member?\n']);
  });

  test('that is no pattern is a wrong flag', async () => {
    expect(await ask(CONFIG, { accounts: ['('] })).toMatchObject({
      code: 2,
      error: expect.stringContaining('--account: '),
    });
  });
});

test('a proxy is told without its login, and the certificates with their variable', async () => {
  const proxy = fake.url.replace('//', '//user:pass@');
  const bundle = path.join(await temporaryFolder(), 'ca.pem');
  await writeFile(bundle, '');
  const environment = { HTTP_PROXY: proxy, NO_PROXY: '', no_proxy: '', AWS_CA_BUNDLE: bundle };

  const { accounts } = await askJson(CONFIG, {}, environment);

  expect(accounts[0]).toMatchObject({
    arn: OWN_ARN,
    proxy: fake.url.replace('//', '//[cut]@'),
    certificates: `AWS_CA_BUNDLE=${bundle}`,
  });
});
