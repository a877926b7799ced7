import { defineCheck } from '../check.ts';
import { severityOfPasswordPolicy } from '../judgements/password-policy.ts';

export const passwordPolicyMissing = defineCheck({
  id: 'password-policy-missing',
  subject: 'account',
  title: 'No password policy',
  severity: 'warning',
  enabled: true,
  openWhen: 'an account has no password policy of its own (severity info if no user has a password)',
  why: "AWS's default policy asks for 8 characters, and a user may set an old password again at once. If no user has a password today, the policy matters on the day when somebody creates one.",
  cis: { '1.4': '1.8, 1.9', '5.0': '1.7, 1.8', '6.0': '2.7, 2.8', '7.0': '2.8, 2.9' },
  securityHub: 'IAM.15, IAM.16',
  controls: [
    {
      title: 'The password policy asks for at least 14 characters',
    },
    {
      title: 'The password policy remembers 24 old passwords',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  columns: ['password_enabled'],
  needs: ['account-settings'],
  fix: [
    {
      text: 'See that there is none: the answer is NoSuchEntity.',
      command: 'aws iam get-account-password-policy',
    },
    {
      text: 'Set one. It applies to a user when the user next changes the password.',
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
