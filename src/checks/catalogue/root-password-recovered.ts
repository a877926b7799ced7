import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const rootPasswordRecovered = defineCheck({
  id: 'root-password-recovered',
  subject: 'root',
  title: 'Root password recovered',
  severity: 'critical',
  enabled: true,
  openWhen: "somebody set root's password anew within `withinHours`, by the link that AWS sends to root's mailbox",
  why: "The person who set it reads root's mailbox and has the password now. Only MFA is left between that person and the account.",
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reset-root-password.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See when it was and from which address.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event PasswordRecoveryRequested --event PasswordRecoveryCompleted --since 2d',
    },
    {
      text: "Ask the people who can read root's mailbox. If none of them did, it is an incident: secure the mailbox first, then set the password again, and see what root has done since.",
    },
    { text: 'See that root has MFA, and that you know the device.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (root, { withinHours }, { facts: { activity } }) => [
    judgeEvents(root, activity, { kinds: ['root_password_recovery_completed'], withinHours }),
  ],
});
