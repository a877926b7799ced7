/**
 * AWS fails in every way it knows, for one account each, after all of them were read once: the exporter keeps what it knew and
 * says what is wrong.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Fault, faults, wireError } from '../support/fake-aws/faults.ts';
import { sessionCredentials } from '../support/fake-aws/role-session.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import {
  type AwsExporter,
  BASE_CREDENTIALS,
  knownReportOf,
  linesAbout,
  ownValue,
  refreshErrors,
  roleAccount,
  startAwsExporter,
} from './support/aws-exporter.ts';
import { valueOf } from './support/exposition.ts';
import { startFake } from './support/fake-aws.ts';
import { createMovableClock, type MovableClock } from './support/movable-clock.ts';

/** By then a report of an hour ago is due, a failed account is tried again, and the credentials of a role have expired. */
const OVER_AN_HOUR = 65 * 60_000;
const HEALTHY = { name: 'healthy', accountId: '999988887777' };

type Strike = (fake: FakeAws, accountId: string) => void;

function answersWith(fault: Fault, operation: 'AssumeRole' | 'GenerateCredentialReport' | '*' = '*'): Strike {
  return (fake, accountId) => fake.always(accountId, operation, fault);
}

function reports(spoil: (csv: string) => string | Uint8Array): Strike {
  return (fake, accountId) => fake.setReport(accountId, spoil(knownReportOf(accountId)));
}

/** AWS repeats the headers that it signed, and the token is one of them. */
const refusedSignature: Strike = (fake, accountId) =>
  fake.always(
    accountId,
    'GetCredentialReport',
    wireError('SignatureDoesNotMatch', 403, `x-amz-security-token:${sessionCredentials(accountId).sessionToken}`),
  );

const FAILURES = (
  [
    ['permission-denied', 'access_denied', answersWith(faults.accessDenied, 'GenerateCredentialReport')],
    ['role-refused', 'assume_role_denied', answersWith(faults.accessDenied, 'AssumeRole')],
    ['token-expired', 'credentials', answersWith(faults.expiredToken)],
    ['key-unknown', 'credentials', answersWith(faults.invalidClientTokenId)],
    ['signature-refused', 'credentials', refusedSignature],
    ['too-many-reports', 'report_limit', answersWith(faults.limitExceeded, 'GenerateCredentialReport')],
    ['service-failure', 'service', answersWith(faults.serviceFailure)],
    ['html-502', 'service', answersWith(faults.badGateway)],
    ['malformed-html-502', 'service', answersWith(faults.badGatewayMalformed)],
    ['not-xml', 'service', answersWith(faults.notXml)],
    ['no-content', 'service', answersWith(faults.withoutContent)],
    ['no-generated-time', 'service', answersWith(faults.withoutGeneratedTime)],
    ['no-known-answer', 'service', answersWith(faults.reportInProgress, 'GenerateCredentialReport')],
    ['connection-cut', 'network', answersWith(faults.cut)],
    ['body-cut', 'network', answersWith(faults.cutInBody)],
    ['no-answer', 'timeout', answersWith(faults.hang, 'GenerateCredentialReport')],
    ['never-complete', 'timeout', (fake, accountId) => fake.removeReport(accountId)],
    ['html-report', 'malformed_report', reports(() => '<html><body>Please sign in</body></html>')],
    ['cut-report', 'malformed_report', reports((csv) => csv.slice(0, -30))],
    ['empty-report', 'malformed_report', reports(() => '')],
    ['garbage-report', 'malformed_report', reports((csv) => Buffer.from(csv).map((byte, i) => byte ^ (i * 37)))],
  ] satisfies [string, string, Strike][]
).map(([name, reason, strike], index) => ({ name, reason, strike, accountId: String(200_000_000_000 + index) }));

let fake: FakeAws;
let exporter: AwsExporter;
let clock: MovableClock;
let good: string;
let failing: string;

