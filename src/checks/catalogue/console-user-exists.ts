import { defineCheck, OPEN, PASS, UNKNOWN } from '../check.ts';

export const consoleUserExists = defineCheck({
  id: 'console-user-exists',
  subject: 'user',
  title: 'Console user exists',
  severity: 'info',
  enabled: false,
  openWhen: 'a user has a password',
  why: 'Where people sign in through an identity provider, a user with a password bypasses it and stays when the employee leaves. Off by default, because not everybody has an identity provider.',
  cis: { '1.4': '1.21', '5.0': '1.20', '6.0': '2.20', '7.0': '2.19' },
  controls: [
    {
      title: 'Users are managed in one place, by federation or in one account',
      difference: 'The check does not know in which account users are managed: every IAM user with a password is open',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  columns: ['password_enabled'],
  fix: [
    { text: 'Give the person access through IAM Identity Center or your identity provider.' },
    { text: 'Delete the password.', command: 'aws iam delete-login-profile --user-name USER' },
  ],
  evaluate: ({ password: { enabled } }) => {
    if (enabled === undefined) return [UNKNOWN];
    return [enabled ? OPEN : PASS];
  },
});
