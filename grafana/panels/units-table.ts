import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { UNIT_LINK } from '../links.ts';
import { byUnit } from '../organizational-units.ts';
import { checkFindings, CHOSEN_ACCOUNTS, READ } from '../promql.ts';
import { weighed } from '../rank.ts';
import { now } from '../when.ts';
import { COUNT_COLUMNS, counts, NO_DATA, RANK } from './finding-groups.ts';
import { fillAll, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const accounts = byUnit(`group by (account_id) (${now('aws_iam_account_info', CHOSEN_ACCOUNTS)})`);
/** One where no check is enabled is a row too. */
const all = `(0 * ${accounts})`;
const rows: Rows = { identity: 'ou', all, rank: `(${byUnit(weighed('account_id', checkFindings('open')))} or ${all})` };

export function unitsTable(width: number, height: number): Panel {
  return table({
    title: 'Organizational units, the worst first',
    description:
      'Open findings of the chosen accounts by the organizational units above them. An account in a nested unit counts in its parents too, so that the rows are not to be added up. An account directly in the root is in no row.',
    queries: { A: top(rows), ...counts(rows, byUnit), E: fillAll(rows, accounts) },
    onlyRowsOfA: true,
    columns: [
      { field: 'ou', title: 'OU', minWidth: 170, links: [UNIT_LINK] },
      { field: 'Value #E', title: 'Accounts', width: 80 },
      ...COUNT_COLUMNS,
      RANK,
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'ou' }],
    inWords: [{ text: 'no organizational unit of these accounts is known', where: READ }],
    noData: NO_DATA,
    width,
    height,
  });
}
