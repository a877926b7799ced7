import { days, defineCheck, NO_GRACE } from '../check.ts';
import { judgeKeyPair } from '../key-pair.ts';

export const accessKeyRotationUnfinished = defineCheck({
  id: 'access-key-rotation-unfinished',
  subject: 'user',
  title: 'Access key rotation unfinished',
  severity: 'info',
  enabled: true,
  openWhen:
    'a user has two active access keys, and the older one was not used since the newer one was made, more than `graceDays` ago',
  why: 'The rotation worked, but its last step is missing: nobody needs the old key any more, and it still works.',
  controls: [
    {
      title: 'A user has only one active access key',
      values: { graceDays: NO_GRACE },
      numbers: { cis: { '1.4': '1.13', '5.0': '1.12', '6.0': '2.12' } },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated', 'access_key_N_last_used_date'],
  fix: [
    { text: 'See the ids and the dates of both keys.', command: 'aws iam list-access-keys --user-name USER' },
    {
      text: 'Deactivate the older one. You can activate it again.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'Delete it after some days.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  limit: days('graceDays', 14, 'How long the older key may stay, counted from the day the newer one was made'),
  evaluate: (user, { graceDays }, { reportTime }) => judgeKeyPair(user, 'no longer used', graceDays, reportTime),
});
