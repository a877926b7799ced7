/** What the log says where the watch cannot read all events of a region. */
import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { activityOf, look } from '../../support/activity-values.ts';
import { awsAccount, startLoop } from './running-loop.ts';

const DENIED = 'access_denied: User: arn:x is not authorized to perform: cloudtrail:LookupEvents';
const SILENT = 'the log group has no record of this account from the last hour in us-east-1';

test.each([
  ['once while the reason stays', [SILENT, SILENT, SILENT], [SILENT]],
  ['again for another reason', [SILENT, DENIED, 'throttled: too many'], [SILENT, DENIED, 'throttled: too many']],
  ['once while only the words change', [DENIED, `${DENIED} because`], [DENIED]],
  [
    'once while the number of records changes',
    ['2 records are not JSON', '31 records are not JSON'],
    ['2 records are not JSON'],
  ],
  ['again after it was read to the end', [DENIED, undefined, DENIED], [DENIED, DENIED]],
])('the log says the reason %s', async (_when, reasons, told) => {
  const { clock, log, sources } = startLoop([awsAccount('production')], {
    facts: { activity: { enabled: true, interval: 15 * MINUTE } },
  });
  const left = [...reasons];
  let last: string | undefined;
  sources('production').activity.answer = () => {
    if (left.length > 0) last = left.shift();
    return activityOf([], { looks: [look(last === undefined ? {} : { incomplete: last })] });
  };

  await clock.advance(HOUR);

  expect(left).toEqual([]);
  const warned = log.filter(({ message }) => message === 'not all events of these regions could be read');
  expect(warned.map(({ fields }) => fields.regions)).toEqual(told.map((reason) => ({ 'us-east-1': reason })));
});
