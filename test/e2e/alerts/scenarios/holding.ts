/**
 * A finding's alert goes on, as the same alert, while nobody can tell whether it is still there: the rarer
 * turns. each-alert-holds-and-ends.ts has the others.
 * `1x60` are 61 values, those of the minutes 0 to 60; `stale` is how Prometheus marks that a series has ended.
 */
import {
  configured,
  exporterWith,
  firesThroughout,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  report,
  type Scenario,
} from '../scenario.ts';
import { ALERT, FIRING, oldKey, STAGING } from './old-key.ts';

export const holdingScenarios: readonly Scenario[] = [
  {
    name: 'holds when pod and node are replaced during a rollout',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x55 1x125'),
      ...oldKey(POD_2, '_x55 1x125'),
    },
    expect: [{ at: '3h', alert: ALERT, firing: [FIRING] }, firesThroughout(ALERT, '3h', 166, FIRING.labels)],
  },
  {
    name: 'holds when the pod comes back on another node after a gap',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x65 1x115'),
      ...oldKey(POD_2, '_x65 1x115'),
    },
    expect: [{ at: '3h', alert: ALERT, firing: [FIRING] }, firesThroughout(ALERT, '3h', 166, FIRING.labels)],
  },
  {
    name: 'holds while the exporter is gone for 23 hours, and no longer than a day',
    every: 5,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x12 stale'), ...oldKey(POD_1, '1x12 stale') },
    expect: [
      { at: '24h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '24h', 1426, FIRING.labels, 5),
      nothing(ALERT, '25h5m'),
    ],
  },
  {
    name: 'holds while the account is not loaded after a restart, and others are, or another exporter has it',
    series: {
      ...exporterWith({ ...POD_1, job: 'another' }, PRODUCTION, '1x240'),
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, STAGING, '_x61 1x180'),
      ...configured(POD_2, PRODUCTION, '_x61 0x180'),
      ...report(POD_2, PRODUCTION, '_x150 1x90'),
      ...oldKey(POD_2, '_x150 1x90'),
    },
    expect: [
      { at: '2h', alert: ALERT, firing: [FIRING] },
      { at: '4h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '4h', 226, FIRING.labels),
    ],
  },
  {
    name: 'holds while Prometheus itself did not scrape, which leaves no mark',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 _x20 1x60'),
      ...oldKey(POD_1, '1x60 _x20 1x60'),
    },
    expect: [firesThroughout(ALERT, '2h20m', 126, FIRING.labels)],
  },
  {
    name: 'holds when one of two exporters of the account is gone, whatever the policy of the other says',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...oldKey(POD_1, '1x12 stale'),
      ...exporterWith({ ...POD_2, job: 'lax' }, PRODUCTION, '1x72'),
    },
    expect: [{ at: '6h', alert: ALERT, firing: [FIRING] }, firesThroughout(ALERT, '6h', 346, FIRING.labels, 5)],
  },
  {
    name: 'is one alert with two replicas, and stays one when one of them is gone',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '1x120'),
      ...oldKey(POD_2, '1x120'),
    },
    expect: [
      { at: '30m', alert: ALERT, firing: [FIRING] },
      { at: '2h', alert: ALERT, firing: [FIRING] },
      firesThroughout(ALERT, '2h', 106, FIRING.labels),
    ],
  },
];
