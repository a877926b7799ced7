import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_IAM_USER, CHOSEN_USER, CHOSEN_USERS, collapseInfo, countFindings, orNothing } from '../promql.ts';
import { inWords, NEUTRAL, NO_NUMBER, ZERO_IS_NONE } from '../thresholds.ts';
import { about } from './credential-columns.ts';
import { barGauge } from './bar-gauge.ts';
import { oldestReport } from './report-age.ts';
import { countStat, stat } from './stat.ts';
import { timeSeries } from './time-series.ts';
import { DAYS } from '../units.ts';

const KEY = 'account_id, user, key';
const { of } = about(KEY);
const active = of('aws_iam_access_key_active');
/** Root has none, and of the others nobody knows. */
const ONLY_ROOT = { onlyRoot: 'root: none' } as const;
const IF_ONLY_ROOT = '"root: none" means that the metrics name no other chosen user.';
const ages = `(${of('aws_iam_access_key_age_days')} and on (${KEY}) ${active} == 1)`;

/** By the number of quarters that have begun. 90 days is where the check for old keys is open by default. */
const BANDS = [
  'age unknown',
  'up to 90 days',
  '91 to 180 days',
  '181 to 270 days',
  '271 to 360 days',
  'more than 360 days',
] as const;

export function accessKeyCounts(): Panel[] {
  const sum = (expr: string) => orNothing(`sum(${expr})`, 0);
  const finding = (title: string, description: string, check: string, width = 3) =>
    countStat({
      title,
      description: `${description} Counts all users of the chosen accounts.`,
      expr: countFindings(`status="open",check="${check}"`),
      otherwise: 'warning',
      mappings: [inWords({ none: 'check is off' })],
      width,
    });
  return [
    stat({
      title: 'Active keys',
      description: `Active access keys of the chosen users. ${IF_ONLY_ROOT}`,
      expr: sum(active),
      thresholds: NEUTRAL,
      mappings: [ZERO_IS_NONE, inWords(ONLY_ROOT)],
      width: 3,
    }),
    stat({
      title: 'Oldest active key',
      description: `Days since the oldest active key of the chosen users was created or last changed. ${IF_ONLY_ROOT}`,
      expr: orNothing(`max(${ages}) or on () ${NO_NUMBER.unknown} * group(${active} == 1)`, NO_NUMBER.none),
      unit: DAYS,
      mappings: [inWords({ none: 'no active key', unknown: 'age unknown', ...ONLY_ROOT })],
      width: 4,
    }),
    countStat({
      title: 'Active, never used',
      description: `Active keys of the chosen users for which AWS has recorded no use. ${IF_ONLY_ROOT}`,
      expr: sum(`${of('aws_iam_access_key_never_used')} * ${active}`),
      otherwise: 'warning',
      mappings: [inWords(ONLY_ROOT)],
      width: 3,
    }),
    finding('Not rotated', 'Active keys older than the limit.', 'access-key-not-rotated'),
    finding('Unused', 'Active keys that were idle for as long as the limit, or longer.', 'access-key-unused'),
    finding('Two active keys', 'Users who use two keys for longer than the limit.', 'two-active-access-keys', 4),
    oldestReport(4),
  ];
}

export function keysByAge(width: number): Panel {
  // One query for all bands: what it costs is to find the active keys.
  const bands = `count_values("band", ceil(clamp(${ages}, 1, 361) / 90) or (${active} == 1) * 0)`;
  const expr = BANDS.reduce(
    (found, name, quarters) => `label_replace(${found}, "band", "${name}", "band", "${quarters}")`,
    bands,
  );
  const none = (band: string, where: string) => `or on () label_replace(0 * ${where}, "band", "${band}", "", "")`;
  return timeSeries({
    title: 'Active keys by age',
    description: `Active keys of the chosen users by age. Rotation makes old keys young ones. ${IF_ONLY_ROOT}`,
    queries: [
      { expr: `${expr} ${none('none', CHOSEN_IAM_USER)} ${none('root: none', CHOSEN_USER)}`, legend: '{{band}}' },
    ],
    unit: 'none',
    interval: '6h',
    stacked: true,
    width,
  });
}

export function keysByService(width: number): Panel {
  const used = collapseInfo(KEY, 'last_used_service', `aws_iam_access_key_last_used_info{${CHOSEN_USERS}}`);
  return barGauge({
    title: 'Where keys were last used',
    description: 'The ten services with which most keys of the chosen users were last used.',
    expr: `topk(10, count by (last_used_service) (${used})) or on () label_replace(0 * ${CHOSEN_USER}, "last_used_service", "no known use", "", "")`,
    legend: '{{last_used_service}}',
    width,
  });
}
