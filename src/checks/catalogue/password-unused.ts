import { days, defineCheck, UNKNOWN } from '../check.ts';
import { idleSince, judgeIdle } from '../idle.ts';

export const passwordUnused = defineCheck({
  id: 'password-unused',
  subject: 'user',
  title: 'Console password unused',
  severity: 'warning',
  enabled: true,
  openWhen: 'a password is enabled and has been idle for `maxUnusedDays` or longer',
  why: 'A sign-in that nobody needs is a door that nobody watches: its owner may have left, and its password may be in a leak.',
  cis: { '1.4': '1.12', '5.0': '1.11', '6.0': '2.11', '7.0': '2.11' },
  securityHub: 'IAM.22',
  controls: [
    {
      title: 'Credentials that were not used for 45 days are disabled',
      difference:
        'A password that was changed less than 45 days ago passes, even if its last use is older: the control, read strictly, looks only at the last use',
    },
    {
      title: 'Credentials that were not used for 90 days are removed',
      values: { maxUnusedDays: 90 },
      difference:
        'A password that was changed less than 90 days ago passes, even if its last use is older: the control, read strictly, looks only at the last use',
      numbers: { securityHub: 'IAM.8' },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
  columns: ['password_enabled', 'password_last_used', 'password_last_changed'],
  fix: [
    {
      text: 'Ask the owner. The report may be hours old.',
      command: 'aws iam get-user --user-name USER --query User.PasswordLastUsed',
    },
    {
      text: 'Delete the password. The user and its access keys stay.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  limit: days('maxUnusedDays', 45, 'From how many idle days on an enabled password is a finding'),
  evaluate: ({ password }, { maxUnusedDays }, { reportTime }) => {
    if (password.enabled === undefined) return [UNKNOWN];
    if (!password.enabled) return [];
    return [judgeIdle(idleSince(password.lastUsed, password.lastChanged, reportTime), maxUnusedDays)];
  },
});
