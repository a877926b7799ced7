import { defineCheck, type Outcome } from '../check.ts';

/** The console creates a user and its first key in one go; by hand it takes longer than this. */
const SETUP_SECONDS = 5 * 60;

export const accessKeyCreatedAtSetup = defineCheck({
  id: 'access-key-created-at-setup',
  subject: 'user',
  title: 'Access key created at setup and never used',
  severity: 'info',
  enabled: true,
  openWhen: 'a user has a password and an active access key that was made within 5 minutes of the user and never used',
  why: 'A key that came with the user by default was not asked for. It lies in a file somewhere and will be forgotten.',
  cis: { '1.4': '1.11', '5.0': '1.10', '6.0': '2.10' },
  controls: [
    {
      title: 'A user with a console password does not get an access key when the user is created',
      difference:
        'The report does not say how a key was created: open is a key that was made within 5 minutes of its user and never used',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  columns: [
    'password_enabled',
    'user_creation_time',
    'access_key_N_active',
    'access_key_N_last_rotated',
    'access_key_N_last_used_date',
  ],
  fix: [
    { text: 'Find the key: the report does not have its id.', command: 'aws iam list-access-keys --user-name USER' },
    {
      text: 'Delete it. A person who needs a key can create one.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  evaluate: ({ created, password, accessKeys }) => {
    if (password.enabled === false) return [];
    return accessKeys
      .filter(({ active, lastUsed }) => active && (lastUsed === undefined || lastUsed === 'never'))
      .map(({ slot, lastRotated, lastUsed }): Outcome => {
        const atSetup = lastRotated === undefined ? undefined : Math.abs(lastRotated - created) <= SETUP_SECONDS;
        if (atSetup === false) return { credential: slot, status: 'pass' };
        const certain = atSetup !== undefined && lastUsed !== undefined && password.enabled !== undefined;
        return { credential: slot, status: certain ? 'open' : 'unknown' };
      });
  },
});
