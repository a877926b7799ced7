/** What the watch knew by the role before, where no report says whose account that was. */
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
