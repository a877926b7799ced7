import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';

export const signInWithoutMfa = defineCheck({
  id: 'sign-in-without-mfa',
  subject: 'user',
  title: 'Sign-in without MFA',
  severity: 'info',
  enabled: false,
  openWhen:
    'an IAM user signed in to the console without MFA within `withinHours`. Sign-ins of roles do not count: the identity provider asks for MFA, and CloudTrail does not say',
  why: 'A password was enough to get in. Off by default: console-user-without-mfa finds the same users before they sign in.',
  cis: { '1.4': '4.2', '5.0': '4.2', '6.0': '5.2', '7.0': '5.2' },
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html',
  columns: ['user_creation_time'],
  needs: ['activity'],
  fix: [
    {
      text: 'See from which address it was, and what the user did then.',
      command: 'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --user USER --since 2d',
    },
    { text: 'Ask the user to register a device.' },
    { text: 'Let a policy deny everything but that until the user has signed in with MFA.' },
  ],
  parameters: WITHIN_HOURS,
  evaluate: (user, { withinHours }, { facts: { activity } }) => [
    judgeEvents(user, activity, { kinds: ['sign_in_without_mfa'], withinHours }),
  ],
});
