import { days, defineCheck } from '../check.ts';
import { judgeKeyPair } from '../key-pair.ts';

export const twoActiveAccessKeys = defineCheck({
  id: 'two-active-access-keys',
  subject: 'user',
  title: 'Two active access keys',
  severity: 'warning',
  enabled: true,
  openWhen:
    'a user has two active access keys, the newer one older than `graceDays`, and the older one was used since the newer one was made',
  why: 'Two keys are for the days of a rotation. An old one that is still used long after is a rotation that nobody finishes, and leaves no slot for the next.',
  cis: { '1.4': '1.13', '5.0': '1.12', '6.0': '2.12' },
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated', 'access_key_N_last_used_date'],
  fix: [
    { text: 'See the ids and the dates of both keys.', command: 'aws iam list-access-keys --user-name USER' },
    {
      text: 'See what still uses the older one, and give that the newer one.',
      command: 'aws iam get-access-key-last-used --access-key-id KEY_ID',
    },
    {
      text: 'Deactivate the older one. That can be taken back.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'Delete it after some days. Two programs that need a key each get a user each, or better a role.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  limit: days('graceDays', 7, 'How long both keys may be in use, counted from the day the newer one was made'),
  evaluate: (user, { graceDays }, { reportTime }) => judgeKeyPair(user, 'still used', graceDays, reportTime),
});
