import { defineCheck } from '../check.ts';
import { severityOfPasswordPolicy } from '../judgements/password-policy.ts';

export const passwordPolicyMissing = defineCheck({
  id: 'password-policy-missing',
  subject: 'account',
  title: 'No password policy',
  severity: 'warning',
  enabled: true,
  openWhen: 'an account has no password policy of its own; of severity info where no user has a password',
  why: "Without one, AWS's default applies: 8 characters, and an old password may be taken again at once. Where no user has a password, it matters on the day that one is made.",
  cis: { '1.4': '1.8, 1.9', '5.0': '1.7, 1.8', '6.0': '2.7, 2.8', '7.0': '2.8, 2.9' },
  securityHub: 'IAM.15, IAM.16',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  columns: ['password_enabled'],
  needs: ['account-settings'],
  fix: [
    {
      text: 'See that there is none: the command answers NoSuchEntity.',
      command: 'aws iam get-account-password-policy',
    },
    {
      text: 'Set one. What is not named is off, and users meet the new rules when they next change their passwords.',
      command:
        'aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24 --allow-users-to-change-password',
    },
  ],
  evaluate: (report, _values, { facts }) => [
    {
      status: facts['account-settings'].value.passwordPolicy === undefined ? 'open' : 'pass',
      ...severityOfPasswordPolicy(report),
    },
  ],
});
