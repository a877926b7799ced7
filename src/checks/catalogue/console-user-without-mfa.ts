import { wholeDaysBetween } from '../../model/time.ts';
import { days, defineCheck, NO_GRACE, UNKNOWN } from '../check.ts';

export const consoleUserWithoutMfa = defineCheck({
  id: 'console-user-without-mfa',
  subject: 'user',
  title: 'Console user without MFA',
  severity: 'warning',
  enabled: true,
  openWhen: 'a user has a password and no MFA device, and is older than `graceDays`',
  why: 'Without a second factor, one guessed or phished password is enough to sign in.',
  cis: { '1.4': '1.10', '5.0': '1.9', '6.0': '2.9', '7.0': '2.10' },
  securityHub: 'IAM.5',
  controls: [
    {
      title: 'Every IAM user with a console password has an MFA device',
      values: { graceDays: NO_GRACE },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
  columns: ['password_enabled', 'mfa_active', 'user_creation_time'],
  fix: [
    {
      text: 'The user registers a device: console, your name at the top right, Security credentials, Assign MFA device. A passkey or a security key withstands phishing.',
    },
    { text: 'See that it is there.', command: 'aws iam list-mfa-devices --user-name USER' },
    {
      text: 'A user who only needs access keys needs no password.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  limit: days('graceDays', 1, 'How old a user may be before its MFA device is expected'),
  evaluate: ({ password, mfaActive, created }, { graceDays }, { reportTime }) => {
    if (password.enabled === undefined) return [UNKNOWN];
    if (!password.enabled) return [];
    const days = wholeDaysBetween(created, reportTime);
    return [{ status: !mfaActive && days > graceDays ? 'open' : 'pass', days }];
  },
});
