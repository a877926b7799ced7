import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { notRead } from '../facts-read.ts';
import { CHOSEN_IDS, collapse, ofChosenAccounts, READ } from '../promql.ts';
import { now } from '../when.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const QUOTA = 'account_id, quota';
const of = (name: string) => collapse(QUOTA, now(`aws_iam_account_quota_${name}`, CHOSEN_IDS));
const share = `(${of('used')} / ${of('limit')})`;
/** A quota of one user or policy, of which AWS counts nothing, is a row too. */
const rows: Rows = { identity: QUOTA, all: of('limit'), rank: `${share} or ${of('limit')} * 0` };

/** How full the account is. */
export function quotasTable(height: number): Panel {
  return table({
    title: 'Quotas, the fullest first',
    description:
      'What AWS allows in the account, and how much of it is used. A dash: the quota applies to each user, group, role or policy, and AWS does not say how much is used. Sizes are in characters.',
    queries: {
      A: ofChosenAccounts(top(rows)),
      B: fill(rows, of('used')),
      C: fill(rows, of('limit')),
      D: fill(rows, share),
    },
    columns: [
      { field: 'quota', title: 'Quota', minWidth: 250 },
      { field: 'Value #B', title: 'Used', width: 110 },
      { field: 'Value #C', title: 'Limit', width: 110 },
      { field: 'Value #D', title: 'Share', width: 110, unit: 'percentunit', decimals: 0 },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'quota' }],
    inWords: [{ text: notRead('account-settings'), where: READ }],
    noData: 'no data: nothing was read',
    height,
  });
}
