/**
 * A finding that goes on under other labels, though nobody fixed it: its account or owner has another name, its check another severity,
 * or AWS moved the key into the slot of the one that was deleted. The old alert ends when the new one fires, and soon after.
 */
import {
  configured,
  exporter,
  exporterWith,
  fires,
  firesUnderAnyLabels,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  report,
  type Scenario,
} from '../scenario.ts';
import { ALERT, count, COUNTED, OLD_KEY, oldKey, skippedRows, STAGING } from './old-key.ts';

const LABELS = { ...KEPT, ...OLD_KEY };
const PROD = { ...PRODUCTION, account_name: 'prod' };
const WITHOUT_ALERT = { check: 'dormant-user' };
const NAME = { account_name: 'prod' };

const changes: readonly { readonly what: string; readonly labels: Labels }[] = [
  { what: 'the account has another name', labels: NAME },
  { what: 'the account has another owner', labels: { owner: 'identity' } },
  { what: 'the policy gives the check another severity', labels: { severity: 'critical' } },
  { what: 'the key moves into another slot', labels: { key: '2' } },
];

/** An exporter that loads another name of the account after an hour, and takes its facts along. */
function renamed(minutes: number): Record<string, string> {
  return {
    ...exporter(POD_1, `1x${minutes}`),
    ...configured(POD_1, PRODUCTION, '0x60 stale'),
    ...report(POD_1, PRODUCTION, '1x60 stale'),
    ...configured(POD_1, PROD, `_x61 0x${minutes - 61}`),
    ...report(POD_1, PROD, `_x61 1x${minutes - 61}`),
  };
}

/** A minute after the new one fires at 1h16m, and for hours. */
function endsSoon(before: Labels, after: Labels) {
  return [
    fires(ALERT, '1h15m', before),
    fires(ALERT, '1h17m', after),
    fires(ALERT, '3h', after),
    firesUnderAnyLabels(ALERT, '3h', 166),
  ];
}

const eachLabel: readonly Scenario[] = changes.map(({ what, labels }) => ({
  name: `goes on when ${what}, until the new alert fires`,
  series: {
    ...exporterWith(POD_1, PRODUCTION, '1x180'),
    ...(labels === NAME && renamed(180)),
    ...oldKey(POD_1, '1x60 stale'),
    ...oldKey(POD_1, '_x61 1x119', {}, labels),
  },
  expect: endsSoon(LABELS, { ...LABELS, ...labels }),
}));

const eachLabelOfCounts: readonly Scenario[] = changes
  .filter(({ labels }) => !('key' in labels))
  .map(({ what, labels }) => ({
    name: `goes on with a count when ${what}, until the new alert fires`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x180'),
      ...(labels === NAME && renamed(180)),
      ...count('open', '3x60 stale'),
      ...count('open', '_x61 3x119', labels),
    },
    expect: endsSoon(COUNTED, { ...COUNTED, ...labels }),
  }));

const rarer: readonly Scenario[] = [
  {
    name: 'goes on when the account has another name and the check unknown values, and then is one alert again',
    series: {
      ...renamed(180),
      ...oldKey(POD_1, '1x60 stale'),
      ...oldKey(POD_1, '_x61 1x119', {}, NAME),
      ...count('unknown', '1x60 stale'),
      ...count('unknown', '_x61 1x119', NAME),
    },
    expect: endsSoon(LABELS, { ...LABELS, ...NAME }),
  },
  {
    name: 'goes on when the account has another name and some rows are skipped, and then is one alert again',
    series: {
      ...renamed(180),
      ...oldKey(POD_1, '1x60 stale'),
      ...oldKey(POD_1, '_x61 1x119', {}, NAME),
      ...skippedRows('1x60 stale'),
      ...skippedRows('_x61 1x119', NAME),
    },
    expect: endsSoon(LABELS, { ...LABELS, ...NAME }),
  },
  {
    name: 'is one alert again when two entries of the configuration are one account, and the other one has its report now',
    series: {
      ...exporter(POD_1, '1x180'),
      ...configured(POD_1, PRODUCTION, '0x180'),
      ...configured(POD_1, PROD, '0x180'),
      ...report(POD_1, PRODUCTION, '1x60 stale'),
      ...report(POD_1, PROD, '_x61 1x119'),
      ...oldKey(POD_1, '1x60 stale'),
      ...oldKey(POD_1, '_x61 1x119', {}, NAME),
    },
    expect: endsSoon(LABELS, { ...LABELS, ...NAME }),
  },
  {
    name: 'goes on when a restart gives the account another name, and the exporter has to read it first',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...oldKey(POD_1, '1x60 stale'),
      ...exporterWith(POD_2, STAGING, '_x61 1x119'),
      ...configured(POD_2, PROD, '_x61 0x119'),
      ...report(POD_2, PROD, '_x80 1x100'),
      ...oldKey(POD_2, '_x80 1x100', {}, NAME),
    },
    expect: [
      fires(ALERT, '1h34m', LABELS),
      fires(ALERT, '1h36m', { ...LABELS, ...NAME }),
      firesUnderAnyLabels(ALERT, '3h', 166),
    ],
  },
  {
    name: 'goes on when two replicas take another name of the account one after the other',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x70 stale'),
      ...oldKey(POD_1, '1x70 stale'),
      ...exporterWith(POD_2, PROD, '_x61 1x119'),
      ...oldKey(POD_2, '_x61 1x119', {}, NAME),
    },
    expect: endsSoon(LABELS, { ...LABELS, ...NAME }),
  },
  {
    name: 'ends at once when it is fixed and the account has another name',
    series: {
      ...renamed(120),
      ...oldKey(POD_1, '1x60 stale'),
      // Another exporter has just found it.
      ...exporterWith({ ...POD_2, job: 'another' }, PROD, '1x120'),
      ...oldKey({ ...POD_2, job: 'another' }, '_x61 1x5', {}, NAME),
    },
    expect: [fires(ALERT, '1h', LABELS), nothing(ALERT, '1h1m'), nothing(ALERT, '2h')],
  },
  // A check of severity info has none, also where the policy gives it another severity.
  {
    name: 'is one finding again when the account has another owner and the check no alert',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x180'),
      ...oldKey(POD_1, '1x60 stale', {}, WITHOUT_ALERT),
      ...oldKey(POD_1, '_x61 1x119', {}, { ...WITHOUT_ALERT, owner: 'identity' }),
      ...count('open', '1x60 stale', WITHOUT_ALERT),
      ...count('open', '_x61 1x119', { ...WITHOUT_ALERT, owner: 'identity' }),
    },
    expect: ['sum by (owner) (aws_iam:finding:held)', 'sum by (owner) (aws_iam:check_findings:state)'].map((query) => ({
      at: '3h',
      query,
      gives: [{ labels: { owner: 'identity' }, value: 1 }],
    })),
  },
  {
    name: 'ends at once when one of two old keys of a user is replaced',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...oldKey(POD_1, '1x60 stale'),
      ...oldKey(POD_1, '1x120', {}, { key: '2' }),
    },
    expect: [fires(ALERT, '1h1m', { ...LABELS, key: '2' }), fires(ALERT, '2h', { ...LABELS, key: '2' })],
  },
];

export const otherLabelsScenarios: readonly Scenario[] = [...eachLabel, ...eachLabelOfCounts, ...rarer];
