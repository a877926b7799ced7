import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { InPlace } from '../../../../src/model/places.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { ACCOUNT, fetchReport, reasonOf } from './fetch-report.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';

const roleAccount = { ...ACCOUNT, roleArn: `arn:aws:iam::${MEMBER}:role/iam-credential-exporter` };

async function startFake(member: { assumeRoleRefused?: boolean; externalId?: string } = {}): Promise<FakeAws> {
  const generatedTime = Date.now();
  const accounts = [
    { accountId: OWN, csv: reportCsv(OWN), generatedTime },
    { accountId: MEMBER, csv: reportCsv(MEMBER), generatedTime, ...member },
  ];
  const fake = await startFakeAwsForTest({ accounts });
  setAwsEnvironment(fake.url);
  return fake;
}

test('without a role the report is that of the default credentials', async () => {
  await startFake();

  const { report } = await fetchReport();

  expect(Buffer.from(report?.csv ?? []).toString()).toContain(`arn:aws:iam::${OWN}:root`);
});

test('with a role it is that of the account of the role, and both calls are counted', async () => {
  await startFake({ externalId: 's3cret' });

  const { report, counted } = await fetchReport({ account: { ...roleAccount, externalId: 's3cret' } });

  expect(Buffer.from(report?.csv ?? []).toString()).toContain(`arn:aws:iam::${MEMBER}:root`);
  expect(counted).toEqual(['AssumeRole success', 'GetCredentialReport success']);
});

test('the session of a role carries the name of the exporter', async () => {
  const fake = await startFake();

  await fetchReport({ account: roleAccount });

  expect(fake.requests[0]?.parameters).toMatchObject({ RoleSessionName: 'iam-credential-exporter' });
});

test('a role that may not be assumed is a failure of the role, not of the report', async () => {
  await startFake({ assumeRoleRefused: true });

  const fetched = await fetchReport({ account: roleAccount });

  expect(reasonOf(fetched)).toBe('assume_role_denied');
  expect(fetched.counted).toEqual(['AssumeRole denied']);
});

test('a wrong external id is a refused role', async () => {
  await startFake({ externalId: 's3cret' });

  const fetched = await fetchReport({ account: roleAccount });

  expect(reasonOf(fetched)).toBe('assume_role_denied');
});

test('a role that may be assumed but not read the report is denied access', async () => {
  const fake = await startFake();
  fake.always(MEMBER, 'GetCredentialReport', faults.accessDenied);

  const fetched = await fetchReport({ account: roleAccount });

  expect(reasonOf(fetched)).toBe('access_denied');
});

test('base credentials that are missing are a failure of the credentials, for a role too', async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, {});

  const fetched = await fetchReport({ account: roleAccount });

  expect(reasonOf(fetched)).toBe('credentials');
});

test.each([
  ['the region of the account', { ...ACCOUNT, region: 'us-gov-west-1' }, {}, 'us-gov-west-1'],
  ['the region of the environment', ACCOUNT, { AWS_REGION: 'eu-central-1' }, 'eu-central-1'],
  ['us-east-1 where none is configured', ACCOUNT, {}, 'us-east-1'],
])('requests are signed for %s', async (_which, account, environment, region) => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, {
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 's',
    ...environment,
  });

  await fetchReport({ account });

  expect(fake.requests[0]?.signingRegion).toBe(region);
});

test.each([
  ['default', 'Frankfurt', {}, 'did you mean eu-central-1?'],
  ['audit', 'Frankfurt (eu)', { AWS_PROFILE: 'audit' }, 'did you mean eu-central-1?'],
  ['default', 'EU-WEST-1', {}, 'write eu-west-1, in lower case and without blanks'],
])(
  'the profile %s with the region %s is refused, with the word that works',
  async (profile, region, variables, word) => {
    const fake = await startFake();
    setAwsEnvironment(fake.url, {
      AWS_CONFIG_FILE: await configFile(`[profile ${profile}]\nregion = ${region}\n${KEY}`),
      ...variables,
    });

    for (const account of [ACCOUNT, roleAccount]) {
      const fetched = await fetchReport({ account });

      expect(reasonOf(fetched)).toBe('configuration');
      expect(String(fetched.error)).toContain(`the region of the profile ${profile} in the shared AWS files: `);
      expect(String(fetched.error)).toContain(word);
    }
    expect(fake.requests).toEqual([]);
    expect((await fetchReport({ account: { ...ACCOUNT, region: 'us-east-1' } })).report).toBeDefined();
  },
);

