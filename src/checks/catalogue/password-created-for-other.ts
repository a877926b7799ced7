import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const passwordCreatedForOther = defineCheck({
  id: 'password-created-for-other',
  subject: 'user',
  title: 'Password set by somebody else',
  severity: 'warning',
  enabled: true,
  openWhen: 'somebody other than the user created or reset the password of the user within `withinHours`',
  why: 'A password on a user of a program, or a new one on the user of a colleague, lets an intruder in by the console.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_admin-change-user.html',
  columns: ['user_creation_time'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who set it.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event CreateLoginProfile --event UpdateLoginProfile --since 2d',
    },
    {
      text: 'If that was not meant: delete the password, and look into the user or role that set it.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (user, { withinHours }, { facts: { activity } }) => [
    judgeEvents(user, activity, {
      kinds: ['password_created', 'password_reset'],
      withinHours,
      isMeant: ({ maker }) => maker !== undefined,
    }),
  ],
});
