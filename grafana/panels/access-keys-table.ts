import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withConsole } from '../console-link.ts';
import { CHOSEN_USERS, collapse, collapseInfo, named, ofChosenAccounts, only } from '../promql.ts';
import type { Words } from '../in-words.ts';
import { none, ZERO_IS_NONE } from '../thresholds.ts';
import { about, ACTIVE, DATE, NO_SUCH_USER, USED, WHOSE } from './credential-columns.ts';
import { table } from './table.ts';
import { DAYS } from '../units.ts';

const KEY = 'account_id, user, key';
const { of, fill, date } = about(KEY);

/** Active keys before inactive ones, the oldest first. A key whose age is not known is a row too. */
const aged = collapse(
  KEY,
  `aws_iam_access_key_age_days{${CHOSEN_USERS}} or aws_iam_access_key_active{${CHOSEN_USERS}} * 0`,
);
const keys = `topk($limit, ${of('aws_iam_access_key_active')} * 1e6 + ${aged})`;
const lastUse = collapseInfo(
  KEY,
  'last_used_service, last_used_region',
  `aws_iam_access_key_last_used_info{${CHOSEN_USERS}}`,
);
const findings = `count by (${KEY}) (${collapse(`${KEY}, check`, `aws_iam_finding{${CHOSEN_USERS},key!=""}`)})`;

/** Whose key is it, how old, where was it last used, what next. */
export function accessKeysTable(title: string, inWords: readonly Words[], height: number): Panel {
  return table({
    title,
    description:
      'Every access key: whose it is, its age, when and with which service it was last used, how many days it was idle when AWS made the report, and how many findings about it are open. The user links to the board that says what to do. A dash: AWS does not say. The variable Rows says how many keys are shown. Key is the place in the report, not the key ID, which the report does not have.',
    queries: {
      A: withConsole(ofChosenAccounts(keys)),
      B: fill('aws_iam_access_key_active', keys),
      C: date('aws_iam_access_key_last_rotated_timestamp_seconds', keys),
      D: fill('aws_iam_access_key_age_days', keys),
      E: date('aws_iam_access_key_last_used_timestamp_seconds', keys),
      F: fill('aws_iam_access_key_idle_days', keys),
      G: fill('aws_iam_access_key_never_used', keys),
      H: named(only(lastUse, KEY, keys), 'last_used_region', 'no region'),
      I: only(`(${findings} or ${of('aws_iam_access_key_active')} * 0)`, KEY, keys),
    },
    columns: [
      ...WHOSE,
      { field: 'key', title: 'Key', width: 60 },
      { field: 'Value #B', title: 'State', width: 80, mappings: [ACTIVE] },
      { field: 'Value #C', title: 'Made', ...DATE },
      { field: 'Value #D', title: 'Age', width: 100, unit: DAYS },
      { field: 'Value #G', title: 'Use', width: 100, mappings: [USED] },
      { field: 'Value #E', title: 'Last used', ...DATE },
      { field: 'Value #F', title: 'Idle', width: 100, unit: DAYS },
      { field: 'last_used_service', title: 'Service', width: 110 },
      { field: 'last_used_region', title: 'Region', width: 120 },
      { field: 'Value #I', title: 'Open findings', width: 120, mappings: [ZERO_IS_NONE], thresholds: none('neutral') },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    inWords,
    noData: NO_SUCH_USER,
    height,
  });
}
