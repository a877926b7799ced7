/**
 * What the exporter keeps ends no alert, however long it keeps it: an answer that it refuses, a role that cannot answer yet, a clock
 * that is wrong. A guard fires beside the finding.
 */
import {
  configured,
  exporter,
  exporterWith,
  factUp,
  fires,
  firesThroughout,
  KEPT,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  refreshErrors,
  type Scenario,
} from '../scenario.ts';
import { clockOffset } from './clock-offset.ts';
import { ALERT, FIRING, oldKey } from './old-key.ts';

const { labels: LABELS } = FIRING;
const FAILING = { severity: 'warning', ...KEPT, account_name: PRODUCTION.account_name };

/** In steps of five minutes: ten hours after the first, in which no refresh succeeds. */
function refused(reason: string): Record<string, string> {
  return {
    ...exporterWith(POD_1, PRODUCTION, '1x132'),
    ...oldKey(POD_1, '1x132'),
    ...factUp(POD_1, '1x12 0x120'),
    ...refreshErrors(POD_1, reason, '0x12 5+5x119'),
  };
}

const GOES_ON = [
  firesThroughout(ALERT, '11h', 646, LABELS, 5),
  firesThroughout('AwsIamAccountFailing', '11h', 566, FAILING, 5),
];

export const factsKeptScenarios: readonly Scenario[] = [
  {
    name: 'goes on when a report file is cut in place, and the exporter refuses it',
    every: 5,
    series: refused('file'),
    expect: GOES_ON,
  },
  {
    name: 'goes on when AWS hands out an older report, and the exporter refuses it',
    every: 5,
    series: refused('service'),
    expect: GOES_ON,
  },
  {
    name: 'goes on when the account is given another role, and AWS is away',
    every: 5,
    series: refused('assume_role_denied'),
    expect: GOES_ON,
  },
  {
    name: 'goes on over a restart with the stored report at hand, however long AWS is away',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...oldKey(POD_1, '1x12 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x14 1x118'),
      ...oldKey(POD_2, '_x14 1x118'),
      ...factUp(POD_2, '_x15 0x117'),
    },
    expect: [
      firesThroughout(ALERT, '11h', 646, LABELS, 5),
      firesThroughout('AwsIamAccountFailing', '11h', 556, FAILING, 5),
    ],
  },
  {
    name: 'holds for a day over a restart without a stored report, while AWS is away',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...oldKey(POD_1, '1x12 stale'),
      ...exporter(POD_2, '_x13 1x300'),
      ...configured(POD_2, PRODUCTION, '_x13 0x300'),
      ...factUp(POD_2, '_x14 0x299'),
    },
    expect: [
      firesThroughout(ALERT, '24h55m', 1481, LABELS, 5),
      nothing(ALERT, '25h5m'),
      firesThroughout('AwsIamAccountFailing', '26h', 1461, FAILING, 5),
    ],
  },
  {
    name: 'goes on when the clock of the exporter is set back a day, and a guard tells',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x180'),
      ...oldKey(POD_1, '1x180'),
      ...clockOffset(POD_1, '0x60 86400x119'),
    },
    expect: [
      firesThroughout(ALERT, '3h', 166, LABELS),
      fires('AwsIamClockOffset', '3h', { severity: 'warning', ...KEPT }),
    ],
  },
];
