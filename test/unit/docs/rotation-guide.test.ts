/** What docs/guides/rotation.md and docs/whose.md show of `keys` and `whose` is what they print. */
import { test } from '@jest/globals';
import { keys } from '../../../src/commands/keys.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import type { GivenAccessKey } from '../../support/fake-aws/live-data.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { eventOf, type EventOf, roleBy, userBy } from '../../support/key-story.ts';
import { accessKey, at } from '../../support/model-values.ts';
import { runAwsCommand } from '../commands/aws-command.ts';
import { ask, CONFIG, fake, MEMBER, NEW_KEY, NOW, OLD, OLD_KEY, report } from '../commands/whose-accounts.ts';
import { goodConfig } from '../config/read.ts';
import { expectOutputs } from './guide-outputs.ts';

const OLD_CREATED = '2025-01-01T00:00:00Z';
const NEW_CREATED = '2026-11-01T09:00:00Z';

interface Stage {
  readonly oldUsed: string;
  readonly status?: 'Active' | 'Inactive';
  /** Absent: there is no second key yet. */
  readonly newUsed?: string;
  readonly newCreated?: string;
}

/** How far the rotation is, live and in the report. */
function stage({ oldUsed, status = 'Active', newUsed, newCreated = NEW_CREATED }: Stage): void {
  const use = (time: string) => ({ LastUsedDate: new Date(time), ServiceName: 's3', Region: 'eu-central-1' });
  const second: GivenAccessKey[] =
    newUsed === undefined
      ? []
      : [{ AccessKeyId: NEW_KEY, UserName: 'ci-deploy', CreateDate: new Date(newCreated), lastUsed: use(newUsed) }];
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, Status: status, lastUsed: use(oldUsed) }, ...second] });
  const inReport = (slot: '1' | '2', made: string, used: string): AccessKey => ({
    ...accessKey(),
    slot,
    lastRotated: at(made),
    lastUsed: at(used),
  });
  report(MEMBER, [
    { ...inReport('1', OLD_CREATED, oldUsed), active: status === 'Active' },
    ...(newUsed === undefined ? [] : [inReport('2', newCreated, newUsed)]),
  ]);
}

const call = (time: string, more: Partial<EventOf> = {}) =>
  eventOf({
    accountId: MEMBER,
    name: 'ReceiveMessage',
    service: 'sqs',
    region: 'eu-central-1',
    by: userBy(MEMBER, 'ci-deploy', OLD_KEY),
    agent: 'Boto3/1.40.21',
    time,
    ...more,
  });
const CALLS = [
  call('2026-11-21T22:50:00Z'),
  call('2026-11-21T22:40:00Z'),
  call('2026-11-20T06:00:00Z', { service: 'ec2', address: '203.0.113.9', agent: 'aws-cli/2.30.1' }),
];
const DEACTIVATED = eventOf({
  accountId: MEMBER,
  name: 'UpdateAccessKey',
  time: '2026-10-20T09:00:00Z',
  by: roleBy(MEMBER, 'admin', 'ann@example.com', 'ASIAGO645SY5AAADMIN7'),
  request: { userName: 'ci-deploy', accessKeyId: OLD_KEY, status: 'Inactive' },
});

const whoseOld = async () => (await ask([OLD_KEY])).out;

async function keysDue(): Promise<string> {
  setAwsEnvironment(fake.url);
  const options = { accounts: [], owners: [], users: [], checks: ['access-key-not-rotated'], output: 'table' } as const;
  const { out } = await runAwsCommand(
    (outside) => keys(outside, goodConfig(CONFIG), options),
    () => NOW * 1000,
  );
  return out;
}

test('a rotation, step by step', async () => {
  stage({ oldUsed: '2026-11-21T23:00:00Z' });
  fake.setLive(MEMBER, { events: CALLS });
  const due = await keysDue();
  const first = await whoseOld();
  stage({ oldUsed: '2026-11-21T23:00:00Z', newUsed: '2026-11-21T20:00:00Z' });
  const moving = await whoseOld();
  stage({ oldUsed: '2026-11-05T23:00:00Z', newUsed: '2026-11-21T20:00:00Z' });
  fake.setLive(MEMBER, { events: [] });
  const quiet = await whoseOld();
  stage({
    oldUsed: '2026-10-01T23:00:00Z',
    status: 'Inactive',
    newUsed: '2026-11-21T20:00:00Z',
    newCreated: '2026-09-20T09:00:00Z',
  });
  fake.setLive(MEMBER, { events: [DEACTIVATED] });

  expectOutputs('guides/rotation.md', [due, first, moving, quiet, await whoseOld()]);
  expectOutputs('whose.md', [first]);
});
