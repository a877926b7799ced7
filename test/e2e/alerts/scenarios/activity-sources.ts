/** The watch over a log group, from which the events of several accounts come, and a change from the one source to the other. */
import { fires, nothing, POD_1, type Scenario } from '../scenario.ts';
import { ALERT, LABELS, MINUTE, readEvery, region, stale, watch } from './watched-region.ts';

const LOGS = { source: 'logs' } as const;
const STAGING = { account_id: '444455556666', account_name: 'staging' };
const OF_STAGING = { account: STAGING };

export const activitySourceScenarios: readonly Scenario[] = [
  {
    name: `${ALERT} fires for an account that has no record in the log group, after six intervals and half an hour`,
    series: {
      ...watch(POD_1, '1x180', 5 * MINUTE),
      ...region(POD_1, 'us-east-1', '1x14 0x165', '0x180', LOGS),
    },
    expect: [nothing(ALERT, '1h'), { at: '1h1m', alert: ALERT, firing: [stale('1h 1m 0s', ' in us-east-1')] }],
  },
  {
    name: `${ALERT} fires for each of two accounts, with its own regions`,
    series: {
      ...watch(POD_1, '1x180'),
      ...region(POD_1, 'us-east-1', '1x180', readEvery(15, 12)),
      ...region(POD_1, 'eu-west-1', '0x180', '0x180'),
      ...watch(POD_1, '1x180', 15 * MINUTE, OF_STAGING),
      ...region(POD_1, 'us-east-1', '0x180', '0x180', OF_STAGING),
      ...region(POD_1, 'eu-central-1', '0x180', '0x180', OF_STAGING),
    },
    expect: [
      nothing(ALERT, '2h'),
      {
        at: '2h1m',
        alert: ALERT,
        firing: [stale('2h 1m 0s', ' in eu-west-1'), stale('2h 1m 0s', ' in us-east-1, eu-central-1', OF_STAGING)],
      },
    ],
  },
  {
    name: `${ALERT} fires for an account whose records do not come into the log group, and not for one whose records do`,
    series: {
      ...watch(POD_1, '1x180'),
      ...region(POD_1, 'us-east-1', '0x180', '0x180', LOGS),
      ...watch(POD_1, '1x180', 15 * MINUTE, OF_STAGING),
      ...region(POD_1, 'us-east-1', '1x180', readEvery(15, 12), { ...OF_STAGING, ...LOGS }),
    },
    expect: [{ at: '2h1m', alert: ALERT, firing: [stale('2h 1m 0s', ' in us-east-1')] }],
  },
  {
    name: `${ALERT} ends with the first complete look into the log group, when the watch changes to it from the event history`,
    series: {
      ...watch(POD_1, '1x300'),
      ...region(POD_1, 'us-east-1', '0x150 stale', '0x150 stale'),
      ...region(POD_1, 'eu-west-1', '0x150 stale', '0x150 stale'),
      ...region(POD_1, 'us-east-1', '_x151 0x9 1x139', '_x161 9600+60x139', LOGS),
    },
    expect: [
      { at: '2h30m', alert: ALERT, firing: [stale('2h 30m 0s', ' in us-east-1, eu-west-1')] },
      fires(ALERT, '2h40m', LABELS),
      nothing(ALERT, '2h42m'),
      nothing(ALERT, '5h'),
    ],
  },
  {
    name: `${ALERT} does not fire for a watch that is well and changes to the log group`,
    series: {
      ...watch(POD_1, '1x300'),
      ...region(POD_1, 'us-east-1', '1x150 stale', '0+60x150 stale'),
      ...region(POD_1, 'eu-west-1', '1x150 stale', '0+60x150 stale'),
      ...region(POD_1, 'us-east-1', '_x151 1x149', '_x151 9060+60x149', LOGS),
    },
    expect: [nothing(ALERT, '2h35m'), nothing(ALERT, '4h'), nothing(ALERT, '5h')],
  },
];
