import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const accessKeyCreatedForOther = defineCheck({
  id: 'access-key-created-for-other',
  subject: 'user',
  title: 'Access key created by another user',
  severity: 'warning',
  enabled: true,
  openWhen:
    'an IAM user created an access key of another user within `withinHours`. Keys that a role created, as pipelines and administrators do, do not count',
  why: 'An intruder with the key of one user creates keys of others, and keeps these when the first key is found.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  columns: ['user_creation_time'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who created it.',
      command:
        'iam-credential-exporter activity --account ACCOUNT --region us-east-1 --event CreateAccessKey --since 2d',
    },
    {
      text: 'If that was not meant: deactivate the key, and the keys of the user that created it.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'If it was meant: let a role create keys, and take iam:CreateAccessKey from the user.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (user, { withinHours }, { facts: { activity } }) => [
    judgeEvents(user, activity, {
      kinds: ['access_key_created_for_other'],
      withinHours,
      isMeant: ({ maker }) => maker?.kind === 'user',
    }),
  ],
});
