/** Three accounts, two of them configured, and what `whose` says of their keys. The file that imports it gets them anew for each test. */
import { beforeEach } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import type { WhoseOptions } from '../../../src/cli/whose-options.ts';
import { whose } from '../../../src/commands/whose.ts';
import { isoTime } from '../../../src/model/time.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import type { GivenAccessKey } from '../../support/fake-aws/live-data.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { accessKey, at, root, user } from '../../support/model-values.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { LAYOUT_OF_TODAY, writeReport } from '../../support/report-writer.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

export const OWN = '111122223333';
export const MEMBER = '444455556666';
export const FOREIGN = '777788889999';
const ROLE = `arn:aws:iam::${MEMBER}:role/audit`;
export const CONFIG = `accounts:
  - { name: own, owner: platform }
  - { name: member, owner: payments, roleArn: "${ROLE}" }`;
/** As it was given on the command line. */
const CONFIG_FILE = 'config.yaml';
export const NOW = at('2026-11-22T10:00:00Z');
const REPORT_TIME = at('2026-11-22T08:00:00Z');

export const OLD_KEY = accessKeyIdOf(MEMBER, 'OLDKEY');
export const NEW_KEY = accessKeyIdOf(MEMBER, 'NEWKEY');
export const ROOT_KEY = accessKeyIdOf(OWN, 'ROOTKE');
export const FOREIGN_KEY = accessKeyIdOf(FOREIGN, 'THEIRS');
/** Its id names another account. */
export const KEY_OF_2018 = 'AKIAIOSFODNN7EXAMPLE';

export const OLD: GivenAccessKey = {
  AccessKeyId: OLD_KEY,
  UserName: 'ci-deploy',
  CreateDate: new Date('2025-01-01T00:00:00Z'),
  lastUsed: { LastUsedDate: new Date('2026-11-21T23:00:00Z'), ServiceName: 's3', Region: 'eu-central-1' },
};

/** The shortest is that of the credential chain. */
const DEADLINE_MS = 30_000;

export let fake: FakeAws;
beforeEach(async () => {
  fake = await startFakeAwsForTest({
    accounts: [OWN, MEMBER, FOREIGN].map((accountId) => ({ accountId, csv: '' })),
    defaultAccountId: OWN,
    now: () => NOW * 1000,
  });
  report(OWN, []);
  report(MEMBER, [{ ...accessKey(), lastRotated: at('2025-01-01T00:00:00Z'), lastUsed: at('2026-11-21T23:00:00Z') }]);
  fake.setLive(MEMBER, { accessKeys: [OLD] });
  fake.setLive(OWN, { accessKeys: [{ AccessKeyId: ROOT_KEY }] });
  fake.setLive(FOREIGN, { accessKeys: [{ AccessKeyId: FOREIGN_KEY, UserName: 'theirs' }] });
});

export function report(accountId: string, accessKeys: readonly AccessKey[]): void {
  const arn = `arn:aws:iam::${accountId}:user/ci-deploy`;
  const users = [root({ arn: `arn:aws:iam::${accountId}:root` }), user({ name: 'ci-deploy', arn, accessKeys })];
  fake.setReport(accountId, writeReport(users, LAYOUT_OF_TODAY), REPORT_TIME * 1000);
}

/** @param input what standard input says. */
export async function ask(
  keyIds: readonly string[],
  options: Partial<WhoseOptions> = {},
  yaml = CONFIG,
  input = `${OLD_KEY}\n`,
) {
  setAwsEnvironment(fake.url);
  async function* standardInput() {
    yield await Promise.resolve(Buffer.from(input));
  }
  return runAwsCommand(
    (outside) =>
      whose({ ...outside, standardInput }, { configFile: CONFIG_FILE }, goodConfig(yaml), {
        keyIds,
        leaked: false,
        output: 'text',
        ...options,
      }),
    () => NOW * 1000,
    // What is waited for, such as the pace of CloudTrail, passes at once; deadlines do not.
    new PassingClock(isoTime(NOW), DEADLINE_MS),
  );
}

export async function askJson(...keyIds: string[]) {
  const { out, ...rest } = await ask(keyIds, { output: 'json' });
  return { ...rest, keys: (JSON.parse(out) as { keys: Record<string, unknown>[] }).keys };
}
