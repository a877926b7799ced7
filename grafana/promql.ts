/**
 * The queries' building blocks. Two exporters may report the same account, and one of them be a report behind: every family is
 * collapsed before anything else is done with it, on the info side of a join too.
 */
import { COUNT_KEPT } from '../alerts/held.ts';
import { NO_NUMBER } from './thresholds.ts';
import { lastScraped, now, type When } from './when.ts';

/** Which organizational units are above each account of an organization: one series for each of them. */
export const UNIT_INFO = 'aws_iam_account_ou_info';

/** Matches the accounts below the chosen units: `.*` while All are chosen, as an account may be below none. */
export const BELOW_CHOSEN_UNITS = 'account_id=~"${ou_ids:pipe}"';
/** Matchers of what the variables `accounts`, `owner` and `ou` choose. An account without an owner matches owner All. */
export const CHOSEN_ACCOUNTS = `account_name=~"$accounts",owner=~"$owner",${BELOW_CHOSEN_UNITS}`;
/** The same where there is no owner to match, nor an id. */
export const CHOSEN_NAMES = 'account_name=~"$accounts"';
/** The same by id, which is all that facts about users say of their account; not escaped, so that All is `.*` and no list of ids. */
export const CHOSEN_IDS = 'account_id=~"${account_id:pipe}"';
export const CHOSEN_USERS = `${CHOSEN_IDS},user=~"$users"`;

/** Matchers together, without those that are empty. */
export function matching(...matchers: readonly string[]): string {
  return matchers.filter((matcher) => matcher !== '').join(',');
}

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

/** The chosen accounts, with these of their labels. */
export function accounts(labels: string, when = now): string {
  return collapseInfo('account_id', labels, when('aws_iam_account_info', CHOSEN_ACCOUNTS));
}

/**
 * Keeps what belongs to the chosen accounts, and adds their names and owners, "no owner" where there is none. `expr` has the label
 * account_id, and may have more.
 */
export function ofChosenAccounts(expr: string, when = now): string {
  const infos = named(accounts('account_name, owner', when), 'owner', 'no owner');
  return `${expr} * on (account_id) group_left (account_name, owner) ${infos}`;
}

/** An empty label is no label, and no column of a table or name in a legend: `name` is what to call it. */
export function named(expr: string, label: string, name: string): string {
  return `label_replace(${expr}, "${label}", "${name}", "${label}", "")`;
}

/** A series of this value that says something in a label. */
export function labelled(value: string, label: string, text: string): string {
  return `label_replace(${value}, "${label}", "${text}", "", "")`;
}

/** What the names of checks say, by check. */
export function ofChecks(labels: string): string {
  return collapseInfo('check', labels, lastScraped('aws_iam_check_info'));
}

export type Status = 'open' | 'exempt' | 'unknown';

/**
 * Findings of one status in the chosen accounts, by account, check and severity: exporters that call an account, or its owner, by
 * different names count the same findings. Of the open ones also those that the rules hold, whose alert leads here, because the report
 * of a present exporter does not say whether they are still there.
 */
export function checkFindings(status: Status, matchers = '', when = now): string {
  return collapse('account_id, check, severity', anyCheckFindings(status, matchers, when));
}

/** The same once for each exporter that counts them, and so only for whether there are any. */
export function anyCheckFindings(status: Status, matchers = '', when = now): string {
  const chosen = matching(CHOSEN_ACCOUNTS, matchers);
  const counted = when('aws_iam_check_findings', `${chosen},status="${status}"`);
  const held = status === 'open' && when === now ? ` or ${lastScraped(`${COUNT_KEPT}{${chosen}}`)}` : '';
  return `${counted}${held}`;
}

/** How many findings each account has. */
export function findingsByAccount(status: Status, matchers = '', when: When = now): string {
  return `sum by (account_id) (${checkFindings(status, matchers, when)})`;
}

/** Whether any of the chosen accounts was read. */
export const READ = `group(${now('aws_iam_account_info', CHOSEN_ACCOUNTS)})`;

/** How many findings the chosen accounts have; no number where no check that could find any is enabled. */
export function countFindings(status: Status, matchers = ''): string {
  return `sum(${checkFindings(status, matchers)}) or on () ${NO_NUMBER.none} * ${READ}`;
}

/** Whether such a user is there, whatever the report says of it. */
export const CHOSEN_USER = `group(${now('aws_iam_user_info', CHOSEN_USERS)})`;
/** The same without root: nobody, where the configuration lets no user be named (metrics.perUser is false). */
export const CHOSEN_IAM_USER = `group(${now('aws_iam_user_info', `${CHOSEN_USERS},kind!="root"`)})`;

/** `otherwise` where the chosen users are there but nothing to count; where root alone is, there is no telling of the others. */
export function orNothing(expr: string, otherwise: number): string {
  return `${expr} or on () ${otherwise} * ${CHOSEN_IAM_USER} or on () ${NO_NUMBER.onlyRoot} * ${CHOSEN_USER}`;
}
