import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const rootMfaRemoved = defineCheck({
  id: 'root-mfa-removed',
  subject: 'root',
  title: 'MFA device of root removed',
  severity: 'critical',
  enabled: true,
  openWhen:
    'somebody removed an MFA device of root within `withinHours`, whether or not another device came in its place. A session of central root access does not count',
  why: 'An intruder who got in as root removes the MFA device first, so that the owner cannot come back.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/enable-mfa-for-root.html',
  columns: ['user'],
  needs: ['activity'],
  fix: [
    {
      text: 'See when it was and from which address.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event DeactivateMFADevice --event EnableMFADevice --since 2d',
    },
    {
      text: 'Ask the people who can sign in as root. If none of them did, it is an incident: sign in, change the password, and register your own devices.',
    },
    {
      text: 'See that root has MFA again: the answer is 1.',
      command: 'aws iam get-account-summary --query SummaryMap.AccountMFAEnabled',
    },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (root, { withinHours }, { facts: { activity } }) => [
    judgeEvents(root, activity, {
      kinds: ['mfa_removed'],
      withinHours,
      isMeant: ({ maker }) => maker === undefined,
    }),
  ],
});
