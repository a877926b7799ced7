import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import {
  CHOSEN_IAM_USER,
  CHOSEN_USER,
  CHOSEN_USERS,
  collapse,
  collapseInfo,
  countFindings,
  labelled,
  orNothing,
} from '../promql.ts';
import { TREND_INTERVAL } from '../../alerts/trends.ts';
import { inWords, NEUTRAL, NO_NUMBER, RAMP, COLOURS, ZERO_IS_NONE } from '../thresholds.ts';
import { AS_OF, now } from '../when.ts';
import { barGauge } from './bar-gauge.ts';
import { OLDEST_KEY, oldestActiveKey, ORANGE_IF_OVER } from './oldest-key.ts';
import { countStat, stat } from './stat.ts';
import { timeSeries } from './time-series.ts';
import { ACCOUNT_FINDINGS, activeKeys, NEEDS_RULES } from '../recorded-trends.ts';
import { COUNT } from '../units.ts';

const KEY = 'account_id, user, key';
const of = (family: string) => collapse(KEY, now(family, CHOSEN_USERS));
const active = of('aws_iam_access_key_active');
/** Root has none, and of the others nobody knows. */
const ONLY_ROOT = { onlyRoot: 'root: none' } as const;
const IF_ONLY_ROOT = '"root: none" means that the metrics name no other chosen user.';

/** By the number of quarters that have begun, and so from the bottom of a graph to its top. 90 days is where the check for old keys is open by default. */
const BANDS = [
  'age unknown',
  'up to 90 days',
  '91 to 180 days',
  '181 to 270 days',
  '271 to 360 days',
  'more than 360 days',
] as const;

const BAND_COLOURS = Object.fromEntries(BANDS.map((band, index) => [band, RAMP[index - 1] ?? COLOURS.neutral]));

export function accessKeyCounts(): Panel[] {
  const sum = (expr: string) => orNothing(`sum(${expr})`, 0);
  const finding = (title: string, description: string, check: string) =>
    countStat({
      title,
      description: `${description} Counts all users of the chosen accounts.`,
      expr: countFindings('open', `check="${check}"`),
      otherwise: 'warning',
      mappings: [inWords({ none: 'check is off' })],
      width: 4,
    });
  return [
    stat({
      title: 'Active keys',
      description: `Active access keys of the chosen users. ${IF_ONLY_ROOT}`,
      expr: sum(active),
      thresholds: NEUTRAL,
      mappings: [ZERO_IS_NONE, inWords(ONLY_ROOT)],
      width: 4,
    }),
    stat({
      title: 'Oldest active key',
      description: `Days since the oldest active key of the chosen users was created or last changed. ${ORANGE_IF_OVER} ${IF_ONLY_ROOT}`,
      ...OLDEST_KEY,
      expr: orNothing(oldestActiveKey(), NO_NUMBER.none),
      mappings: [inWords({ none: 'no active key', unknown: 'age unknown', ...ONLY_ROOT })],
      width: 4,
    }),
    countStat({
      title: 'Active, never used',
      description: `Active keys of the chosen users for which AWS has recorded no use. ${IF_ONLY_ROOT}`,
      expr: sum(`${of('aws_iam_access_key_never_used')} * ${active}`),
      otherwise: 'neutral',
      mappings: [inWords(ONLY_ROOT)],
      width: 4,
    }),
    finding('Not rotated', 'Active keys older than the limit.', 'access-key-not-rotated'),
    finding('Unused', 'Active keys that were idle for as long as the limit, or longer.', 'access-key-unused'),
    finding('Two active keys', 'Users who use two keys for longer than the limit.', 'two-active-access-keys'),
  ];
}

/** Of one band or of all, by the label `quarters`. */
function byAge(look: string): string {
  return `sum by (quarters) (${collapse('account_id, quarters', look)})`;
}

export function keysByAge(width: number): Panel {
  // The answer is sorted by labels: `band` comes before `keys`, and puts the bands in order.
  const banded = `label_replace(${byAge(activeKeys())}, "band", "$1", "quarters", "(.+)")`;
  const expr = BANDS.reduce(
    (found, name, quarters) => `label_replace(${found}, "keys", "${name}", "quarters", "${quarters}")`,
    banded,
  );
  const none = (keys: string, where: string) => `or on () ${labelled(`0 * (${where})`, 'keys', keys)}`;
  const noKey = none('none', `group(${ACCOUNT_FINDINGS}) and on () ${CHOSEN_IAM_USER}`);
  const onlyRoot = none('root: none', `${CHOSEN_USER} unless on () ${CHOSEN_IAM_USER}`);
  return timeSeries({
    title: 'Active keys by age',
    description: `Active keys of all users of the chosen accounts by age, the oldest on top. Rotation makes old keys young ones. ${NEEDS_RULES}`,
    queries: [
      {
        expr: `sum by (band, keys) (${expr}) ${noKey} ${onlyRoot}`,
        legend: '{{keys}}',
        saysNothing: 'keys',
      },
    ],
    unit: COUNT,
    interval: TREND_INTERVAL,
    stacked: true,
    colours: BAND_COLOURS,
    width,
  });
}

/** Spread: a fleet whose keys are all a little too old wants something else than one with a few that are years old. */
export function ageHistogram(width: number): Panel {
  return barGauge({
    title: 'Active keys by age now',
    description: `How many active keys of all users of the chosen accounts are in each band of age. ${NEEDS_RULES}`,
    // A query for each, in their order.
    queries: BANDS.map((name, quarters) => {
      const found = byAge(`${activeKeys(`,quarters="${quarters}"`)}${AS_OF}`);
      return {
        expr: labelled(`(${found} or on () 0 * group(${activeKeys()}${AS_OF}))`, 'keys', name),
        legend: '{{keys}}',
        saysNothing: 'keys',
      };
    }),
    colours: BAND_COLOURS,
    width,
  });
}

export function keysByService(width: number): Panel {
  const used = collapseInfo(KEY, 'last_used_service', now('aws_iam_access_key_last_used_info', CHOSEN_USERS));
  return barGauge({
    title: 'Where keys were last used',
    description: 'The ten services with which most keys of the chosen users were last used.',
    queries: [
      {
        expr: `topk(10, count by (last_used_service) (${used})) or on () ${labelled(`0 * ${CHOSEN_USER}`, 'last_used_service', 'no known use')}`,
        legend: '{{last_used_service}}',
        saysNothing: 'last_used_service',
      },
    ],
    width,
  });
}