beforeAll(async () => {
  const accounts = [...FAILURES, HEALTHY];
  fake = await startFake({
    accounts: accounts.map(({ accountId }) => ({
      accountId,
      csv: knownReportOf(accountId),
      generatedTime: Date.now(),
      // A report that is missing later is never made.
      pollsUntilComplete: Infinity,
    })),
  });
  clock = await createMovableClock();
  const config = {
    refreshInterval: '1h',
    refreshTimeout: '15s',
    concurrency: accounts.length,
    accounts: accounts.map(({ name, accountId }) => roleAccount(name, accountId)),
  };
  exporter = await startAwsExporter(fake, config, { env: clock.env });
  good = await untilPage('everything is good', (page) =>
    accounts.every(
      ({ name, accountId }) =>
        linesAbout(page, accountId).length > 0 &&
        ownValue(page, `fact_up{account_name="${name}",fact="credential-report"}`) === 1,
    ),
  );
  for (const { strike, accountId } of FAILURES) strike(fake, accountId);
  for (const times of [1, 2]) {
    await clock.advance(exporter.process.pid, OVER_AN_HOUR);
    failing = await untilPage(`everything has failed ${times} times`, (page) =>
      FAILURES.every(({ name }) => failures(page, name) === times),
    );
  }
});

function untilPage(what: string, holds: (page: string) => boolean): Promise<string> {
  return exporter.process.until(what, async () => {
    const page = await exporter.page();
    return holds(page) ? page : undefined;
  });
}

function failures(page: string, name: string): number {
  return Object.values(refreshErrors(page, name)).reduce((sum, count) => sum + count, 0);
}

function lastSuccess(page: string, name: string): number {
  return (
    ownValue(page, `last_success_timestamp_seconds{account_name="${name}",fact="credential-report"}`) ?? Number.NaN
  );
}

describe.each(FAILURES)('$name', ({ name, accountId, reason }) => {
  test(`fails with the reason ${reason} and no other`, () => {
    expect(ownValue(failing, `fact_up{account_name="${name}",fact="credential-report"}`)).toBe(0);
    expect(refreshErrors(failing, name)).toEqual({ [reason]: 2 });
  });

  test('keeps the last good facts and their age', () => {
    const generated = `aws_iam_credential_report_generated_timestamp_seconds{account_id="${accountId}",account_name="${name}"}`;

    const facts = linesAbout(failing, accountId);

    expect(facts).toEqual(linesAbout(good, accountId));
    expect(facts.join('\n')).toContain('user="alice@example.com"');
    expect(valueOf(failing, generated)).toBeGreaterThan(0);
    expect(lastSuccess(failing, name)).toBe(lastSuccess(good, name));
  });

  test('is told to the log once, though it failed twice', () => {
    const lines = exporter.logs().filter(({ account, level }) => account === name && level !== 'info');

    expect(lines).toEqual([expect.objectContaining({ level: 'warn', reason })]);
  });
});

test('an account beside them goes on being refreshed', () => {
  expect(lastSuccess(failing, HEALTHY.name)).toBeGreaterThan(lastSuccess(good, HEALTHY.name));
  expect(ownValue(failing, 'fact_up{account_name="healthy",fact="credential-report"}')).toBe(1);
  expect(refreshErrors(failing, HEALTHY.name)).toEqual({});
});

test.each(['/metrics', '/-/healthy', '/-/ready', '/'])('GET %s is answered as ever', async (path) => {
  expect(await exporter.status(path)).toBe(200);
});

test('neither the log nor the page holds a secret', () => {
  const sessions = FAILURES.map(({ accountId }) => sessionCredentials(accountId));
  const secrets = [
    BASE_CREDENTIALS.AWS_SECRET_ACCESS_KEY,
    ...sessions.flatMap(({ secretAccessKey, sessionToken }) => [secretAccessKey, sessionToken]),
  ];

  const leaked = secrets.filter((secret) => exporter.process.output.includes(secret) || failing.includes(secret));

  expect(leaked).toEqual([]);
});

test('the log names no user', () => {
  expect(exporter.process.output).not.toMatch(/alice|deploy/);
});

test('every account recovers once AWS does', async () => {
  fake.clear();
  for (const { accountId } of FAILURES) fake.setReport(accountId, knownReportOf(accountId));

  await clock.advance(exporter.process.pid, OVER_AN_HOUR);
  const recovered = await untilPage('everything is up again', (page) =>
    FAILURES.every(({ name }) => ownValue(page, `fact_up{account_name="${name}",fact="credential-report"}`) === 1),
  );

  for (const { name, reason } of FAILURES) {
    const told = exporter.logs().filter(({ account }) => account === name);
    expect(told.map(({ msg, reason }) => reason ?? msg)).toEqual(['account refreshed', reason, 'account refreshed']);
    expect(refreshErrors(recovered, name)).toEqual({ [reason]: 2 });
    expect(lastSuccess(recovered, name)).toBeGreaterThan(lastSuccess(failing, name));
  }
});
