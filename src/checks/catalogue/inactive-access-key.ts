import { days, defineCheck } from '../check.ts';
import { idleSince, judgeIdle } from '../idle.ts';

export const inactiveAccessKey = defineCheck({
  id: 'inactive-access-key',
  subject: 'user',
  title: 'Inactive access key left behind',
  severity: 'info',
  enabled: true,
  openWhen: 'an access key is inactive and has been idle for `idleDays` or longer',
  why: 'AWS recommends to deactivate a key, to wait, and to delete it. The last step is easily forgotten. One call activates an inactive key again, and the key takes a slot.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated', 'access_key_N_last_used_date'],
  fix: [
    { text: 'Find the key: the report does not have its id.', command: 'aws iam list-access-keys --user-name USER' },
    { text: 'Delete it.', command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID' },
  ],
  limit: days(
    'idleDays',
    30,
    'From how many idle days on an inactive access key is a finding, counted from its last use or rotation',
  ),
  evaluate: ({ accessKeys }, { idleDays }, { reportTime }) =>
    accessKeys
      .filter(({ active }) => !active)
      .map(({ slot, lastUsed, lastRotated }) => ({
        credential: slot,
        ...judgeIdle(idleSince(lastUsed, lastRotated, reportTime), idleDays),
      })),
});
