/**
 * AWS fails in many ways at the same time, for more accounts than there are places for calls: nobody else feels it. What each
 * failure means for its account alone, test/e2e/aws-failures.test.ts shows.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Fault, faults } from '../../support/fake-aws/faults.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { type Probed, startProber } from '../../support/prober.ts';
import {
  type AwsExporter,
  knownReportOf,
  linesAbout,
  ownValue,
  refreshErrors,
  roleAccount,
  startAwsExporter,
} from '../support/aws-exporter.ts';
import { valueOf } from '../support/exposition.ts';
import { startFake } from '../support/fake-aws.ts';
import { untilPage } from '../support/further-facts.ts';
import { expectNoStandstill } from '../support/standstill.ts';

const HANGING = 10;
const LONGEST_STOP_MS = 10_000;

const FAULTS: readonly { name: string; reason: string; fault: Fault }[] = [
  // The first in the configuration, so that their calls would take all places.
  ...Array.from({ length: HANGING }, (_, index) => ({
    name: `no-answer-${index}`,
    reason: 'timeout',
    fault: faults.hang,
  })),
  { name: 'one-byte-a-second', reason: 'timeout', fault: faults.dribble },
  { name: 'connection-cut', reason: 'network', fault: faults.cut },
  { name: 'answer-cut', reason: 'network', fault: faults.cutInBody },
  { name: 'error-500', reason: 'service', fault: faults.serviceFailure },
  { name: 'throttling', reason: 'throttled', fault: faults.throttling },
  { name: 'malformed-xml', reason: 'service', fault: faults.notXml },
  { name: 'malformed-page', reason: 'service', fault: faults.badGatewayMalformed },
];
const STRUCK = FAULTS.map((struck, index) => ({ ...struck, accountId: String(300_000_000_000 + index) }));
const OTHERS = ['one', 'two', 'three'].map((name, index) => ({ name, accountId: String(400_000_000_000 + index) }));
const ACCOUNTS = [...STRUCK, ...OTHERS];

const CONFIG = {
  refreshInterval: '5s',
  // Longer than throttling is waited out.
  refreshTimeout: '50s',
  concurrency: HANGING,
  accounts: ACCOUNTS.map(({ name, accountId }) => roleAccount(name, accountId)),
};

function startFakeWithReports(): Promise<FakeAws> {
  const generatedTime = Date.now() - 60_000;
  return startFake({
    accounts: ACCOUNTS.map(({ accountId }) => ({ accountId, csv: knownReportOf(accountId), generatedTime })),
  });
}

function strike(fake: FakeAws): void {
  for (const { accountId, fault } of STRUCK) fake.always(accountId, '*', fault);
}

describe('once every account was read', () => {
  let exporter: AwsExporter;
  let good: string;
  /** Once the others show their new reports, */
  let fresh: string;
  /** and once every struck account has failed. */
  let failed: string;
  let probed: Probed;

  beforeAll(async () => {
    const fake = await startFakeWithReports();
    exporter = await startAwsExporter(fake, CONFIG);
    good = await untilPage(exporter, 'every account on the page', (page) =>
      ACCOUNTS.every(({ accountId }) => linesAbout(page, accountId).length > 0),
    );
    await using prober = startProber(`${exporter.url}/-/healthy`);
    strike(fake);
    const before = STRUCK.map(({ accountId }) => fake.count('GetCredentialReport', accountId));
    await exporter.process.until('a call of each struck account', () =>
      STRUCK.every(({ accountId }, index) => fake.count('GetCredentialReport', accountId) > (before[index] ?? 0))
        ? true
        : undefined,
    );
    for (const { accountId } of OTHERS) {
      fake.setReport(accountId, knownReportOf(accountId).replaceAll('deploy', 'new-hire'));
    }
    fresh = await untilPage(exporter, 'the new reports of the others', (page) =>
      OTHERS.every(({ accountId }) => linesAbout(page, accountId).some((line) => line.includes('user="new-hire"'))),
    );
    failed = await untilPage(exporter, 'every struck account has failed', (page) =>
      STRUCK.every(({ name }) => Object.keys(refreshErrors(page, name)).length > 0),
    );
    probed = await prober.read();
  });

  afterAll(async () => {
    await exporter.process.stop();
  });

  test('the others are refreshed before those that never answer have run out of their time', () => {
    for (const { name } of STRUCK.slice(0, HANGING)) expect(refreshErrors(fresh, name)).toEqual({});
    for (const { name } of OTHERS) expect(refreshErrors(failed, name)).toEqual({});
  });

  test('/-/healthy answers all the while', () => {
    expectNoStandstill(probed);
  });

  test.each(STRUCK)('$name keeps its facts and says why it fails', ({ name, accountId, reason }) => {
    const generated = `aws_iam_credential_report_generated_timestamp_seconds{account_id="${accountId}",account_name="${name}"}`;

    expect(linesAbout(failed, accountId)).toEqual(linesAbout(good, accountId));
    expect(valueOf(failed, generated)).toBeGreaterThan(0);
    expect(Object.keys(refreshErrors(failed, name))).toEqual([reason]);
    expect(ownValue(failed, `fact_up{account_name="${name}",fact="credential-report"}`)).toBe(0);
  });
});

test('from the start, the others are read at once, and SIGTERM ends it while calls hang', async () => {
  const fake = await startFakeWithReports();
  strike(fake);
  const exporter = await startAwsExporter(fake, CONFIG);
  await using prober = startProber(`${exporter.url}/-/healthy`);

  const page = await untilPage(exporter, 'the others on the page', (text) =>
    OTHERS.every(({ accountId }) => linesAbout(text, accountId).length > 0),
  );
  const probed = await prober.read();
  const { code, milliseconds } = await exporter.process.stop('SIGTERM');

  for (const { name } of STRUCK.slice(0, HANGING)) expect(refreshErrors(page, name)).toEqual({});
  expectNoStandstill(probed);
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(LONGEST_STOP_MS);
});
