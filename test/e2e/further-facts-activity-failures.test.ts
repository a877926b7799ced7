/** CloudTrail does not answer, refuses, or throttles for a while, in an account each: what the page and the log say meanwhile and after it. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { faults, wireError } from '../support/fake-aws/faults.ts';
import { rootSignIn } from '../support/root-sign-in.ts';
import { watermarkOf } from './support/activity-events.ts';
import { type AwsExporter, knownReportOf, linesAbout, roleAccount, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { factUp, on, untilPage } from './support/further-facts.ts';
import { createMovableClock } from './support/movable-clock.ts';

const LATE = { name: 'late', accountId: '111111111111' };
const DENIED = { name: 'denied', accountId: '222222222222' };
const THROTTLED = { name: 'throttled', accountId: '333333333333' };
const ALL = [LATE, DENIED, THROTTLED];
const HOUR = 3_600_000;
/** Once AWS has throttled, the watch asks the home region every two seconds, has 16 questions to it, and then 2 to each of four more. */
const DEADLINE_S = 60;

let exporter: AwsExporter;
/** While AWS has said nothing of the late account yet. */
let early: string;
let failed: string;
let healed: string;

beforeAll(
  async () => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    const fake = await startFake({
      accounts: ALL.map(({ accountId }) => ({
        accountId,
        csv: knownReportOf(accountId, now - HOUR),
        generatedTime: now - HOUR,
        events: [rootSignIn(accountId, now - 5 * HOUR)],
      })),
    });
    fake.always(LATE.accountId, 'LookupEvents', faults.hang);
    fake.always(DENIED.accountId, 'LookupEvents', faults.accessDenied);
    const rate = wireError('ThrottlingException', 400, 'Rate exceeded');
    fake.script(THROTTLED.accountId, 'LookupEvents', [rate, rate]);
    const clock = await createMovableClock();
    const config = {
      refreshTimeout: `${DEADLINE_S}s`,
      accounts: ALL.map(({ name, accountId }) => roleAccount(name, accountId)),
      facts: { activity: on },
    };
    exporter = await startAwsExporter(fake, config, { env: clock.env });
    early = await untilPage(
      exporter,
      'every report is there, and one watch was refused',
      (page) =>
        isJudged(page, DENIED) && [LATE, THROTTLED].every(({ accountId }) => linesAbout(page, accountId).length > 0),
    );
    failed = await untilPage(exporter, 'the late one is given up, and the throttled one is through', (page) =>
      [LATE, THROTTLED].every((account) => isJudged(page, account)),
    );
    fake.clear();
    // What has failed once is tried again within two minutes.
    await clock.advance(exporter.process.pid, 130_000);
    healed = await untilPage(exporter, 'all are through', (page) =>
      ALL.every(({ name }) => watermarkOf(page, name) !== undefined),
    );
  },
  (DEADLINE_S + 90) * 1000,
);

/** Of the check of root's sign-ins, by the status. */
function countsOf(page: string, { accountId }: typeof LATE): Record<string, number> {
  const lines = linesAbout(page, accountId).filter((line) => /^aws_iam_check_findings\{.*"root-signed-in"/.test(line));
  return Object.fromEntries(
    lines.map((line) => [/status="(\w+)"/.exec(line)?.[1] ?? '', Number(line.split(' ').at(-1))]),
  );
}

function isJudged(page: string, account: typeof LATE): boolean {
  return Object.keys(countsOf(page, account)).length > 0;
}

/** The failures of the watch that are not 0, by the reason. */
function errorsOf(page: string, { name }: typeof LATE): Record<string, number> {
  const samples = page.matchAll(
    new RegExp(
      `^iam_credential_exporter_refresh_errors_total\\{account_name="${name}",fact="activity",reason="(\\w+)"\\} ([1-9]\\d*)$`,
      'gm',
    ),
  );
  return Object.fromEntries([...samples].map(([, reason = '', count]) => [reason, Number(count)]));
}

const told = ({ name }: typeof LATE) =>
  exporter.logs().filter(({ account, fact, level }) => account === name && fact === 'activity' && level === 'warn');

const OPEN = { open: 1, exempt: 0, unknown: 0 };
const UNKNOWN = { open: 0, exempt: 0, unknown: 1 };

describe('CloudTrail does not answer', () => {
  test('nobody says anything until the deadline, so that the rules hold what they had', () => {
    expect(factUp(early, LATE.name, 'activity')).toBeUndefined();
    expect(countsOf(early, LATE)).toEqual({});
  });

  test('then the watch has failed for that reason, and its checks are unknown', () => {
    expect([factUp(failed, LATE.name, 'activity'), errorsOf(failed, LATE)]).toEqual([0, { timeout: 1 }]);
    expect(countsOf(failed, LATE)).toEqual(UNKNOWN);
    expect(told(LATE)).toEqual([
      expect.objectContaining({ reason: 'timeout', msg: expect.stringContaining(`${DEADLINE_S}`) }),
    ]);
  });
});

test('CloudTrail refuses: the watch fails at once, the log names the permission, and the checks are unknown', () => {
  expect([factUp(failed, DENIED.name, 'activity'), errorsOf(failed, DENIED)]).toEqual([
    0,
    // It may have been tried again.
    { access_denied: expect.any(Number) },
  ]);
  expect([countsOf(early, DENIED), countsOf(failed, DENIED)]).toEqual([UNKNOWN, UNKNOWN]);
  expect(told(DENIED)).toEqual([
    expect.objectContaining({ reason: 'access_denied', msg: expect.stringContaining('cloudtrail:LookupEvents') }),
  ]);
});

test('CloudTrail throttles for a while: the watch waits, nobody says anything meanwhile, and nothing is missed', () => {
  expect([factUp(early, THROTTLED.name, 'activity'), countsOf(early, THROTTLED)]).toEqual([undefined, {}]);
  expect([errorsOf(failed, THROTTLED), countsOf(failed, THROTTLED)]).toEqual([{}, OPEN]);
  expect(failed).toMatch(/aws_requests_total\{.*operation="LookupEvents".*throttl.*\} [1-9]/);
  expect(told(THROTTLED)).toEqual([]);
});

test('once it answers every watch finds the sign-in that was before the start', () => {
  expect(ALL.map((account) => countsOf(healed, account))).toEqual([OPEN, OPEN, OPEN]);
});
