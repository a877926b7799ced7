import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHARACTER_CLASSES } from '../../src/model/facts/account-settings.ts';
import { notRead } from '../facts-read.ts';
import { CHOSEN_IDS, collapse, ofChosenAccounts, READ } from '../promql.ts';
import { zeroOrOne } from '../thresholds.ts';
import { DAYS } from '../units.ts';
import { now } from '../when.ts';
import { fill, type Rows, top } from './rows.ts';
import { type Column, table } from './table.ts';

const of = (name: string, matchers = '') =>
  collapse('account_id', now(`aws_iam_password_policy_${name}`, `${CHOSEN_IDS}${matchers}`));
const rows: Rows = { identity: 'account_id', all: of('present') };
const filled = (expr: string) => fill(rows, expr);

const YES_NO = zeroOrOne(['no', 'neutral'], ['yes', 'neutral']);
/** A column for each kind of character, of a query of its own. */
const CLASSES = CHARACTER_CLASSES.map((name, index) => ({ name, refId: 'EFGH'.charAt(index) }));

/** What an account asks of its users' passwords. The checks say what is too little. */
export function passwordPolicyTable(height: number): Panel {
  return table({
    title: 'Password policy',
    description:
      'What the account asks of a console password. If the account has no policy of its own, the default of AWS applies. A dash: the policy does not set it.',
    queries: {
      A: ofChosenAccounts(top(rows)),
      B: filled(of('min_length')),
      C: filled(of('max_age_days')),
      D: filled(of('reuse_prevention')),
      ...Object.fromEntries(
        CLASSES.map(({ name, refId }) => [refId, filled(of('requires', `,character_class="${name}"`))]),
      ),
    },
    columns: [
      {
        field: 'Value #A',
        title: 'Own policy',
        minWidth: 100,
        mappings: [zeroOrOne(['none', 'neutral'], ['set', 'neutral'])],
      },
      { field: 'Value #B', title: 'Minimum length', width: 135 },
      { field: 'Value #C', title: 'Expires after', width: 120, unit: DAYS },
      { field: 'Value #D', title: 'Earlier ones refused', width: 170 },
      ...CLASSES.map(({ name, refId }): Column => {
        const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
        return { field: `Value #${refId}`, title, width: 100, mappings: [YES_NO] };
      }),
    ],
    sort: [{ field: 'Value #A', descending: true }],
    inWords: [{ text: notRead('account-settings'), where: READ }],
    noData: 'no data: nothing was read',
    height,
  });
}