test('a region of the profile is the one that requests are signed for', async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, { AWS_CONFIG_FILE: await configFile(`[default]\nregion = eu-west-1\n${KEY}`) });

  await fetchReport();

  expect(fake.requests[0]?.signingRegion).toBe('eu-west-1');
});

const KEY = 'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = s\n';

async function configFile(content: string): Promise<string> {
  const file = path.join(await temporaryFolder(), 'config');
  await writeFile(file, content);
  return file;
}

test('a report of 5,000 users arrives unchanged', async () => {
  const fake = await startFake();
  const csv = reportCsv(
    OWN,
    Array.from({ length: 5_000 }, (_, index) => `user-${index}`),
  );
  fake.setReport(OWN, csv);

  const { report } = await fetchReport();

  expect(Buffer.from(report?.csv ?? []).toString()).toBe(csv);
});

test('a token file of a service account that is missing is a failure of the credentials, not of the network', async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, {
    AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token',
    AWS_ROLE_ARN: `arn:aws:iam::${OWN}:role/exporter`,
  });

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('credentials');
});

test('what the SDK has to say about the credentials goes to the log in one line', async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's', AWS_PROFILE: 'audit' });

  const { warnings } = await fetchReport();

  expect(warnings).toEqual([expect.stringMatching(/^[^\n]*Multiple credential sources detected[^\n]*$/)]);
});

/** Lets every call through, and says how it went. */
function watchedPlaces() {
  const events: string[] = [];
  let held = 0;
  const inPlace: InPlace = async (account, call) => {
    events.push(`${account} takes a place`);
    held += 1;
    try {
      return await call();
    } finally {
      held -= 1;
      events.push('gives it back');
    }
  };
  return { events, inPlace, held: () => held };
}

test('each call takes a place of its account, and the call for its credentials has given its own back by then', async () => {
  await startFake();
  const { events, inPlace } = watchedPlaces();

  const { counted } = await fetchReport({ account: roleAccount, inPlace });

  expect(counted).toEqual(['AssumeRole success', 'GetCredentialReport success']);
  expect(events).toEqual(Array(2).fill(['production takes a place', 'gives it back']).flat());
});

test('a call that fails gives its place back', async () => {
  const fake = await startFake();
  fake.always(OWN, 'GetCredentialReport', faults.accessDenied);
  const { events, inPlace, held } = watchedPlaces();

  await fetchReport({ inPlace });

  expect(events[0]).toBe('production takes a place');
  expect(held()).toBe(0);
});

test('an account whose report is being made, or that AWS throttles, waits without a place between its calls', async () => {
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: OWN, csv: reportCsv(OWN), pollsUntilComplete: 3 }],
  });
  setAwsEnvironment(fake.url);
  fake.script(OWN, 'GetCredentialReport', Array(3).fill(faults.throttling));
  const { events, inPlace, held } = watchedPlaces();
  const heldWhileWaiting: number[] = [];

  const { report } = await fetchReport({ inPlace, onWait: () => heldWhileWaiting.push(held()) });

  expect(report).toBeDefined();
  expect(heldWhileWaiting).toEqual([0, 0, 0, 0]);
  expect(events).toHaveLength(2 * fake.requests.length);
});

test('what AWS says the time is comes with each answer, a refusal too', async () => {
  const fake = await startFake();
  fake.always(OWN, 'GetCredentialReport', faults.accessDenied);
  const dates: number[] = [];
  const before = Math.floor(Date.now() / 1000) * 1000;

  await fetchReport({ onDate: (date) => dates.push(date) });

  expect(dates).toHaveLength(1);
  expect(dates[0]).toBeGreaterThanOrEqual(before);
  expect(dates[0]).toBeLessThanOrEqual(Date.now());
});
