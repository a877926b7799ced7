/** Whether the exporter has read a fact beyond the report. Where it has not, nothing is known, and that is not "none". */
import { NAMED_ACCOUNT } from '../alerts/series.ts';
import type { FactName } from '../src/model/facts/catalogue.ts';
import { CHOSEN_ACCOUNTS, CHOSEN_NAMES, collapse } from './promql.ts';
import { away, lastScraped, lastSeen, there, type When } from './when.ts';

/** A series for each chosen account of which the fact was read, by `account_id`. */
function accountsWith(fact: FactName): string {
  const read = `iam_credential_exporter_fact_timestamp_seconds{fact="${fact}",${CHOSEN_NAMES}}`;
  const accounts = (when: When, readThen: string) =>
    `${collapse(`${NAMED_ACCOUNT}, account_id`, when('aws_iam_account_info', CHOSEN_ACCOUNTS))} and on (${NAMED_ACCOUNT}) ${collapse(NAMED_ACCOUNT, readThen)}`;
  return `group by (account_id) (${accounts(there, lastScraped(read))} or ${accounts(away, lastSeen(read))})`;
}

/** Those of the rows whose account the fact was read of. `rows` has the label `account_id`. */
export function ofAccountsWith(fact: FactName, rows: string): string {
  return `(${rows} and on (account_id) ${accountsWith(fact)})`;
}

/** Why there is nothing to show of a fact. */
export function notRead(fact: FactName): string {
  return `not read: the fact ${fact} is off, or the exporter could not read it`;
}
