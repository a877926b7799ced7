import { wholeDaysBetween } from '../../model/time.ts';
import { days, defineCheck } from '../check.ts';

export const accessKeyNotRotated = defineCheck({
  id: 'access-key-not-rotated',
  subject: 'user',
  title: 'Access key not rotated',
  severity: 'warning',
  enabled: true,
  openWhen: 'an access key is active and older than `maxAgeDays`',
  why: 'An access key works until somebody deactivates it. The older it is, the more laptops, build logs and repositories may hold a copy.',
  cis: { '1.4': '1.14', '5.0': '1.13', '6.0': '2.13', '7.0': '2.12' },
  securityHub: 'IAM.3',
  controls: [
    {
      title: 'Active access keys are rotated every 90 days or less',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated'],
  fix: [
    { text: 'Find the key: the report does not have its id.', command: 'aws iam list-access-keys --user-name USER' },
    {
      text: 'Create a second key, and give it to the programs that use the first one. A user can have two keys: if there are two already, delete an unused one first.',
      command: 'aws iam create-access-key --user-name USER',
    },
    {
      text: 'Wait until the old key is no longer used.',
      command: 'aws iam get-access-key-last-used --access-key-id KEY_ID',
    },
    {
      text: 'Deactivate the old key. If a program still needs it, you can activate it again.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'Delete it after some days. A role is better than a new key: it gives credentials that expire by themselves.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  limit: days('maxAgeDays', 90, 'How old an active access key may get'),
  evaluate: ({ accessKeys }, { maxAgeDays }, { now }) =>
    accessKeys
      .filter(({ active }) => active)
      .map(({ slot, lastRotated }) => {
        if (lastRotated === undefined) return { credential: slot, status: 'unknown' };
        const days = wholeDaysBetween(lastRotated, now);
        return { credential: slot, status: days > maxAgeDays ? 'open' : 'pass', days };
      }),
});
