/** One open finding of each check that has an alert, made from the check's declaration: its series, and the labels of its alert. */
import { alertedChecks } from '../../../../alerts/finding-alerts.ts';
import { findingTexts } from '../../../../alerts/finding-texts.ts';
import { alertName } from '../../../../alerts/rule.ts';
import type { Check } from '../../../../src/checks/check.ts';
import { KEPT, type Labels, PRODUCTION, series } from '../scenario.ts';

type Account = typeof PRODUCTION;

export interface OpenFinding {
  /** PRODUCTION if left out. */
  readonly account?: Account;
  readonly check: string;
  readonly alert: string;
  readonly severity: string;
  /** Empty where the alert is about the account. */
  readonly user: string;
  /** Where the alert is about a key. */
  readonly key?: string;
  /** Of a check by age. */
  readonly days?: { readonly age: number; readonly limit: number };
}

const USERS: Readonly<Record<Check['subject'], string>> = { user: 'deploy', root: '<root_account>', account: '' };

export const openFindings: readonly OpenFinding[] = alertedChecks.map((check) => {
  const days = daysOf(check);
  return {
    check: check.id,
    alert: alertName(check.id),
    severity: check.severity,
    user: USERS[check.subject],
    ...(findingTexts[check.id]?.what.includes('$labels.key') && { key: '1' }),
    ...(days !== undefined && { days }),
  };
});

export interface OpenFindingApart extends OpenFinding {
  readonly account: Account;
}

/** The same, each in an account where nothing else is open: one story tells of them all what is true of each. */
export const openFindingsApart: readonly OpenFindingApart[] = openFindings.map((one, index) => ({
  ...one,
  account: { account_id: String(222_200_000_000 + index), account_name: one.check },
}));

/** The default limit, and an age beyond it. A check that looks for what is young finds what is within it. */
function daysOf({ limit: declared }: Check): OpenFinding['days'] {
  if (declared === undefined) return undefined;
  const { name, default: limit } = declared;
  return { age: name === 'withinDays' ? limit - 1 : limit + 1, limit };
}

const MADE = Date.UTC(2023, 2, 8, 9, 30) / 1000;

/** The labels of the finding, which are also those of its alert. */
function identity({ account = PRODUCTION, check, severity, user, key }: OpenFinding): Labels {
  // An empty label is no label.
  const subject = { ...(user !== '' && { user }), ...(key !== undefined && { key }) };
  return { ...account, owner: 'payments', ...subject, check, severity };
}

export function alertLabels(one: OpenFinding): Labels {
  return { ...KEPT, ...identity(one) };
}

/** Of the alert that counts, where no user is named. */
export function countAlertLabels(
  { check, severity }: Pick<OpenFinding, 'check' | 'severity'>,
  account: Labels = PRODUCTION,
): Labels {
  return { ...KEPT, ...account, owner: 'payments', check, severity, scope: 'account' };
}

/** The series of the finding, `1x` in `values` being what each of them has. */
export function finding(one: OpenFinding, scraped: Labels, values: string, severity = one.severity) {
  const as = (value: number) => values.replaceAll(/\b1x/g, `${value}x`);
  const labels = { ...scraped, ...identity({ ...one, severity }) };
  const { account = PRODUCTION, user, key, days } = one;
  const ofKey = { ...scraped, account_id: account.account_id, user, ...(key !== undefined && { key }) };
  return {
    [series('aws_iam_finding', labels)]: values,
    ...(days !== undefined && {
      [series('aws_iam_finding_age_days', labels)]: as(days.age),
      [series('aws_iam_finding_limit_days', labels)]: as(days.limit),
    }),
    ...(key !== undefined && { [series('aws_iam_access_key_last_rotated_timestamp_seconds', ofKey)]: as(MADE) }),
  };
}

/** How many findings of that check and severity there are, by status. */
export function counts(
  { check, severity }: Pick<OpenFinding, 'check' | 'severity'>,
  scraped: Labels,
  values: Readonly<Record<string, string>>,
  account: Labels = PRODUCTION,
): Record<string, string> {
  const labels = { ...scraped, ...account, owner: 'payments', check, severity };
  return Object.fromEntries(
    Object.entries(values).map(([status, value]) => [series('aws_iam_check_findings', { ...labels, status }), value]),
  );
}
