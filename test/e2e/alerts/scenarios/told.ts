/** What the alert of each check says of one finding, and the series of that finding. */
import { type FiringAlert, KEPT, type Labels, PRODUCTION, series } from '../scenario.ts';

export interface Told {
  readonly check: string;
  readonly alert: string;
  readonly severity: 'critical' | 'warning';
  readonly user?: string;
  readonly key?: string;
  /** Of a check by age. */
  readonly age?: number;
  readonly limit?: number;
  readonly summary: string;
  readonly description: string;
}

export const told: readonly Told[] = [
  {
    check: 'access-key-not-rotated',
    alert: 'AwsIamAccessKeyNotRotated',
    severity: 'warning',
    user: 'deploy',
    key: '1',
    age: 120,
    limit: 90,
    summary: 'An active access key is older than its limit.',
    description:
      'Access key 1 of user deploy in account production (111122223333) is 120 days old, over the limit of 90 days. The key was created or last changed on 2023-03-08. Create a second key, give it to the programs that use this one, then deactivate this one and delete it some days later. Owner: payments.',
  },
  {
    check: 'access-key-unused',
    alert: 'AwsIamAccessKeyUnused',
    severity: 'warning',
    user: 'deploy',
    key: '2',
    age: 45,
    limit: 45,
    summary: 'An active access key is unused.',
    description:
      'Access key 2 of user deploy in account production (111122223333) has not been used or rotated for 45 days, and the limit is 45 days. The key was created or last changed on 2023-03-08. Deactivate it, which you can undo, and delete it when nobody misses it. Owner: payments.',
  },
  {
    check: 'password-unused',
    alert: 'AwsIamPasswordUnused',
    severity: 'warning',
    user: 'alice@example.com',
    age: 400,
    limit: 45,
    summary: 'A console password is unused.',
    description:
      'The password of user alice@example.com in account production (111122223333) has not been used or changed for 400 days, and the limit is 45 days. Ask the user whether it is still needed, and delete the login profile if not. Owner: payments.',
  },
  {
    check: 'console-user-without-mfa',
    alert: 'AwsIamConsoleUserWithoutMfa',
    severity: 'warning',
    user: 'alice@example.com',
    age: 2,
    limit: 1,
    summary: 'A user can sign in to the console without MFA.',
    description:
      'The user alice@example.com in account production (111122223333) has a password and no MFA device, 2 days after the user was created; allowed: 1 day. Ask the user to register a device. If the user does not sign in, delete the login profile. Owner: payments.',
  },
  {
    check: 'user-without-mfa',
    alert: 'AwsIamUserWithoutMfa',
    severity: 'warning',
    user: 'deploy',
    summary: 'A user with credentials has no MFA device.',
    description:
      'The user deploy in account production (111122223333) has a password or an active access key, and no MFA device. Ask the user to register a device. If the user is a machine, replace it by a role. Owner: payments.',
  },
  {
    check: 'two-active-access-keys',
    alert: 'AwsIamTwoActiveAccessKeys',
    severity: 'warning',
    user: 'deploy',
    key: '2',
    age: 8,
    limit: 7,
    summary: 'A user keeps two access keys in use.',
    description:
      'The user deploy in account production (111122223333) still uses the older of two active access keys, 8 days after the newer one was made; allowed: 7 days. The older one is key 2, created or last changed on 2023-03-08. Give the newer key to the programs that use the older one, then deactivate the older one and delete it some days later. Owner: payments.',
  },
  {
    check: 'root-access-key',
    alert: 'AwsIamRootAccessKey',
    severity: 'critical',
    user: '<root_account>',
    key: '1',
    summary: 'Root has an access key.',
    description:
      'Root of account production (111122223333) has access key 1, created or last changed on 2023-03-08. See in CloudTrail what used it, then sign in as root and delete it. Owner: payments.',
  },
  {
    check: 'root-without-mfa',
    alert: 'AwsIamRootWithoutMfa',
    severity: 'critical',
    user: '<root_account>',
    summary: 'Root can sign in without MFA.',
    description:
      'Root of account production (111122223333) has no MFA device. Sign in as root and register two devices. In a member account you can delete the password with central root access instead. Owner: payments.',
  },
  {
    check: 'root-used',
    alert: 'AwsIamRootUsed',
    severity: 'critical',
    user: '<root_account>',
    age: 0,
    limit: 1,
    summary: 'Somebody used root.',
    description:
      'Root of account production (111122223333) was used less than a day before AWS made the report; the exporter reports each use for 1 day. See in CloudTrail what was done, and ask the people who can sign in as root. If none of them did it, it is an incident. Owner: payments.',
  },
  {
    check: 'root-signing-certificate',
    alert: 'AwsIamRootSigningCertificate',
    severity: 'critical',
    user: '<root_account>',
    summary: 'Root has an active signing certificate.',
    description:
      'Root of account production (111122223333) has an active X.509 signing certificate. Sign in as root, deactivate the certificate, and delete it some days later. Owner: payments.',
  },
  {
    check: 'root-credentials-present',
    alert: 'AwsIamRootCredentialsPresent',
    severity: 'warning',
    user: '<root_account>',
    summary: 'Root of a member account has credentials.',
    description:
      'Root of account production (111122223333) has a password, an access key or a signing certificate. Delete them from the management account with central root access. Owner: payments.',
  },
];

const MADE = Date.UTC(2023, 2, 8, 9, 30) / 1000;

function identity({ check, severity, user = '', key }: Told): Labels {
  return { ...PRODUCTION, owner: 'payments', user, ...(key !== undefined && { key }), check, severity };
}

export function firing(one: Told): FiringAlert {
  const { alert, summary, description } = one;
  return { labels: { alertname: alert, ...KEPT, ...identity(one) }, summary, description };
}

/** The series of the finding, `1x` in `values` being what each of them has. */
export function finding(one: Told, scraped: Labels, values: string, severity: string = one.severity) {
  const as = (value: number) => values.replaceAll(/\b1x/g, `${value}x`);
  const labels = { ...scraped, ...identity(one), severity };
  const { user = '', key, age, limit } = one;
  const ofKey = { ...scraped, account_id: PRODUCTION.account_id, user, ...(key !== undefined && { key }) };
  return {
    [series('aws_iam_finding', labels)]: values,
    ...(age !== undefined && { [series('aws_iam_finding_age_days', labels)]: as(age) }),
    ...(limit !== undefined && { [series('aws_iam_finding_limit_days', labels)]: as(limit) }),
    ...(key !== undefined && { [series('aws_iam_access_key_last_rotated_timestamp_seconds', ofKey)]: as(MADE) }),
  };
}

/** How many findings of that check and severity there are, by status. */
export function counts(
  { check, severity }: { readonly check: string; readonly severity: string },
  scraped: Labels,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const labels = { ...scraped, ...PRODUCTION, owner: 'payments', check, severity };
  return Object.fromEntries(
    Object.entries(values).map(([status, value]) => [series('aws_iam_check_findings', { ...labels, status }), value]),
  );
}

export function countFiring({ alert, check, severity, summary }: Omit<Told, 'description'>): FiringAlert {
  return {
    labels: { alertname: alert, ...KEPT, ...PRODUCTION, owner: 'payments', check, severity, scope: 'account' },
    summary,
    description: `The account production (111122223333) has 3 findings of the check ${check}. The metrics name no users: \`iam-credential-exporter check\` with the same configuration lists them. Owner: payments.`,
  };
}
