import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withConsole } from '../console-link.ts';
import type { Words } from '../in-words.ts';
import { CHOSEN_USERS, collapse, collapseInfo, ofChosenAccounts } from '../promql.ts';
import { limits } from '../rank.ts';
import { NO_NUMBER } from '../thresholds.ts';
import { now } from '../when.ts';
import {
  about,
  ACCOUNT_COLUMN,
  ACTIVE,
  AGE_COLUMN,
  DAY_COLUMN,
  LIMIT_COLUMN,
  NEVER,
  NO_SUCH_USER,
  OWNER_COLUMN,
  USER_COLUMNS,
} from './credential-columns.ts';
import { fill, type Rows, top } from './rows.ts';
import { type Column, table } from './table.ts';

const KEY = 'account_id, user, key';
const { of, date } = about(KEY);

const active = of('aws_iam_access_key_active');
/** Active keys before inactive ones, the oldest first. A key whose age is not known is a row too. */
const aged = collapse(
  KEY,
  `${now('aws_iam_access_key_age_days', CHOSEN_USERS)} or ${now('aws_iam_access_key_active', CHOSEN_USERS)} * 0`,
);
export const accessKeyRows: Rows = { identity: KEY, all: active, rank: `${active} * 1e6 + ${aged}` };

/** The service, and the region where AWS names one. */
const usedWith = [
  'label_replace(label_join(',
  collapseInfo(KEY, 'last_used_service, last_used_region', now('aws_iam_access_key_last_used_info', CHOSEN_USERS)),
  ', "used_with", ", ", "last_used_service", "last_used_region"), "used_with", "$1", "used_with", "(.+), ")',
].join('');
const lastUsed = `(${date('aws_iam_access_key_last_used_timestamp_seconds')} or ${NO_NUMBER.none} * (${of('aws_iam_access_key_never_used')} > 0))`;
/** The limit that the key exceeds, of the finding that says so. */
const exceeded = (check: string) => limits(`user=~"$users",check="${check}"`, KEY);
const filled = (expr: string) => fill(accessKeyRows, expr);

export interface AccessKeysTable {
  readonly title: string;
  readonly inWords: readonly Words[];
  readonly height: number;
  /** Of several users, in several accounts. */
  readonly whose: boolean;
}

/** Whose key is it, how old, where was it last used, what next. */
export function accessKeysTable({ title, inWords, height, whose }: AccessKeysTable): Panel {
  const columns: readonly Column[] = whose
    ? [...USER_COLUMNS, ACCOUNT_COLUMN, OWNER_COLUMN]
    : [{ field: 'console', title: 'Console', hidden: true }];
  const made: readonly Column[] = whose ? [] : [{ field: 'Value #C', title: 'Created', ...DAY_COLUMN }];
  return table({
    title,
    description:
      'Every access key: whose it is, its age, when and with which service it was last used, and how many days it was idle when AWS made the report. A limit is there only where an open finding says that the key exceeds it. A dash: AWS does not say. The variable Rows says how many keys are shown. Key is the place in the report, not the key ID, which the report does not have.',
    queries: {
      A: withConsole(ofChosenAccounts(top(accessKeyRows))),
      B: filled(active),
      ...(whose ? {} : { C: filled(date('aws_iam_access_key_last_rotated_timestamp_seconds')) }),
      D: filled(of('aws_iam_access_key_age_days')),
      E: filled(exceeded('access-key-not-rotated')),
      F: filled(lastUsed),
      G: filled(of('aws_iam_access_key_idle_days')),
      H: filled(exceeded('access-key-unused')),
      I: `${usedWith} and on (${KEY}) ${top(accessKeyRows)}`,
    },
    columns: [
      ...columns,
      { field: 'key', title: 'Key', width: 45 },
      { field: 'Value #B', title: 'State', width: 75, mappings: [ACTIVE] },
      ...made,
      { field: 'Value #D', title: 'Age', ...AGE_COLUMN },
      { field: 'Value #E', title: 'Age limit', ...LIMIT_COLUMN },
      { field: 'Value #F', title: 'Last used', ...DAY_COLUMN, mappings: [NEVER] },
      { field: 'Value #G', title: 'Idle', ...AGE_COLUMN },
      { field: 'Value #H', title: 'Idle limit', ...LIMIT_COLUMN },
      { field: 'used_with', title: 'Used with', minWidth: 130 },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [
      { field: 'Value #A', descending: true },
      ...(whose ? [{ field: 'account_name' }, { field: 'user' }] : []),
      { field: 'key' },
    ],
    inWords,
    noData: NO_SUCH_USER,
    height,
  });
}
