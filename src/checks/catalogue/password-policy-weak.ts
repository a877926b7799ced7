import { defineCheck, type Outcome } from '../check.ts';
import { severityOfPasswordPolicy } from '../judgements/password-policy.ts';

export const passwordPolicyWeak = defineCheck({
  id: 'password-policy-weak',
  subject: 'account',
  title: 'Weak password policy',
  severity: 'warning',
  enabled: true,
  openWhen:
    'the password policy of an account allows passwords shorter than `minimumLength`, or remembers fewer old passwords than `reusePrevention` (severity info if no user has a password)',
  why: 'Length makes a password hard to guess, and a user who may set an old password again changes nothing. If no user has a password today, the policy matters on the day when somebody creates one.',
  cis: { '1.4': '1.8, 1.9', '5.0': '1.7, 1.8', '6.0': '2.7, 2.8', '7.0': '2.8, 2.9' },
  securityHub: 'IAM.15, IAM.16',
  controls: [
    {
      title: 'The password policy asks for at least 14 characters',
      values: { minimumLength: 14, reusePrevention: 0 },
    },
    {
      title: 'The password policy remembers 24 old passwords',
      values: { minimumLength: 0, reusePrevention: 24 },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  columns: ['password_enabled'],
  needs: ['account-settings'],
  fix: [
    { text: 'See the present policy.', command: 'aws iam get-account-password-policy' },
    {
      text: 'Set it again, together with all its other rules: the command replaces the whole policy, and turns off each rule that it does not name.',
      command:
        'aws iam update-account-password-policy --minimum-password-length 14 --password-reuse-prevention 24 --allow-users-to-change-password',
    },
    { text: 'Ask users to change their passwords: the policy applies only then.' },
  ],
  // The ranges are those of IAM.
  parameters: {
    minimumLength: { default: 14, least: 6, most: 128, help: 'How many characters the policy must ask for at least' },
    reusePrevention: {
      default: 24,
      least: 0,
      most: 24,
      help: 'How many old passwords of a user the policy must remember at least',
    },
  },
  evaluate: (report, { minimumLength, reusePrevention }, { facts }) => {
    const policy = facts['account-settings'].value.passwordPolicy;
    // None at all is a finding of another check.
    if (policy === undefined) return [];
    const isReused = (policy.reusePrevention ?? 0) < reusePrevention;
    const isShort = policy.minimumLength === undefined ? undefined : policy.minimumLength < minimumLength;
    const severity = severityOfPasswordPolicy(report);
    const status: Outcome['status'] =
      isReused || isShort === true ? 'open' : isShort === undefined ? 'unknown' : 'pass';
    return [{ status, ...severity }];
  },
});
