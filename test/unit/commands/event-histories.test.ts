/** In which regions the event history of an account is asked about a key, and what is said of that which cannot be read. */
import { describe, expect, test } from '@jest/globals';
import { createAsking } from '../../../src/commands/asking.ts';
import { createEventHistories } from '../../../src/commands/event-histories.ts';
import type { AwsAccount } from '../../../src/model/account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { type Fault, faults } from '../../support/fake-aws/faults.ts';
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { eventOf, userBy } from '../../support/key-story.ts';
import { at } from '../../support/model-values.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';

const ACCOUNT_ID = '111122223333';
const NOW = at('2026-11-22T10:00:00Z');
const KEY = 'AKIABTX3GSDSQAANNSKE';
const OWN: AwsAccount = { source: 'aws', name: 'own', owner: '' };

async function historyOf(account: AwsAccount, url = 'http://127.0.0.1:1') {
  setAwsEnvironment(url);
  const outside = {
    clock: new PassingClock('2026-11-22T10:00:00Z', 30_000),
    environment: process.env,
    onConsole: () => undefined,
    random: () => 0,
    printError: () => Promise.resolve(),
  };
  const asking = createAsking(outside, goodConfig('accounts: [{ name: own }]'));
  const accounts = [
    { account, id: { ok: true, value: ACCOUNT_ID }, keys: () => ({}) as never },
    { account: OWN, id: { ok: false, failure: new RefreshFailure('network', 'away') }, keys: () => ({}) as never },
  ] as const;
  return createEventHistories(accounts, asking, outside, { search: () => () => undefined }, NOW);
}

test.each([
  ['nothing', {}, 'us-east-1', 'us-east-1'],
  ['a region', { region: 'eu-central-1' }, 'us-east-1', 'eu-central-1'],
  ['a region of GovCloud', { region: 'us-gov-east-1' }, 'us-gov-west-1', 'us-gov-east-1'],
  ['a region of China', { region: 'cn-northwest-1' }, 'cn-north-1', 'cn-northwest-1'],
  ['a role in China', { roleArn: 'arn:aws-cn:iam::111122223333:role/audit' }, 'cn-north-1', 'us-east-1'],
  ['a role in GovCloud', { roleArn: 'arn:aws-us-gov:iam::111122223333:role/audit' }, 'us-gov-west-1', 'us-east-1'],
  ['a region of the European cloud', { region: 'eusc-de-east-1' }, 'eusc-de-east-1', 'eusc-de-east-1'],
])('an account with %s', async (_what, more, homeRegion, ownRegion) => {
  const histories = await historyOf({ ...OWN, ...more });

  expect(histories(ACCOUNT_ID)).toMatchObject({ homeRegion, ownRegion });
});

test('an account that is not in the configuration has none', async () => {
  expect((await historyOf(OWN))('999999999999')).toBeUndefined();
});

describe('records that are no events', () => {
  const call = (minute: number): GivenEvent =>
    eventOf({
      accountId: ACCOUNT_ID,
      name: 'ListUsers',
      by: userBy(ACCOUNT_ID, 'ann', KEY),
      time: `2026-11-21T22:${String(minute).padStart(2, '0')}:00Z`,
    });
  const cut = (minute: number): GivenEvent => ({ ...call(minute), eventSource: 'not a service' });
  const insight = (minute: number): GivenEvent => ({ ...call(minute), eventType: 'AwsCloudTrailInsight' });

  /** Why the answer is not complete. */
  async function incompleteOf(events: readonly GivenEvent[], pages: readonly Fault[] = []) {
    const fake = await startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT_ID, csv: '' }], now: () => NOW * 1000 });
    fake.setLive(ACCOUNT_ID, { events });
    fake.script(ACCOUNT_ID, 'LookupEvents', pages);
    const history = (await historyOf(OWN, fake.url))(ACCOUNT_ID);
    const question = { subject: { of: 'key', id: KEY }, events: [], regions: ['us-east-1'] } as const;
    const found = await history?.find(question, new AbortController().signal);
    return { calls: found?.events.length, why: found?.coverage.map(({ incomplete }) => incomplete) };
  }

  test.each([
    ['one', [call(1), cut(2)], '1 record could not be read: without-service'],
    ['two', [call(1), cut(2), cut(3)], '2 records could not be read: without-service'],
    ['none', [call(1)], undefined],
    ['an unusual rate of calls', [call(1), insight(2)], undefined],
  ])('%s', async (_what, events, why) => {
    expect(await incompleteOf(events)).toEqual({ calls: 1, why: [why] });
  });

  test('they hide nothing else that could not be read', async () => {
    const events = [cut(59), ...Array.from({ length: 55 }, (_, minute) => call(minute))];

    expect(await incompleteOf(events, [faults.none, faults.accessDenied])).toEqual({
      calls: 49,
      why: [expect.stringMatching(/^access_denied.*; 1 record could not be read: without-service$/)],
    });
  });
});
