import { days, defineCheck } from '../check.ts';
import { judgeRecent } from '../judgements/recent.ts';

export const accessKeyCreated = defineCheck({
  id: 'access-key-created',
  subject: 'user',
  title: 'Access key created lately',
  severity: 'info',
  enabled: false,
  openWhen: 'an access key is active and younger than `withinDays`',
  why: 'A second key on an old user is a quiet way to stay after a break-in. Where only a pipeline makes keys, each new one is worth a look. Off by default, because elsewhere new keys are normal.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html',
  columns: ['access_key_N_active', 'access_key_N_last_rotated'],
  fix: [
    {
      text: 'See who made it, and whether that was meant.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=EventName,AttributeValue=CreateAccessKey',
    },
    {
      text: 'If not: deactivate it before anything else.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
  ],
  limit: days('withinDays', 1, 'For how many days an access key counts as new', 1),
  evaluate: ({ accessKeys }, { withinDays }, context) =>
    accessKeys
      .filter(({ active }) => active)
      .map(({ slot, lastRotated }) => {
        if (lastRotated === undefined) return { credential: slot, status: 'unknown' };
        return { credential: slot, ...judgeRecent(lastRotated, withinDays, context) };
      }),
});
