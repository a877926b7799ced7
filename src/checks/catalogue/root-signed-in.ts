import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const rootSignedIn = defineCheck({
  id: 'root-signed-in',
  subject: 'root',
  title: 'Root signed in',
  severity: 'critical',
  enabled: true,
  openWhen:
    'somebody signed in to the console as root within `withinHours`. A session of central root access is no sign-in as root',
  why: 'Few tasks need root. A sign-in that nobody planned is a break-in until somebody shows that it is not. The report says it hours later.',
  cis: { '1.4': '4.3', '5.0': '4.3', '6.0': '5.3', '7.0': '5.3' },
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See from where it was, and what root did then, in every region that the account has enabled.',
      command: 'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --root --since 2d',
    },
    {
      text: 'Ask the people who can sign in as root. If none of them did, it is an incident: change the password, and see what was changed meanwhile.',
    },
    { text: 'Do the task with a role next time.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (root, { withinHours }, { facts: { activity } }) => [
    judgeEvents(root, activity, { kinds: ['root_sign_in'], withinHours }),
  ],
});
