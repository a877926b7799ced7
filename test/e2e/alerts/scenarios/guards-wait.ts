/**
 * How guards wait, and what a restart of Prometheus does to them. promtool has no Prometheus that is away: where one is, it evaluates at
 * the hour only, and what Prometheus recorded before it went is told as series until eleven minutes before that.
 */
import { WAITED, GUARD_VALUE } from '../../../../alerts/guard-wait.ts';
import { guards } from '../../../../alerts/guards.ts';
import {
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
  series,
} from '../scenario.ts';
import { count } from './old-key.ts';

const DOWN = 'AwsIamExporterDown';
const UNKNOWN = 'AwsIamCheckValuesUnknown';
const FAILING = 'AwsIamAccountFailing';

/** What is recorded of a guard in the minutes before Prometheus goes. */
function recorded(guard: string, value: string, waited: string): Record<string, string> {
  return {
    [series(GUARD_VALUE, { ...KEPT, guard })]: value,
    [series(WAITED, { ...KEPT, guard })]: waited,
  };
}

/** The first evaluation comes when Prometheus has neither scraped anything nor recorded anything again. */
const goOn: readonly Scenario[] = guards.map(({ alert, labels }) => ({
  name: `${alert} goes on at the first evaluation after Prometheus was away for ten minutes`,
  evaluated: 60,
  series: recorded(alert, '_ 1x48', '_ 86400+60x48'),
  expect: [fires(alert, '1h', { ...KEPT, severity: labels?.severity ?? '' })],
}));

const restarts: readonly Scenario[] = [
  {
    name: `${DOWN} goes on at the first evaluation after a restart of Prometheus, before the first scrape`,
    evaluated: 60,
    series: { ...exporter(POD_1, '_ 1x18 stale'), ...recorded(DOWN, '_x20 1x29', '_x20 0+60x29') },
    expect: [fires(DOWN, '1h', { ...KEPT, severity: 'critical' })],
  },
  {
    // The exporter may have come back meanwhile.
    name: `${DOWN} does not count the time in which Prometheus was away`,
    evaluated: 60,
    series: { ...exporter(POD_1, '_ 1x38 stale'), ...recorded(DOWN, '_x40 1x9', '_x40 0+60x9') },
    expect: [nothing(DOWN, '1h')],
  },
  {
    name: `${DOWN} does not begin because Prometheus has not scraped yet`,
    evaluated: 60,
    series: exporter(POD_1, '_ 1x48'),
    expect: [nothing(DOWN, '1h')],
  },
  // The first evaluation was a minute ago, and Prometheus has scraped one of two replicas since, or still nothing.
  {
    name: `${FAILING} goes on at the second evaluation after a restart of Prometheus, while its replica is unseen`,
    evaluated: 60,
    series: {
      ...exporter(POD_2, '_x60 1'),
      ...factUp(POD_2, '_x60 1'),
      ...recorded(FAILING, '_ 1x48', '_ 86400+60x48 _x9 89280'),
    },
    expect: [fires(FAILING, '1h', { ...KEPT, severity: 'warning' })],
  },
  {
    name: `${DOWN} does not count at the second evaluation after a restart of Prometheus`,
    evaluated: 60,
    series: { ...exporter(POD_1, '_ 1x38 stale'), ...recorded(DOWN, '_x40 1x9 _x9 1', '_x40 0+60x9 _x9 540') },
    expect: [nothing(DOWN, '1h')],
  },
  // What was recorded four minutes ago is still there, and what the text lists is another label.
  {
    name: `${FAILING} goes on, and no rule fails, when the reasons change while Prometheus restarts`,
    evaluated: 60,
    series: {
      ...factUp(POD_1, '0x60'),
      ...refreshErrors(POD_1, 'network', '0x30 1x30'),
      [series('iam_credential_exporter:fact:failures', {
        ...KEPT,
        account_name: 'production',
        fact: 'credential-report',
        reasons: 'throttled',
      })]: '_ 1x55',
      [series(GUARD_VALUE, { ...KEPT, guard: FAILING, account_name: 'production', reasons: 'throttled' })]: '_ 1x55',
      [series(WAITED, { ...KEPT, guard: FAILING, account_name: 'production' })]: '_ 86400+60x55',
    },
    expect: [fires(FAILING, '1h', { ...KEPT, severity: 'warning', account_name: 'production' })],
  },
  {
    name: `${UNKNOWN} goes on, and no rule fails, when the checks change while Prometheus restarts`,
    evaluated: 60,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...count('unknown', '1x60'),
      [series('aws_iam:checks:unknown', { ...KEPT, ...PRODUCTION, checks: 'root-used' })]: '_ 1x55',
      [series(GUARD_VALUE, { ...KEPT, guard: UNKNOWN, ...PRODUCTION, checks: 'root-used' })]: '_ 1x55',
      [series(WAITED, { ...KEPT, guard: UNKNOWN, ...PRODUCTION })]: '_ 86400+60x55',
    },
    expect: [fires(UNKNOWN, '1h', { ...KEPT, severity: 'warning', ...PRODUCTION })],
  },
  {
    name: 'a guard that ended before Prometheus went does not come back with it',
    evaluated: 60,
    series: recorded(FAILING, '_ 1x47', '_ 86400+60x47 -1'),
    expect: [nothing(FAILING, '1h')],
  },
];

const waits: readonly Scenario[] = [
  {
    name: `${DOWN} waits anew when the exporter was there for one scrape`,
    series: { ...exporter(POD_1, '1x10 stale'), ...exporter(POD_2, '_x20 1 stale') },
    expect: [nothing(DOWN, '21m'), nothing(DOWN, '30m'), fires(DOWN, '31m', { ...KEPT, severity: 'critical' })],
  },
  {
    name: `${DOWN} does not come back after it ended`,
    series: exporter(POD_1, '1x10 stale _x19 1x60'),
    expect: [
      fires(DOWN, '29m', { ...KEPT, severity: 'critical' }),
      ...['31m', '32m', '33m', '45m', '46m', '47m'].map((at) => nothing(DOWN, at)),
    ],
  },
  {
    name: `${FAILING} neither ends nor waits anew when the reasons change`,
    series: {
      ...exporter(POD_1, '1x180'),
      ...factUp(POD_1, '1x10 0x169'),
      ...refreshErrors(POD_1, 'access_denied', '0x10 1x169'),
      ...refreshErrors(POD_1, 'network', '0x30 1x149'),
    },
    expect: [
      nothing(FAILING, '40m'),
      firesThroughout(FAILING, '3h', 140, { ...KEPT, severity: 'warning', account_name: 'production' }),
    ],
  },
];

export const guardWaitScenarios: readonly Scenario[] = [...goOn, ...restarts, ...waits];
