/** What `activity` finds in the log group of an organization, and of which accounts it says that it looked. */
import { beforeEach, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import { activity } from '../../../src/commands/activity.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import * as records from '../../support/cloudtrail-records.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

const { ACCOUNT, OTHER_ACCOUNT } = records;
const AUDIT = '999999999999';
const GROUP = `arn:aws:logs:eu-central-1:${AUDIT}:log-group:organization`;
const NOW = '2026-11-25T10:00:00Z';
/** The shortest one is that of the credential chain. */
const DEADLINE_MS = 30_000;

const role = (name: string, id: string) =>
  `{ name: ${name}, owner: ${name}s, roleArn: "arn:aws:iam::${id}:role/exporter" }`;
const ACCOUNTS = `accounts: [${role('production', ACCOUNT)}, ${role('sandbox', OTHER_ACCOUNT)}, ${role('audit', AUDIT)}]`;
const CONFIG = `${ACCOUNTS}\nlogs: { logGroup: "${GROUP}", account: audit }`;

const somebody = { userIdentity: records.roleIdentity() };
const at = (time: string, values: records.CloudTrailRecord) =>
  records.record({ eventTime: `2026-11-${time}Z`, ...values });
/** Both ends of the question, of all three accounts. */
const ENDS = [ACCOUNT, OTHER_ACCOUNT, AUDIT].flatMap((recipientAccountId) => [
  at('24T00:10:00', { ...somebody, recipientAccountId }),
  at('25T09:50:00', { ...somebody, recipientAccountId }),
]);
const OF_EVE = [at('24T12:00:00', {}), at('24T13:00:00', { recipientAccountId: OTHER_ACCOUNT })];

let lines: readonly records.CloudTrailRecord[];
beforeEach(() => {
  lines = [...ENDS, ...OF_EVE];
});

async function run(config: string, ...args: string[]) {
  const fake = await startFakeAwsForTest({
    accounts: [ACCOUNT, OTHER_ACCOUNT, AUDIT].map((accountId) => ({
      accountId,
      csv: '',
      ...(accountId === AUDIT && { logGroups: [{ arn: GROUP, lines: lines.map(toLine) }] }),
    })),
    now: () => Date.parse(NOW),
  });
  setAwsEnvironment(fake.url);
  const read = readCommandLine({
    args: ['activity', '--source', 'logs', '--from', '2026-11-24', '--output', 'json', ...args],
    environment: {},
    version: '',
    writeOut: () => undefined,
    writeError: () => undefined,
  });
  if (read.command !== 'activity') throw new Error('is another command');
  const stop = new AbortController().signal;
  const outcome = await runAwsCommand(
    (outside) => activity({ ...outside, stop, atEnd: () => undefined }, goodConfig(config), read.options),
    undefined,
    new PassingClock(NOW, DEADLINE_MS),
  );
  return { ...outcome, ...(outcome.out === '' ? {} : (JSON.parse(outcome.out) as Printed)) };
}

interface Printed {
  readonly events: readonly { readonly event_id: string; readonly account_name: string }[];
  readonly coverage: readonly { readonly account_name?: string; readonly complete: boolean; readonly why?: string }[];
}

function toLine(record: records.CloudTrailRecord) {
  return { timestamp: Date.parse(String(record.eventTime)) + 300_000, message: JSON.stringify(record) };
}

test('a user is found in every account', async () => {
  const { code, events } = await run(CONFIG, '--user', 'eve');
  expect(events?.map(({ account_name: name }) => name)).toEqual(['production', 'sandbox']);
  expect(code).toBe(0);
});

test.each([
  ['--account', 'sandbox'],
  ['--owner', 'sandboxs'],
])('%s %s leaves the others out', async (...args) => {
  const { code, events, coverage } = await run(CONFIG, '--user', 'eve', ...args);
  expect(events?.map(({ account_name: name }) => name)).toEqual(['sandbox']);
  expect(coverage?.map(({ account_name: name }) => name)).toEqual(['sandbox']);
  expect(code).toBe(0);
});

test('an account whose trail does not write there is said', async () => {
  lines = lines.filter(({ recipientAccountId }) => recipientAccountId !== OTHER_ACCOUNT);
  const { code, coverage } = await run(CONFIG, '--user', 'nobody');
  expect(coverage?.filter(({ complete }) => !complete)).toEqual([
    expect.objectContaining({ account_name: 'sandbox', why: expect.stringMatching(/its trail may not write there/) }),
  ]);
  expect(code).toBe(3);
});

test('without a log group the configuration is what to change', async () => {
  const { code, error } = await run(ACCOUNTS, '--user', 'eve');
  expect(error).toBe('--source logs: the configuration names no log group: write its ARN under logs.logGroup\n');
  expect(code).toBe(2);
});
