import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const userCreatedByUser = defineCheck({
  id: 'user-created-by-user',
  subject: 'user',
  title: 'User created by a user',
  severity: 'warning',
  enabled: true,
  openWhen:
    'an IAM user created the user within `withinHours`. Users that a role created, as pipelines and administrators do, do not count',
  why: 'Intruders who have the key of a user like to leave a user of their own behind.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html',
  columns: ['user_creation_time'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who created it.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event CreateUser --since 2d',
    },
    {
      text: 'If that was not meant: deactivate its keys and delete its password before anything else, and look into the user that created it.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
    { text: 'If it was meant: let a role create users, and take iam:CreateUser from the user.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (user, { withinHours }, { facts: { activity } }) => [
    judgeEvents(user, activity, {
      kinds: ['user_created'],
      withinHours,
      isMeant: ({ maker }) => maker?.kind === 'user',
    }),
  ],
});
