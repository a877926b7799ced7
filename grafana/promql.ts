/**
 * The queries' building blocks. Two exporters may report the same account, and one of them be a report behind: every family is
 * collapsed before anything else is done with it, on the info side of a join too.
 */
import { NO_NUMBER } from './thresholds.ts';
import { now } from './when.ts';

/** Matchers of what the variables `account` and `owner` choose. An account without an owner matches owner All. */
export const CHOSEN_ACCOUNTS = 'account_name=~"$account",owner=~"$owner"';
/** The same by id, which is all that facts about users say of their account. */
export const CHOSEN_IDS = 'account_id=~"$account_id"';
export const CHOSEN_USERS = `${CHOSEN_IDS},user=~"$user"`;

/** All targets of a job are replicas of one exporter, and each exporter has account names of its own: without a list, `default`. */
export const NAMED_ACCOUNT = 'namespace, job, account_name';
/** One of an account's facts, such as its credential report. */
export const NAMED_FACT = `${NAMED_ACCOUNT}, fact`;
/** An account is read when its report is, and fails when its report cannot be: another fact that fails does not count. */
export const REPORT_FACT = 'fact="credential-report"';

/** One series for each combination of the labels, whatever the number of replicas. */
export function collapse(labels: string, selector: string): string {
  return `max by (${labels}) (${selector})`;
}

/** The same for a time. */
export function earliest(labels: string, selector: string): string {
  return `min by (${labels}) (${selector})`;
}

/** The same for an info family: the replicas may disagree about its other labels for as long as their reports differ. */
export function collapseInfo(identity: string, labels: string, selector: string): string {
  return `topk by (${identity}) (1, ${collapse(`${identity}, ${labels}`, selector)})`;
}

/**
 * Keeps what belongs to the chosen accounts, and adds their names and owners, "no owner" where there is none. `expr` has the label
 * account_id, and may have more.
 */
export function ofChosenAccounts(expr: string, when = now): string {
  const info = when(`aws_iam_account_info{${CHOSEN_ACCOUNTS}}`);
  const accounts = collapseInfo('account_id', 'account_name, owner', info);
  return `${expr} * on (account_id) group_left (account_name, owner) ${named(accounts, 'owner', 'no owner')}`;
}

/** An empty label is no label, and no column of a table or name in a legend: `name` is what to call it. */
export function named(expr: string, label: string, name: string): string {
  return `label_replace(${expr}, "${label}", "${name}", "${label}", "")`;
}

/** Rows that `rows` has too. */
export function only(expr: string, labels: string, rows: string): string {
  return `${expr} and on (${labels}) (${rows})`;
}

/**
 * `aws_iam_check_findings` of one status in the chosen accounts, by account, check and severity: exporters that call an account, or its
 * owner, by different names count the same findings.
 */
export function checkFindings(matchers: string, when = now): string {
  return collapse('account_id, check, severity', when(`aws_iam_check_findings{${CHOSEN_ACCOUNTS},${matchers}}`));
}

/** How many findings each account has. */
export function findingsByAccount(matchers: string, when = now): string {
  return `sum by (account_id) (${checkFindings(matchers, when)})`;
}

/** How many findings the chosen accounts have; no number where no check that could find any is enabled. */
export function countFindings(matchers: string): string {
  const read = `group(aws_iam_account_info{${CHOSEN_ACCOUNTS}})`;
  return `sum(${checkFindings(matchers)}) or on () ${NO_NUMBER.none} * ${read}`;
}

/** Whether such a user is there, whatever the report says of it. */
export const CHOSEN_USER = `group(aws_iam_user_info{${CHOSEN_USERS}})`;
/** The same without root: nobody, where the configuration lets no user be named (metrics.perUser is false). */
export const CHOSEN_IAM_USER = `group(aws_iam_user_info{${CHOSEN_USERS},kind!="root"})`;

/** `otherwise` where the chosen users are there but nothing to count; where root alone is, there is no telling of the others. */
export function orNothing(expr: string, otherwise: number): string {
  return `${expr} or on () ${otherwise} * ${CHOSEN_IAM_USER} or on () ${NO_NUMBER.onlyRoot} * ${CHOSEN_USER}`;
}
