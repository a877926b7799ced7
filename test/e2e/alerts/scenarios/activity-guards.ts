/** The watch: whether it reads all events of the accounts. */
import {
  exporter,
  exporterWith,
  fires,
  firesThroughout,
  KEPT,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
} from '../scenario.ts';
import { ALERT, LABELS, MINUTE, readEvery, region, stale, watch, watched } from './watched-region.ts';

/** In 15 minutes. */
const HOME = region(POD_1, 'us-east-1', '1x600', readEvery(15, 40));

const fails: readonly Scenario[] = [
  {
    name: `${ALERT} fires after six intervals and half an hour, names the regions of an account in one alert, and ends with a look that comes to its end`,
    series: {
      ...watch(POD_1, '1x300'),
      ...HOME,
      ...region(POD_1, 'eu-central-1', '1x14 0x285', '0x300'),
      ...region(POD_1, 'eu-west-1', '1x14 0x134 1x150', '0x149 9000x150'),
    },
    expect: [
      nothing(ALERT, '2h'),
      { at: '2h1m', alert: ALERT, firing: [stale('2h 1m 0s', ' in eu-central-1, eu-west-1')] },
      { at: '2h31m', alert: ALERT, firing: [stale('2h 31m 0s', ' in eu-central-1')] },
      firesThroughout(ALERT, '4h', 120, LABELS),
    ],
  },
  {
    name: `${ALERT} fires for a region of the configuration that was never read to the end, and ends with it`,
    series: {
      ...watch(POD_1, '1x300'),
      ...HOME,
      ...region(POD_1, 'eu-central-1', '_x10 0x139 1x150', '_x150 9000x150'),
    },
    expect: [
      nothing(ALERT, '2h10m'),
      { at: '2h11m', alert: ALERT, firing: [stale('2h 1m 0s', ' in eu-central-1')] },
      nothing(ALERT, '2h31m'),
      nothing(ALERT, '4h'),
    ],
  },
  {
    name: `${ALERT} tells of a region whose name the rules do not know, without it`,
    series: { ...watch(POD_1, '1x180'), ...region(POD_1, 'xy-south-9', '0x180') },
    expect: [{ at: '2h1m', alert: ALERT, firing: [stale('2h 1m 0s', '')] }],
  },
  {
    name: `${ALERT} fires when looks end and records among the events cannot be read`,
    series: { ...watch(POD_1, '1x180'), ...region(POD_1, 'us-east-1', '1x14 0x165', readEvery(15, 12)) },
    expect: [nothing(ALERT, '2h'), fires(ALERT, '2h20m', LABELS)],
  },
  {
    name: `${ALERT} fires for one of two replicas that is stuck, and ends when that one is gone`,
    series: {
      ...watch(POD_1, '1x180 stale'),
      ...region(POD_1, 'us-east-1', '1x180 stale', '0x180 stale'),
      ...watch(POD_2, '1x300'),
      ...region(POD_2, 'us-east-1', '1x300', readEvery(15, 20)),
    },
    expect: [nothing(ALERT, '2h'), fires(ALERT, '2h1m', LABELS), fires(ALERT, '3h', LABELS), nothing(ALERT, '3h1m')],
  },
  {
    name: `${ALERT} ends when the fact is turned off, or the region is taken out of the configuration`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x400'),
      ...watched(POD_1, '1x300 stale'),
      ...region(POD_1, 'us-east-1', '1x300 stale', '0x180 10800x119 stale'),
      ...region(POD_1, 'eu-central-1', '0x240 stale'),
    },
    expect: [fires(ALERT, '4h', LABELS), nothing(ALERT, '4h1m'), nothing(ALERT, '5h')],
  },
  {
    name: `${ALERT} ends when the fact is turned off while it fires`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x200'),
      ...watched(POD_1, '1x150 stale'),
      ...region(POD_1, 'us-east-1', '0x150 stale', '0x150 stale'),
    },
    expect: [fires(ALERT, '2h30m', LABELS), nothing(ALERT, '2h31m'), nothing(ALERT, '3h10m')],
  },
];

/** The latest that jitter makes of it: every third interval, and as long again where one look failed. */
const SLOWLY = { '15 minutes': 51, '5 minutes': 19 };

