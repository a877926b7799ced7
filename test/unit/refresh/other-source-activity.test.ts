/** What the watch saw where no report said of which account. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { activityOf, sighting } from '../../support/activity-values.ts';
import { awsAccount, report, START, startLoop } from './running-loop.ts';

const NOW = Date.parse(START) / 1000;
const WATCHED = { activity: { enabled: true, interval: 15 * MINUTE } };

test('of an account whose report never came, what was seen is not given to the watch of another role', async () => {
  const before = awsAccount('production');
  const after = { ...before, roleArn: 'arn:aws:iam::444455556666:role/production' };
  const { clock, source, sources, configure } = startLoop([before], { facts: WATCHED });
  source('production').answer = () => {
    throw new RefreshFailure('access_denied', 'not allowed');
  };
  sources('production').activity.answer = () => activityOf([sighting('sign_in')], { until: NOW });
  await clock.advance(MINUTE);
  expect(sources('production').activity.lasts).toEqual([undefined]);

  configure({ accounts: [after] });
  source('production').answer = () => report(clock, 2);
  await clock.advance(HOUR);

  expect(sources('production').activity.lasts[0]).toBeUndefined();
});

test('what a second entry of an account has seen is not shown of the account to which its credentials lead later', async () => {
  const { clock, source, sources, facts } = startLoop([awsAccount('one'), awsAccount('two')], { facts: WATCHED });
  for (const name of ['one', 'two']) source(name).answer = () => report(clock, 1);
  sources('two').activity.answer = () => activityOf([sighting('sign_in')], { until: NOW });
  await clock.advance(MINUTE);
  expect(facts('two')).toBeUndefined();

  source('two').answer = () => report(clock, 2);
  sources('two').activity.answer = async () => {
    await clock.sleep(HOUR);
    return activityOf([]);
  };
  await clock.advance(14 * MINUTE);

  expect(facts('two')?.facts.activity).toBeUndefined();
});
