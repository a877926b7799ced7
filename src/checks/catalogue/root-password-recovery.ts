import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const rootPasswordRecovery = defineCheck({
  id: 'root-password-recovery',
  subject: 'root',
  title: 'Root password recovery requested',
  severity: 'warning',
  enabled: true,
  openWhen: "somebody asked AWS within `withinHours` to reset root's password",
  why: "AWS sends a link to root's mailbox. Anybody who knows the e-mail address can ask for it, and anybody who reads the mailbox can set the password.",
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reset-root-password.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See when it was and from which address.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event PasswordRecoveryRequested --event PasswordRecoveryCompleted --since 2d',
    },
    { text: "Ask the people who can read root's mailbox. If none of them asked for the link, do not open it." },
    { text: 'See that root has MFA, or delete its password in a member account of an organization.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (root, { withinHours }, { facts: { activity } }) => [
    judgeEvents(root, activity, { kinds: ['root_password_recovery_requested'], withinHours }),
  ],
});
