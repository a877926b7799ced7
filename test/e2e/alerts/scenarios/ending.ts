/** A finding's alert ends as soon as somebody can tell that it is no more: the rarer turns. each-alert-holds-and-ends.ts has the others. */
import { exporterWith, nothing, POD_1, POD_2, PRODUCTION, type Scenario } from '../scenario.ts';
import { ALERT, count, FIRING, MOVED, oldKey, skippedRows, STAGING } from './old-key.ts';

export const endingScenarios: readonly Scenario[] = [
  {
    name: 'ends at the next evaluation when it was fixed while the exporter was gone',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x60 stale _x59 1x60'), ...oldKey(POD_1, '1x60 stale') },
    expect: [{ at: '2h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '2h1m')],
  },
  {
    name: 'does not come back when the exporter is gone after it was fixed',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x90 stale'), ...oldKey(POD_1, '1x60 stale') },
    expect: [
      nothing(ALERT, '1h1m'),
      nothing(ALERT, '2h'),
      nothing(ALERT, '6h'),
      { at: '2h', query: 'ALERTS{alertname="AwsIamAccessKeyNotRotated"}', gives: [] },
    ],
  },
  {
    name: 'ends at the next evaluation when the policy lowers its check to info',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...oldKey(POD_2, '_x61 1x59', { severity: 'info' }),
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '1h1m'), nothing(ALERT, '2h')],
  },
  {
    name: 'ends when rows are skipped or values left out in another account, by another exporter, or for another check',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...skippedRows('1x120', STAGING),
      ...skippedRows('1x120', { job: 'another' }),
      ...count('unknown', '1x120', STAGING),
      ...count('unknown', '1x120', { job: 'another' }),
      ...count('unknown', '1x120', { check: 'access-key-unused' }),
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }, nothing(ALERT, '1h1m')],
  },
  {
    name: 'goes on for a day when another exporter has taken the account over, beside its own',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...oldKey(POD_1, '1x12 stale'),
      ...exporterWith({ ...POD_2, job: 'moved' }, PRODUCTION, '_x13 1x290'),
      ...oldKey({ ...POD_2, job: 'moved' }, '_x13 1x290'),
    },
    expect: [
      { at: '24h', alert: ALERT, firing: [FIRING, MOVED] },
      { at: '25h5m', alert: ALERT, firing: [MOVED] },
    ],
  },
];
