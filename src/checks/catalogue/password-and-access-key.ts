import { defineCheck, OPEN, UNKNOWN } from '../check.ts';

export const passwordAndAccessKey = defineCheck({
  id: 'password-and-access-key',
  subject: 'user',
  title: 'Password and access key on one user',
  severity: 'info',
  enabled: false,
  openWhen: 'a user has a password and an active access key',
  why: 'A user should be a person or a machine. A user that is both cannot have the limits of either, and CloudTrail does not say which of the two acted.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  columns: ['password_enabled', 'access_key_N_active'],
  fix: [
    { text: 'See what the key is for.', command: 'aws iam list-access-keys --user-name USER' },
    { text: 'Give the machine a role, or a user of its own, and take the key from the person.' },
    {
      text: 'Or, if no person signs in, delete the password.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  evaluate: ({ password, accessKeys }) => {
    if (password.enabled === false || !accessKeys.some(({ active }) => active)) return [];
    return password.enabled === undefined ? [UNKNOWN] : [OPEN];
  },
});
