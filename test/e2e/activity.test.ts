/** `activity` of the built program: what one user did on a day, from each place where CloudTrail keeps it. */
import { expect, test } from '@jest/globals';
import * as records from '../support/cloudtrail-records.ts';
import type { GivenEvent } from '../support/fake-aws/lookup-envelope.ts';
import { environmentOf, knownReportOf, roleAccount } from './support/aws-exporter.ts';
import { configFile } from './support/exporter-process.ts';
import { startFake } from './support/fake-aws.ts';
import { exporterMain, run } from './support/tools.ts';

const { ACCOUNT } = records;
const GROUP = `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:trail`;

const DAY_MS = 24 * 60 * 60 * 1000;
/** Yesterday: the event history has it, and the day is over. */
const YESTERDAY = new Date(Date.now() - DAY_MS).toISOString().slice(0, 10);
const at = (time: string, record: records.CloudTrailRecord) =>
  ({ ...record, eventTime: `${YESTERDAY}T${time}Z` }) as unknown as GivenEvent;

/** In two regions, of two people, and by a service on behalf of one. */
const OF_EVE = [
  at('08:00:00', records.consoleLogin('Yes')),
  at('09:00:00', records.iamCall('CreateAccessKey', { userName: 'ci' })),
  at(
    '09:30:00',
    records.record({ awsRegion: 'eu-west-1', eventName: 'DescribeInstances', eventSource: 'ec2.amazonaws.com' }),
  ),
  at('10:00:00', records.record({ userIdentity: records.userIdentity({ invokedBy: 'health.amazonaws.com' }) })),
  at('23:59:59', records.record({ userIdentity: records.userSessionIdentity() })),
];
const OF_OTHERS = [
  at('00:10:00', records.record({ userIdentity: records.roleIdentity() })),
  at('08:30:00', records.record({ userIdentity: records.userIdentity({ userName: 'mallory' }) })),
  at('08:40:00', records.record({ userIdentity: records.roleIdentity() })),
  at('23:59:00', records.record({ userIdentity: records.rootIdentity(), awsRegion: 'eu-west-1' })),
];
const ALL = [...OF_EVE, ...OF_OTHERS];
const IDS = OF_EVE.map(({ eventID }) => eventID);

async function startTrail() {
  return startFake({
    accounts: [
      {
        accountId: ACCOUNT,
        csv: knownReportOf(ACCOUNT),
        events: ALL,
        logGroups: [
          {
            arn: GROUP,
            lines: ALL.map((record) => ({
              timestamp: Date.parse(record.eventTime) + 300_000,
              message: JSON.stringify(record),
            })),
          },
        ],
      },
    ],
  });
}

async function activity(fake: Awaited<ReturnType<typeof startTrail>>, ...args: string[]) {
  const file = await configFile({
    accounts: [roleAccount('production', ACCOUNT)],
    logs: { logGroup: GROUP },
  });
  const given = Object.entries(environmentOf(fake)).map(([name, value]) => `${name}=${value ?? ''}`);
  return run('env', [
    ...['-i', `PATH=${process.env.PATH}`, ...given],
    ...[process.execPath, exporterMain, 'activity', `--config.file=${file}`, ...args],
  ]);
}

test.each(['events', 'logs'])('what eve did yesterday is the same from %s', async (source) => {
  const fake = await startTrail();

  const day = ['--from', YESTERDAY, '--to', YESTERDAY, '--region', 'us-east-1', '--region', 'eu-west-1'];
  const { code, stdout, stderr } = await activity(fake, '--user', 'eve', '--source', source, '--output=json', ...day);

  const { events, complete } = JSON.parse(stdout) as { events: { event_id: string }[]; complete: boolean };
  expect(events.map(({ event_id: id }) => id)).toEqual(IDS);
  expect([code, complete, stderr]).toEqual([0, true, '']);
});
