/** Numbers of accounts by the organizational units above them: one that is in a nested unit counts in its parents too. */
import { CHOSEN_IDS, collapse, UNIT_INFO } from './promql.ts';
import { away, there } from './when.ts';

/** As they are now, in graphs too: else an account that was moved would look like findings that end in one unit and open in another. */
const now = there(UNIT_INFO, CHOSEN_IDS);
const UNITS = collapse('account_id, ou', `${now} or ${away(UNIT_INFO, CHOSEN_IDS)} unless on (account_id) ${now}`);

/** @param ofAccounts one number for each account, by `account_id`. */
export function byUnit(ofAccounts: string): string {
  return `sum by (ou) (${UNITS} * on (account_id) group_left () ${ofAccounts})`;
}
