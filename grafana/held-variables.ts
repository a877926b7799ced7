/** Hidden variables: of which moment a board shows the facts, of which accounts, and which of them are away. All follow from the choices. */
import { HOLD } from '../alerts/rule.ts';
import { EXPORTER, NAMED_ACCOUNT, REPORT_FACT } from '../alerts/series.ts';
import { CHOSEN_ACCOUNTS, labelled, UNIT_INFO } from './promql.ts';
import { fromPrometheus, hidden, type Variable } from './variables.ts';

const INFO = `aws_iam_account_info{${CHOSEN_ACCOUNTS}}`;
const ID_IN_RESULT = '/account_id="([^"]+)"/';
const ALL = { text: 'All', value: '$__all', selected: true };

/** The first of these that has a result. */
const firstOf = (...queries: readonly string[]) => `query_result(${queries.join(' or on () ')})`;

/**
 * When Prometheus last scraped an exporter, in Unix seconds. While it does, that is less than a minute ago; otherwise the boards show how
 * everything was then. Now, if it never did within the hold.
 */
export function asOfVariable(): Variable {
  const scraped = 'timestamp(iam_credential_exporter_build_info)';
  // Close enough together to meet the last sample before the series is marked as gone.
  const query = firstOf(`max(${scraped})`, `max(max_over_time(${scraped}[${HOLD}:15s]))`, 'vector(time())');
  return hidden(fromPrometheus('as_of', 'As of', query).regex('/ ([0-9.]+) /').multi(false).includeAll(false));
}

/**
 * The ids of the accounts below the chosen units: `.*` while All are chosen, as some accounts are below none, and `none` below units
 * without an account. An account that is away is where it was within the hold: one that is there and below no unit is in the root.
 */
export function unitAccountIdsVariable(): Variable {
  const below = `${UNIT_INFO}{ou=~"$ou"}`;
  const there = `(${UNIT_INFO} @ $as_of or aws_iam_account_info @ $as_of)`;
  const before = `last_over_time(${below}[${HOLD}] @ $as_of) unless on (account_id) ${there}`;
  const ids = `group by (account_id) (${below} @ $as_of or ${before})`;
  const query = firstOf(everything('$ou'), ids, called('none'));
  return hidden(several(fromPrometheus('ou_ids', 'OU ids', query).regex(ID_IN_RESULT)));
}

/**
 * The ids of the chosen accounts, for what is said about users: three hundred accounts are not searched for the users of one. Those
 * that are away are among them. While nothing is scraped, of what was last seen, whose history is still there.
 */
export function oneAccountIdVariable(): Variable {
  return ids();
}

/** The same where All can be chosen: then it is `.*`, and no query carries three hundred ids. */
export function accountIdVariable(): Variable {
  return ids(everything('$ou', '$owner', '$accounts'));
}

function ids(...first: readonly string[]): Variable {
  const of = (selector: string) => `group by (account_id) (${selector})`;
  const before = `last_over_time(${INFO}[${HOLD}] @ $as_of) unless on (account_id) aws_iam_account_info @ $as_of`;
  const query = firstOf(...first, of(`${INFO} @ $as_of or ${before}`), of(`last_over_time(${INFO}[$__range])`));
  return hidden(several(fromPrometheus('account_id', 'Account ID', query).regex(ID_IN_RESULT)));
}

/**
 * The ids of chosen accounts that were read within the hold and are not there now, though their exporter is away or still has them in
 * its configuration; `none` without one. All of them are `.+`: an exporter that has just started would have three hundred ids in each query.
 */
export function awayVariable(): Variable {
  const configured = `iam_credential_exporter_refresh_errors_total{${REPORT_FACT}} @ $as_of`;
  const seen = `last_over_time(${INFO}[${HOLD}] @ $as_of)`;
  const left = `(${seen} and on (${EXPORTER}) ${configured} unless on (${NAMED_ACCOUNT}) ${configured})`;
  const away = `group by (account_id) (${seen} unless on (account_id) aws_iam_account_info @ $as_of unless ${left})`;
  const all = `(${called('.+')} and on () count(${away}) == count(group by (account_id) (${seen})))`;
  const query = firstOf(all, away, called('none'));
  return hidden(several(fromPrometheus('away', 'Away', query).regex(ID_IN_RESULT)));
}

/** One pattern and no list of ids, where each of these variables is All. */
function everything(...variables: readonly string[]): string {
  const chosen = labelled('vector(1)', 'chosen', variables.join(' '));
  const all = `label_replace(${chosen}, "account_id", ".*", "chosen", "${variables.map(() => '[.][*]').join(' ')}")`;
  return `(${all} unless on (account_id) vector(1))`;
}

function called(id: string): string {
  return labelled('vector(1)', 'account_id', id);
}

/** Without a value of its own for All, Grafana takes each of the values. */
function several(variable: ReturnType<typeof fromPrometheus>) {
  return variable.multi(true).includeAll(true).current(ALL);
}