const well: readonly Scenario[] = Object.entries(SLOWLY).map(([every, slow]) => {
  const interval = Number.parseInt(every, 10);
  // One look of the slow ones fails.
  const watermark = `${readEvery(slow, 2)} ${slow * MINUTE}x${slow - 1} ${readEvery(slow, 4, 3 * slow).replace(/^_x\d+ /, '')}`;
  const complete = `1x${2 * slow - 1} 0x${slow - 1} 1x${4 * slow - 1}`;
  const end = 7 * slow - 1;
  return {
    name: `${ALERT} does not fire for a watch that is well and looks every ${every}, nor for one look that fails`,
    series: {
      ...watch(POD_1, `1x${end}`, interval * MINUTE),
      ...region(POD_1, 'us-east-1', `1x${end}`, readEvery(slow, 7)),
      ...region(POD_1, 'eu-central-1', complete, watermark),
      // By default, and by no answer.
      ...region(POD_1, 'eu-north-1', `0x${end}`),
    },
    expect: [
      {
        at: `${end}m`,
        query: `count_over_time(ALERTS{alertname="${ALERT}"}[${end}m])`,
        gives: [],
      },
      nothing(ALERT, `${end}m`),
    ],
  };
});

const unasked: readonly Scenario[] = [
  {
    name: `${ALERT} does not fire for the regions of sign-ins where they were never read, as a policy denies them`,
    every: 5,
    series: {
      ...watch(POD_1, '1x300'),
      ...region(POD_1, 'us-east-1', '1x300', '0+300x300'),
      ...region(POD_1, 'us-east-2', '0x300'),
      ...region(POD_1, 'eu-north-1', '0x300'),
      ...region(POD_1, 'ap-southeast-1', '0x300'),
      ...region(POD_1, 'ap-southeast-2', '0x300'),
    },
    expect: [nothing(ALERT, '12h'), nothing(ALERT, '25h')],
  },
  {
    name: `${ALERT} fires for such a region when it was read before, also over a restart that forgets it`,
    series: {
      ...watch(POD_1, '1x150 stale'),
      ...region(POD_1, 'us-east-1', '1x150 stale', '0+60x150 stale'),
      ...region(POD_1, 'eu-north-1', '1x14 0x135 stale', '0x150 stale'),
      ...watch(POD_2, '_x155 1x145'),
      ...region(POD_2, 'us-east-1', '_x160 1x140', '_x160 9600+60x140'),
      ...region(POD_2, 'eu-north-1', '_x160 0x140'),
    },
    expect: [firesThroughout(ALERT, '5h', 180, LABELS)],
  },
];

const away: readonly Scenario[] = [
  {
    name: `${ALERT} goes on over a restart until the fact is read, while the exporter is gone, and ends with a look that comes to its end`,
    series: {
      ...watch(POD_1, '1x150 stale'),
      ...region(POD_1, 'us-east-1', '0x150 stale', '0x150 stale'),
      // The exporter is gone for half an hour, and has no events for twenty minutes.
      ...exporterWith(POD_2, PRODUCTION, '_x180 1x120'),
      ...watched(POD_2, '_x180 1x120', '_x200 1x100'),
      ...region(POD_2, 'us-east-1', '_x200 0x20 1x79', '_x221 13260+60x79'),
    },
    expect: [
      fires(ALERT, '2h1m', LABELS),
      firesThroughout(ALERT, '3h40m', 100, LABELS),
      nothing(ALERT, '3h41m'),
      nothing(ALERT, '5h'),
    ],
  },
  {
    name: `${ALERT} goes on when the exporter vanishes whose last look was complete, and too long ago`,
    series: { ...watch(POD_1, '1x150 stale'), ...region(POD_1, 'us-east-1', '1x150 stale', '0x150 stale') },
    expect: [firesThroughout(ALERT, '5h', 180, LABELS)],
  },
  {
    name: `${ALERT} does not fire for an exporter that is gone, nor while it reads what it has missed`,
    every: 5,
    series: {
      ...watch(POD_1, '1x12 stale'),
      ...region(POD_1, 'us-east-1', '1x12 stale', '0+300x12 stale'),
      // With what it has stored.
      ...watch(POD_2, '_x72 1x48'),
      ...region(POD_2, 'us-east-1', '_x72 0x5 1x42', '_x72 3600x5 23400+300x42'),
    },
    expect: [
      fires('AwsIamExporterDown', '2h', { ...KEPT, severity: 'critical' }),
      nothing(ALERT, '3h'),
      nothing(ALERT, '5h55m'),
      nothing(ALERT, '6h25m'),
      nothing(ALERT, '9h'),
    ],
  },
  {
    name: `${ALERT} does not come back for a region that was taken out, when the exporter is gone later`,
    series: {
      ...exporter(POD_1, '1x200 stale'),
      ...watched(POD_1, '1x200 stale'),
      ...region(POD_1, 'us-east-1', '1x200 stale', '0+60x200 stale'),
      ...region(POD_1, 'eu-central-1', '0x150 stale'),
    },
    expect: [fires(ALERT, '2h30m', LABELS), nothing(ALERT, '3h20m'), nothing(ALERT, '4h')],
  },
];

export const activityGuardScenarios: readonly Scenario[] = [...fails, ...well, ...unasked, ...away];
