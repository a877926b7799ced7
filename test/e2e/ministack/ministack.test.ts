/** What people's commands say of an AWS that is not our own fake: ministack, filled through the real SDK. */
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam';
import { beforeAll, expect, test } from '@jest/globals';
import * as records from '../../support/cloudtrail-records.ts';
import { environmentOf } from '../support/aws-exporter.ts';
import { configFile } from '../support/exporter-process.ts';
import { startMinistack } from '../support/ministack.ts';
import { exporterMain, run } from '../support/tools.ts';

const REGION = 'us-east-1';
const ACCOUNT = '000000000000';
const GROUP = 'trail';
const MINUTE_MS = 60_000;

let aws: { readonly url: string };
let settings: { readonly endpoint: string; readonly region: string; readonly credentials: typeof KEYS };
const KEYS = { accessKeyId: 'test', secretAccessKey: 'test' };

beforeAll(async () => {
  // Otherwise the SDK that fills ministack prints its notice about Node.js 20 among the results.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  aws = { url: await startMinistack() };
  settings = { endpoint: aws.url, region: REGION, credentials: KEYS };
});

async function command(...words: readonly string[]) {
  const file = await configFile({
    accounts: [{ name: 'own' }],
    logs: { logGroup: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${GROUP}` },
  });
  const [name = '', ...more] = words;
  const environment = {
    ...environmentOf(aws),
    AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  };
  const given = Object.entries(environment).map(([key, value]) => `${key}=${value}`);
  return run('env', [
    ...['-i', `PATH=${process.env.PATH}`, ...given],
    ...[process.execPath, exporterMain, name, `--config.file=${file}`, ...more],
  ]);
}

test('whose tells a key of a user from one that AWS does not know', async () => {
  const iam = new IAMClient(settings);
  await iam.send(new CreateUserCommand({ UserName: 'ci-deploy' }));
  const { AccessKey: key } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ci-deploy' }));

  const { stdout } = await command('whose', '--output=json', key?.AccessKeyId ?? '', 'AKIAIOSFODNN7EXAMPLE');

  const { keys } = JSON.parse(stdout) as { keys: { is: string; user?: string; account_id?: string }[] };
  expect(keys.map(({ is, user, account_id: account }) => ({ is, user, account }))).toEqual([
    { is: 'user-key', user: 'ci-deploy', account: ACCOUNT },
    { is: 'no-key', user: undefined, account: undefined },
  ]);
});

test('activity looks again at each line of a log group, where ministack takes every one for a match', async () => {
  const now = Date.now();
  const of = (userName: string, minutesAgo: number) => ({
    ...records.record({ userIdentity: records.userIdentity({ userName }), recipientAccountId: ACCOUNT }),
    eventTime: `${new Date(now - minutesAgo * MINUTE_MS).toISOString().slice(0, 19)}Z`,
  });
  const lines = [of('eve', 40), of('mallory', 30), of('eve', 20), of('eve-2', 10)];
  const logs = new CloudWatchLogsClient(settings);
  const stream = { logGroupName: GROUP, logStreamName: 'all' };
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  await logs.send(new CreateLogStreamCommand(stream));
  const logEvents = lines.map((record) => ({
    timestamp: Date.parse(record.eventTime),
    message: JSON.stringify(record),
  }));
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));

  const { stdout } = await command('activity', '--user', 'eve', '--source=logs', '--since=1h', '--output=json');

  const { events } = JSON.parse(stdout) as { events: { time: string }[] };
  const times = events.map(({ time }) => time);
  expect(times).toEqual([lines[0], lines[2]].map((line) => line?.eventTime.replace('Z', '.000Z')));
});
