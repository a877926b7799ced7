import { defineCheck, OPEN, PASS, UNKNOWN } from '../check.ts';

export const passwordExpired = defineCheck({
  id: 'password-expired',
  subject: 'user',
  title: 'Password expired',
  severity: 'info',
  enabled: true,
  openWhen: 'a password is enabled and the password policy asked for a new one at a time that has passed',
  why: 'Nobody has signed in since: the user may no longer be needed.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
  columns: ['password_enabled', 'password_next_rotation'],
  fix: [
    {
      text: 'The user signs in and sets a new password. If the password policy leaves that to an administrator, an administrator does it.',
      command: 'aws iam update-login-profile --user-name USER --password NEW_PASSWORD --password-reset-required',
    },
    {
      text: 'Or delete the password. Access keys keep working in both cases.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  // Without a moment the policy lets passwords never expire: an answer, not a gap.
  evaluate: ({ password: { enabled, nextRotation } }, _parameters, { reportTime }) => {
    if (enabled === false || nextRotation === undefined) return [];
    if (nextRotation >= reportTime) return [PASS];
    return enabled === undefined ? [UNKNOWN] : [OPEN];
  },
});
