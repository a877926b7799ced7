import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const accessKeyReactivated = defineCheck({
  id: 'access-key-reactivated',
  subject: 'user',
  title: 'Access key activated by somebody else',
  severity: 'warning',
  enabled: true,
  openWhen: 'somebody other than the user set an access key of the user to active within `withinHours`',
  why: 'An old key that somebody activates again is a quiet way to stay after a break-in: it is no new key, and nobody looks at it.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  columns: ['user_creation_time'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who activated it.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event UpdateAccessKey --since 2d',
    },
    {
      text: 'If that was not meant: deactivate it, and look into the user or role that activated it.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'Delete keys that stay inactive, so that nobody can activate them.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (user, { withinHours }, { facts: { activity } }) => [
    judgeEvents(user, activity, {
      kinds: ['access_key_activated'],
      withinHours,
      isMeant: ({ maker }) => maker !== undefined,
    }),
  ],
});
