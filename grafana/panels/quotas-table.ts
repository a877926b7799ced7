import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { notRead } from '../facts-read.ts';
import { CHOSEN_ACCOUNTS, CHOSEN_IDS, collapse, ofChosenAccounts, only } from '../promql.ts';
import { table } from './table.ts';

const QUOTA = 'account_id, quota';
const of = (name: string) => collapse(QUOTA, `aws_iam_account_quota_${name}{${CHOSEN_IDS}}`);
const share = `(${of('used')} / ${of('limit')})`;
/** A quota of one user or policy, of which AWS counts nothing, is a row too. */
const quotas = `topk($limit, ${share} or ${of('limit')} * 0)`;
const fill = (expr: string) => only(expr, QUOTA, quotas);

/** How full the account is. */
export function quotasTable(height: number): Panel {
  return table({
    title: 'Quotas, the fullest first',
    description:
      'What AWS allows in the account, and how much of it is used. A quota with a dash is one of each user, group, role or policy, where AWS counts nothing; sizes are in characters.',
    queries: {
      A: ofChosenAccounts(quotas),
      B: fill(of('used')),
      C: fill(of('limit')),
      D: fill(share),
    },
    columns: [
      { field: 'quota', title: 'Quota' },
      { field: 'account_name', title: 'Account' },
      { field: 'Value #B', title: 'Used', width: 110 },
      { field: 'Value #C', title: 'Limit', width: 110 },
      { field: 'Value #D', title: 'Share', width: 110, unit: 'percentunit' },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    inWords: [{ text: notRead('account-settings'), where: `group(aws_iam_account_info{${CHOSEN_ACCOUNTS}})` }],
    noData: 'no data: nothing was read',
    height,
  });
}
