/** The rules of CloudTrail's event history. */
import { type Event, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { describe, expect, test } from '@jest/globals';
import type { FakeAccountOptions } from '../../support/fake-aws/account.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { sessionCredentials } from '../../support/fake-aws/role-session.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { cloudTrailClient } from './json-client.ts';

const OWN = '111111111111';
const OTHER = '222222222222';
const NOW = Date.parse('2026-11-30T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;

function eventOf(eventID: string, msAgo: number, more: Partial<GivenEvent> = {}): GivenEvent {
  return {
    eventID,
    eventTime: new Date(NOW - msAgo).toISOString(),
    awsRegion: 'us-east-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'ListUsers',
    ...more,
  };
}

let now: number;

function startFake(events: readonly GivenEvent[], more: Partial<FakeAccountOptions> = {}): Promise<FakeAws> {
  now = NOW;
  const accounts = [
    { accountId: OWN, csv: 'user', events, ...more },
    { accountId: OTHER, csv: 'user', events: [eventOf('of another account', 0)] },
  ];
  return startFakeAwsForTest({ accounts, now: () => now });
}

async function lookUp(fake: FakeAws, input: Partial<LookupEventsCommandInput> = {}, client = cloudTrailClient(fake)) {
  return client.send(new LookupEventsCommand(input));
}

async function idsOf(fake: FakeAws, input: Partial<LookupEventsCommandInput> = {}, region = 'us-east-1') {
  const { Events: events } = await lookUp(fake, input, cloudTrailClient(fake, region));
  return events?.map(({ EventId }) => EventId);
}

function by(AttributeKey: string, AttributeValue: string): Partial<LookupEventsCommandInput> {
  return { LookupAttributes: [{ AttributeKey, AttributeValue }] } as Partial<LookupEventsCommandInput>;
}

const refused = (name: string) => ({ name, $metadata: { httpStatusCode: 400 } });

test('the events of the account and region come, the newest first, each with its record as text', async () => {
  const older = eventOf('older', 2000);
  const fake = await startFake([older, eventOf('newer', 1000), eventOf('elsewhere', 0, { awsRegion: 'eu-west-1' })]);

  const { Events: events } = await lookUp(fake);

  expect(events?.map(({ EventId }) => EventId)).toEqual(['newer', 'older']);
  expect(JSON.parse(events?.[1]?.CloudTrailEvent ?? '')).toEqual(older);
  expect(events?.[1]?.EventTime).toEqual(new Date(NOW - 2000));
  expect(await idsOf(fake, {}, 'eu-west-1')).toEqual(['elsewhere']);
  const { Events: others } = await lookUp(fake, {}, cloudTrailClient(fake, 'us-east-1', sessionCredentials(OTHER)));
  expect(others?.map(({ EventId }) => EventId)).toEqual(['of another account']);
});

test('neither data events nor what is older than 90 days is kept', async () => {
  const fake = await startFake([
    eventOf('kept', 90 * DAY),
    eventOf('too old', 90 * DAY + 1000),
    eventOf('of data', 0, { managementEvent: false }),
  ]);

  expect(await idsOf(fake, { StartTime: new Date(0) })).toEqual(['kept']);
});

test('both ends of the window count', async () => {
  const fake = await startFake([0, 1, 2, 3].map((seconds) => eventOf(`${seconds} s ago`, seconds * 1000)));

  const StartTime = new Date(NOW - 2000);
  const EndTime = new Date(NOW - 1000);

  expect(await idsOf(fake, { StartTime, EndTime })).toEqual(['1 s ago', '2 s ago']);
  await expect(lookUp(fake, { StartTime: EndTime, EndTime: StartTime })).rejects.toMatchObject(
    refused('InvalidTimeRangeException'),
  );
});

describe('pages', () => {
  const events = Array.from({ length: 120 }, (_, index) => eventOf(`event-${index}`, index * 1000));
  const window = { StartTime: new Date(NOW - DAY), EndTime: new Date(NOW) };

  test('hold 50 events at most, and a token leads to the next', async () => {
    const fake = await startFake(events);
    const pages: Event[][] = [];
    let NextToken: string | undefined;
    do {
      const page = await lookUp(fake, { ...window, ...(NextToken !== undefined && { NextToken }) });
      pages.push(page.Events ?? []);
      ({ NextToken } = page);
    } while (NextToken !== undefined);

    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
    expect(pages.flat().map(({ EventId }) => EventId)).toEqual(events.map(({ eventID }) => eventID));
    await expect(lookUp(fake, { MaxResults: 51 })).rejects.toMatchObject(refused('InvalidMaxResultsException'));
  });

  test('are of one question: the token is of no use with other parameters', async () => {
    const fake = await startFake(events);
    const { NextToken } = await lookUp(fake, window);

    const others = [{}, { ...window, EndTime: new Date(NOW - 1) }, { ...window, ...by('EventName', 'ListUsers') }];
    for (const other of others) {
      await expect(lookUp(fake, { ...other, NextToken })).rejects.toMatchObject(refused('InvalidNextTokenException'));
    }
  });
});

describe('attributes', () => {
  const role = { type: 'AssumedRole', principalId: 'AROA1:deploy', accessKeyId: 'ASIA1' };
  const events = [
    eventOf('user', 1, {
      eventName: 'CreateAccessKey',
      userIdentity: { type: 'IAMUser', userName: 'eve', accessKeyId: 'AKIA1' },
      requestParameters: { userName: 'bob' },
      responseElements: { accessKey: { accessKeyId: 'AKIA2' } },
    }),
    eventOf('root', 2, { userIdentity: { type: 'Root', userName: 'alias', accessKeyId: '' } }),
    eventOf('role', 3, { userIdentity: role, readOnly: true }),
    eventOf('service', 4, { userIdentity: { type: 'AssumedRole', principalId: 'AROA1:deploy', invokedBy: 'x' } }),
    eventOf('federated', 5, { userIdentity: { type: 'FederatedUser', arn: 'arn:aws:sts::1:federated-user/fred' } }),
    eventOf('nobody', 6, { eventSource: 'kms.amazonaws.com', userIdentity: { invokedBy: 'ec2.amazonaws.com' } }),
  ];

  test.each([
    ['Username', 'eve', ['user']],
    ['Username', 'Eve', []],
    ['Username', 'root', ['root']],
    ['Username', 'deploy', ['role']],
    ['Username', 'fred', ['federated']],
    ['AccessKeyId', 'AKIA1', ['user']],
    ['AccessKeyId', 'ASIA1', ['role']],
    ['AccessKeyId', '', []],
    ['EventName', 'CreateAccessKey', ['user']],
    ['EventSource', 'kms.amazonaws.com', ['nobody']],
    ['ResourceName', 'bob', ['user']],
    ['ResourceName', 'AKIA2', ['user']],
    ['ResourceType', 'AWS::IAM::AccessKey', ['user']],
    ['ReadOnly', 'true', ['role']],
    ['EventId', 'nobody', ['nobody']],
  ])('%s=%s', async (key, value, found) => {
    expect(await idsOf(await startFake(events), by(key, value))).toEqual(found);
  });

  test('there is one at most, of a known name', async () => {
    const fake = await startFake(events);
    const [one] = by('Username', 'eve').LookupAttributes ?? [];

    for (const LookupAttributes of [[one, one], by('SourceIp', '1.2.3.4').LookupAttributes]) {
      await expect(lookUp(fake, { LookupAttributes } as LookupEventsCommandInput)).rejects.toMatchObject(
        refused('InvalidLookupAttributesException'),
      );
    }
  });
});

test('more than two requests a second are throttled, in each region apart', async () => {
  const fake = await startFake([], { lookupsPerSecond: 2 });

  await lookUp(fake);
  await lookUp(fake);
  await expect(lookUp(fake)).rejects.toMatchObject(refused('ThrottlingException'));
  await expect(idsOf(fake, {}, 'eu-west-1')).resolves.toEqual([]);
  now += 500;
  await expect(idsOf(fake)).resolves.toEqual([]);
  await expect(lookUp(fake)).rejects.toMatchObject(refused('ThrottlingException'));
});

test('a region that the account has not enabled knows no credentials of it', async () => {
  const fake = await startFake([]);

  await expect(idsOf(fake, {}, 'me-south-1')).rejects.toMatchObject(refused('UnrecognizedClientException'));
});

test.each([
  ['AccessDeniedException', faults.accessDenied],
  ['ThrottlingException', faults.throttling],
  ['ExpiredTokenException', faults.expiredToken],
  ['UnrecognizedClientException', faults.invalidClientTokenId],
])('a planned fault is called %s, as CloudTrail calls it', async (name, fault) => {
  const fake = await startFake([]);
  fake.script(OWN, 'LookupEvents', [fault]);

  await expect(lookUp(fake)).rejects.toMatchObject(refused(name));
});
