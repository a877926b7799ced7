/** In which regions the event history of an account is asked about a key. */
import { expect, test } from '@jest/globals';
import { createAsking } from '../../../src/commands/asking.ts';
import { createEventHistories } from '../../../src/commands/event-histories.ts';
import type { AwsAccount } from '../../../src/model/account.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';

const ACCOUNT_ID = '111122223333';
const OWN: AwsAccount = { source: 'aws', name: 'own', owner: '' };

async function historyOf(account: AwsAccount) {
  setAwsEnvironment('http://127.0.0.1:1');
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
  return createEventHistories(accounts, asking, outside, 1_800_000_000);
}

test.each([
  ['nothing', {}, 'us-east-1', 'us-east-1'],
  ['a region', { region: 'eu-central-1' }, 'us-east-1', 'eu-central-1'],
  ['a region of GovCloud', { region: 'us-gov-east-1' }, 'us-gov-west-1', 'us-gov-east-1'],
  ['a region of China', { region: 'cn-northwest-1' }, 'cn-north-1', 'cn-northwest-1'],
  ['a role in China', { roleArn: 'arn:aws-cn:iam::111122223333:role/audit' }, 'cn-north-1', 'us-east-1'],
  ['a role in GovCloud', { roleArn: 'arn:aws-us-gov:iam::111122223333:role/audit' }, 'us-gov-west-1', 'us-east-1'],
])('an account with %s', async (_what, more, homeRegion, ownRegion) => {
  const histories = await historyOf({ ...OWN, ...more });

  expect(histories(ACCOUNT_ID)).toMatchObject({ homeRegion, ownRegion });
});

test('an account that is not in the configuration has none', async () => {
  expect((await historyOf(OWN))('999999999999')).toBeUndefined();
});
