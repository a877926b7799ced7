import { days, defineCheck } from '../check.ts';
import { judgeRecent } from '../judgements/recent.ts';

export const userCreated = defineCheck({
  id: 'user-created',
  subject: 'user',
  title: 'User created lately',
  severity: 'info',
  enabled: false,
  openWhen: 'a user is younger than `withinDays`',
  why: 'Intruders like to leave a user behind. Where only a pipeline makes users, each new one is worth a look. Off by default, because elsewhere new users are normal.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html',
  columns: ['user_creation_time'],
  fix: [
    {
      text: 'See who made it, and whether that was meant.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=EventName,AttributeValue=CreateUser',
    },
    {
      text: 'If not: deactivate its keys and delete its password before anything else.',
      command: 'aws iam delete-login-profile --user-name USER',
    },
  ],
  limit: days('withinDays', 1, 'For how many days a user counts as new', 1),
  evaluate: ({ created }, { withinDays }, context) => [judgeRecent(created, withinDays, context)],
});
