/**
 * A sign-in as root, which the watch of events finds: neither a restart nor a fact that is late, denied or throttled resolves it, and it is not
 * raised anew after that. The report is there all the time, and says nothing of it.
 */
import {
  exporterWith,
  fires,
  firesThroughout,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  refreshErrors,
  type Scenario,
  series,
} from '../scenario.ts';
import { alertLabels, counts, finding, type OpenFinding } from './open-finding.ts';
import { region, WATCH, watch, watched } from './watched-region.ts';

const SIGNED_IN: OpenFinding = {
  check: 'root-signed-in',
  alert: 'AwsIamRootSignedIn',
  severity: 'critical',
  user: '<root_account>',
};
const { alert: ALERT } = SIGNED_IN;
const LABELS = alertLabels(SIGNED_IN);
const OF_ACCOUNT = { severity: 'warning', ...KEPT, account_name: PRODUCTION.account_name };
const FAILING = { ...OF_ACCOUNT, fact: WATCH };

/** Open from the start on, and as often as `values` say. */
function signedIn(scraped: Labels, values: string): Record<string, string> {
  const zeros = values.replaceAll(/\b1x/g, '0x');
  return {
    ...finding(SIGNED_IN, scraped, values),
    ...counts(SIGNED_IN, scraped, { open: values, exempt: zeros, unknown: zeros }),
  };
}

/** The row of root is in the report. */
function root(scraped: Labels, values: string): Record<string, string> {
  const { account_id } = PRODUCTION;
  return { [series('aws_iam_user_info', { ...scraped, account_id, user: SIGNED_IN.user, kind: 'root' })]: values };
}

/** For an hour; then its exporter is gone, and the next pod is there with the report from minute 65 on. */
const forAnHour = { ...watch(POD_1, '1x60 stale'), ...root(POD_1, '1x60 stale'), ...signedIn(POD_1, '1x60 stale') };

/** @param up whether the fact could be read; absent: nothing has come of the first sweep yet. */
function restarted(minutes: number, up: string): Record<string, string> {
  const values = `_x65 1x${minutes}`;
  return { ...exporterWith(POD_2, PRODUCTION, values), ...root(POD_2, values), ...watched(POD_2, values, up) };
}

const restarts: readonly Scenario[] = [
  {
    name: 'a restart in the middle of a sign-in as root resolves nothing and raises nothing anew, though the watch is late for half an hour',
    series: { ...forAnHour, ...restarted(115, '_x95 1x85'), ...signedIn(POD_2, '_x95 1x85') },
    expect: [fires(ALERT, '1h4m', LABELS), fires(ALERT, '1h30m', LABELS), firesThroughout(ALERT, '3h', 166, LABELS)],
  },
  {
    name: 'a restart in the middle of a sign-in as root ends it when the watch has read that it was long ago, and not before',
    series: {
      ...forAnHour,
      ...restarted(115, '_x95 1x85'),
      ...counts(SIGNED_IN, POD_2, { open: '_x95 0x85', exempt: '_x95 0x85', unknown: '_x95 0x85' }),
    },
    expect: [firesThroughout(ALERT, '1h34m', 80, LABELS), nothing(ALERT, '1h35m'), nothing(ALERT, '3h')],
  },
];

const denied: readonly Scenario[] = ['access_denied', 'throttled'].map((reason) => ({
  name: `a sign-in as root goes on after a restart while the watch fails (${reason}), beside AwsIamFactFailing, and ends when it is read`,
  series: {
    ...forAnHour,
    ...restarted(235, '_x70 0x110 1x119'),
    ...refreshErrors(POD_2, reason, '_x65 0x5 1+1x109 110x119', PRODUCTION.account_name, WATCH),
    ...counts(SIGNED_IN, POD_2, { open: '_x70 0x230', exempt: '_x70 0x230', unknown: '_x70 1x110 0x119' }),
  },
  expect: [
    firesThroughout(ALERT, '3h', 166, LABELS),
    firesThroughout('AwsIamFactFailing', '3h', 81, FAILING),
    nothing(ALERT, '3h1m'),
    nothing('AwsIamFactFailing', '3h1m'),
    nothing(ALERT, '5h'),
  ],
}));

const slow: readonly Scenario[] = [
  {
    // What the exporter has read last, it goes on showing: its hours count up to that moment.
    name: 'a sign-in as root goes on while the watch fails without a restart, beside AwsIamFactFailing, and ends when it is read',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x300'),
      ...root(POD_1, '1x300'),
      ...watched(POD_1, '1x300', '1x60 0x119 1x120'),
      ...refreshErrors(POD_1, 'throttled', '0x60 1+1x119 120x119', PRODUCTION.account_name, WATCH),
      ...region(POD_1, 'us-east-1', '1x300', '0x180 10800x120'),
      ...finding(SIGNED_IN, POD_1, '1x180 stale'),
      ...counts(SIGNED_IN, POD_1, { open: '1x180 0x120' }),
    },
    expect: [
      firesThroughout(ALERT, '3h', 166, LABELS),
      fires('AwsIamFactFailing', '1h31m', FAILING),
      fires('AwsIamFactFailing', '2h59m', FAILING),
      nothing(ALERT, '3h1m'),
      nothing('AwsIamFactFailing', '3h1m'),
    ],
  },
  {
    name: 'a sign-in as root goes on while sweeps succeed and the home region is throttled, beside AwsIamActivityStale',
    series: {
      ...watch(POD_1, '1x300'),
      ...root(POD_1, '1x300'),
      ...region(POD_1, 'us-east-1', '1x14 0x225 1x60', '0x240 14400x60'),
      ...region(POD_1, 'us-east-2', '1x300', '0+60x300'),
      ...finding(SIGNED_IN, POD_1, '1x240 stale'),
      ...counts(SIGNED_IN, POD_1, { open: '1x240 0x60' }),
    },
    expect: [
      firesThroughout(ALERT, '4h', 226, LABELS),
      nothing('AwsIamFactFailing', '4h'),
      fires('AwsIamActivityStale', '2h1m', OF_ACCOUNT),
      nothing(ALERT, '4h1m'),
      nothing('AwsIamActivityStale', '4h1m'),
    ],
  },
];

export const rootEventScenarios: readonly Scenario[] = [...restarts, ...denied, ...slow];
