import { reportOf } from '../../model/facts/account-facts.ts';
import { type AccountSettings, CHARACTER_CLASSES, type Quota } from '../../model/facts/account-settings.ts';
import type { Family, Level, Sample } from '../family.ts';
import type { World } from '../world.ts';

export interface AccountSettingsSubject {
  readonly accountId: string;
  readonly settings: AccountSettings;
}

/** The password policy and the quotas of one account. */
export const accountSettingsFamilies: readonly Family<AccountSettingsSubject>[] = [
  {
    name: 'aws_iam_password_policy_present',
    type: 'gauge',
    help: '1 if the account has a password policy of its own, 0 if it has none: AWS then applies its default policy.',
    labels: [],
    absent: 'until the exporter has read the fact',
    example: 'aws_iam_password_policy_present == 0',
    read: ({ settings }) => Number(settings.passwordPolicy !== undefined),
  },
  {
    name: 'aws_iam_password_policy_min_length',
    type: 'gauge',
    help: 'How many characters a password must have at least, by the password policy of the account.',
    labels: [],
    absent: 'without a password policy',
    example: 'aws_iam_password_policy_min_length < 14',
    read: ({ settings }) => settings.passwordPolicy?.minimumLength,
  },
  {
    name: 'aws_iam_password_policy_max_age_days',
    type: 'gauge',
    help: 'After how many days a password expires, by the password policy of the account.',
    labels: [],
    absent: 'without a password policy, and if its passwords do not expire',
    example: 'aws_iam_password_policy_max_age_days > 90',
    read: ({ settings }) => settings.passwordPolicy?.maxAgeDays,
  },
  {
    name: 'aws_iam_password_policy_reuse_prevention',
    type: 'gauge',
    help: 'How many earlier passwords a user cannot take again, by the password policy of the account.',
    labels: [],
    absent: 'without a password policy, and if it lets a user take any earlier password again',
    example: 'aws_iam_password_policy_reuse_prevention < 24',
    read: ({ settings }) => settings.passwordPolicy?.reusePrevention,
  },
  {
    name: 'aws_iam_password_policy_requires',
    type: 'gauge',
    help: '1 if the password policy requires such a character in a password, else 0. character_class is uppercase, lowercase, numbers or symbols.',
    labels: ['character_class'],
    absent: 'without a password policy',
    example: 'aws_iam_password_policy_requires{character_class="symbols"} == 0',
    read: ({ settings: { passwordPolicy } }) =>
      passwordPolicy &&
      CHARACTER_CLASSES.map((name) => ({ labels: [name], value: Number(passwordPolicy.requires[name]) })),
  },
  {
    name: 'aws_iam_account_quota_used',
    type: 'gauge',
    help: 'How much of the quota the account uses. quota is the name that AWS gives it, such as Users or Roles.',
    labels: ['quota'],
    absent: 'for a quota of one user, group, role or policy, where AWS counts nothing',
    example: 'aws_iam_account_quota_used / aws_iam_account_quota_limit > 0.8',
    read: (subject) => perQuota(subject, ({ used }) => used),
  },
  {
    name: 'aws_iam_account_quota_limit',
    type: 'gauge',
    help: 'The most that AWS allows: in the account or, where the name of the quota says so, for one user, group, role or policy. Sizes are in characters.',
    labels: ['quota'],
    absent: 'until the exporter has read the fact',
    example: 'aws_iam_account_quota_limit{quota="AccessKeysPerUser"}',
    read: (subject) => perQuota(subject, ({ limit }) => limit),
  },
];

function perQuota(
  { settings }: AccountSettingsSubject,
  value: (quota: Quota) => number | undefined,
): readonly Sample[] {
  return [...settings.quotas].flatMap(([name, quota]) => {
    const sample = value(quota);
    return sample === undefined ? [] : [{ labels: [name], value: sample }];
  });
}

export const accountSettingsLevel: Level<World, AccountSettingsSubject> = {
  name: 'account settings',
  introduction:
    'One series per account of which the exporter reads the fact `account-settings`. It does so once the configuration [turns the fact on](configuration.md#configuration-file).',
  labels: [{ name: 'account_id', of: ({ accountId }) => accountId }],
  families: accountSettingsFamilies,
  *select({ assessment }) {
    for (const { facts } of assessment.accounts) {
      const settings = facts.facts['account-settings']?.value;
      if (settings !== undefined) yield { accountId: reportOf(facts).accountId, settings };
    }
  },
};
