import { days, defineCheck, NO_GRACE } from '../check.ts';
import { judgeKeyPair } from '../key-pair.ts';

export const twoActiveAccessKeys = defineCheck({
  id: 'two-active-access-keys',
  subject: 'user',
  title: 'Two active access keys',
  severity: 'warning',
  enabled: true,
  openWhen:
    'a user has two active access keys, the newer one older than `graceDays`, and the older one was used since the newer one was made',
  why: 'A user needs two keys only during the days of a rotation. If the old key is still in use long after, nobody finishes the rotation, and the next one finds no free slot.',
  cis: { '1.4': '1.13', '5.0': '1.12', '6.0': '2.12' },
  controls: [
    {
      title: 'A user has only one active access key',
      values: { graceDays: NO_GRACE },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated', 'access_key_N_last_used_date'],
  fix: [
    { text: 'See the ids and the dates of both keys.', command: 'aws iam list-access-keys --user-name USER' },
    {
      text: 'See which service and region the older one is still used with, and replace it there by the newer one.',
      command: 'aws iam get-access-key-last-used --access-key-id KEY_ID',
    },
    {
      text: 'Deactivate the older one. You can activate it again.',
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
