/** The finding that the stories of holding and ending are about: an access key that is too old. */
import { countAlertLabels } from './open-finding.ts';
import { type FiringAlert, KEPT, type Labels, POD_1, PRODUCTION, series } from '../scenario.ts';

export const ALERT = 'AwsIamAccessKeyNotRotated';
export const STAGING = { account_id: '444455556666', account_name: 'staging' };
const MADE = Date.UTC(2023, 2, 8, 9, 30) / 1000;

const OF_CHECK = { check: 'access-key-not-rotated', severity: 'warning' };
const NOBODYS_KEY = { ...PRODUCTION, user: 'deploy', key: '1', ...OF_CHECK };
export const OLD_KEY = { ...NOBODYS_KEY, owner: 'payments' };
export const OUTSIDE_KUBERNETES = { job: 'iam', ...NOBODYS_KEY };

export const FIRING: FiringAlert = {
  labels: { alertname: ALERT, ...KEPT, ...OLD_KEY },
  summary: 'An active access key is older than its limit.',
  description:
    'Access key 1 of user deploy in account production (111122223333) is 120 days old, over the limit of 90 days. The key was created or last changed on 2023-03-08. Create a second key, give it to the programs that use this one, then deactivate this one and delete it some days later. Owner: payments.',
};

export const MOVED = { ...FIRING, labels: { ...FIRING.labels, job: 'moved' } };

/** The series of the old key, `1` in `values` being what each of them has. */
export function oldKey(
  scraped: Labels,
  values: string,
  { limit = 90, severity = 'warning' } = {},
  labels: Labels = {},
) {
  const as = (value: number) => values.replaceAll(/\b1x/g, `${value}x`);
  const all = { ...scraped, ...OLD_KEY, severity, ...labels };
  const key = { ...scraped, account_id: PRODUCTION.account_id, user: 'deploy', key: labels.key ?? '1' };
  return {
    [series('aws_iam_finding', all)]: values,
    [series('aws_iam_finding_age_days', all)]: as(120),
    [series('aws_iam_finding_limit_days', all)]: as(limit),
    [series('aws_iam_access_key_last_rotated_timestamp_seconds', key)]: as(MADE),
  };
}

export function count(status: string, values: string, labels: Labels = {}): Record<string, string> {
  const all = { ...POD_1, ...PRODUCTION, owner: 'payments', ...OF_CHECK, ...labels, status };
  return { [series('aws_iam_check_findings', all)]: values };
}

export function skippedRows(values: string, labels: Labels = {}): Record<string, string> {
  return { [series('aws_iam_credential_report_skipped_rows', { ...POD_1, ...PRODUCTION, ...labels })]: values };
}

/** The labels of the alert that counts, where no user is named. */
export const COUNTED = countAlertLabels(OF_CHECK);
