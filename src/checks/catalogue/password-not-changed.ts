import { wholeDaysBetween } from '../../model/time.ts';
import { days, defineCheck, UNKNOWN } from '../check.ts';

export const passwordNotChanged = defineCheck({
  id: 'password-not-changed',
  subject: 'user',
  title: 'Password not changed',
  severity: 'info',
  enabled: false,
  openWhen: 'a password is enabled and was last changed more than `maxAgeDays` ago',
  why: 'Some rules still ask for regular changes. Off by default, because guidance since NIST SP 800-63B advises against changes by the calendar, and MFA does more.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_user-change-own.html',
  columns: ['password_enabled', 'password_last_changed'],
  fix: [
    {
      text: 'The user changes the password: console, your name at the top right, Security credentials.',
    },
    {
      text: 'Or an administrator asks for a new one at the next sign-in.',
      command: 'aws iam update-login-profile --user-name USER --password-reset-required',
    },
  ],
  limit: days('maxAgeDays', 90, 'How old a password may get'),
  evaluate: ({ password: { enabled, lastChanged } }, { maxAgeDays }, { now }) => {
    if (enabled === false) return [];
    if (enabled === undefined || lastChanged === undefined) return [UNKNOWN];
    const days = wholeDaysBetween(lastChanged, now);
    return [{ status: days > maxAgeDays ? 'open' : 'pass', days }];
  },
});
