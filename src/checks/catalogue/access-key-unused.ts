import { days, defineCheck } from '../check.ts';
import { idleSince, judgeIdle } from '../idle.ts';

export const accessKeyUnused = defineCheck({
  id: 'access-key-unused',
  subject: 'user',
  title: 'Access key unused',
  severity: 'warning',
  enabled: true,
  openWhen: 'an access key is active and has been idle for `maxUnusedDays` or longer',
  why: 'A key that nobody needs can only be misused, and nobody would notice.',
  cis: { '1.4': '1.12', '5.0': '1.11', '6.0': '2.11', '7.0': '2.11' },
  securityHub: 'IAM.22',
  controls: [
    {
      title: 'Credentials that were not used for 45 days are disabled',
      difference:
        'A key whose last_rotated is less than 45 days old passes, even if its last use is older: the control, read strictly, looks only at the last use',
    },
    {
      title: 'Credentials that were not used for 90 days are removed',
      values: { maxUnusedDays: 90 },
      difference:
        'A key whose last_rotated is less than 90 days old passes, even if its last use is older: the control, read strictly, looks only at the last use',
      numbers: { securityHub: 'IAM.8' },
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated', 'access_key_N_last_used_date'],
  fix: [
    { text: 'Find the key: the report does not have its id.', command: 'aws iam list-access-keys --user-name USER' },
    {
      text: 'See when and where it was last used.',
      command: 'aws iam get-access-key-last-used --access-key-id KEY_ID',
    },
    {
      text: 'Deactivate it. If a job that runs once a quarter needs it, you can activate it again.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'Delete it after some days.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  limit: days('maxUnusedDays', 45, 'From how many idle days on an active access key is a finding'),
  evaluate: ({ accessKeys }, { maxUnusedDays }, { reportTime }) =>
    accessKeys
      .filter(({ active }) => active)
      .map(({ slot, lastUsed, lastRotated }) => ({
        credential: slot,
        ...judgeIdle(idleSince(lastUsed, lastRotated, reportTime), maxUnusedDays),
      })),
});
