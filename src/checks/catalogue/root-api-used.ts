import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const rootApiUsed = defineCheck({
  id: 'root-api-used',
  subject: 'root',
  title: 'API called as root',
  severity: 'warning',
  enabled: true,
  openWhen:
    'somebody called AWS as root within `withinHours`, by the console or with an access key. Services that act for the account, and sessions of central root access, do not count',
  why: 'A call as root, which no policy of the account limits, comes from a sign-in as root or from an access key of root.',
  cis: { '1.4': '4.3', '5.0': '4.3', '6.0': '5.3', '7.0': '5.3' },
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See what root called, in every region that the account has enabled.',
      command: 'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --root --since 2d',
    },
    {
      text: 'Ask the people who can use root. If none of them did, it is an incident: change the password, and delete root keys.',
    },
    { text: 'Do the task with a role next time.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (root, { withinHours }, { facts: { activity } }) => [
    judgeEvents(root, activity, { kinds: ['root_api'], withinHours }),
  ],
});
