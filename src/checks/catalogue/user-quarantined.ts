import { defineCheck } from '../check.ts';
import { judgeEvents } from '../judgements/events.ts';
import { isQuarantine } from '../../model/quarantine.ts';
import { judgePolicies } from '../judgements/user-details.ts';

/** Hours. While the policies are read too, these say how long it lasts. */
const A_DAY = 24;

export const userQuarantined = defineCheck({
  id: 'user-quarantined',
  subject: 'user',
  title: 'User quarantined by AWS',
  severity: 'critical',
  enabled: true,
  openWhen:
    'a user has a policy, managed or inline, whose name begins with `AWSCompromisedKeyQuarantine`, or CloudTrail has recorded within a day that the user got one',
  why: 'AWS puts this policy on a user whose access key it found in public. The policy denies some costly and dangerous calls, and the key stays active: anybody who has it can still make all other calls of the user.',
  documentation: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html',
  columns: ['user_creation_time'],
  needsOneOf: ['user-details.policies', 'activity'],
  fix: [
    {
      text: "Find the user's keys. The support case and the e-mail of AWS name the key that leaked.",
      command: 'aws iam list-access-keys --user-name USER',
    },
    {
      text: 'Deactivate this key now, and do not delete it yet: it is evidence.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'See what it was used for. The command answers for one region: repeat it for each region that is enabled in the account.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=KEY_ID',
    },
    {
      text: 'Remove what an intruder created, and follow the steps of the support case. AWS asks you to keep the policy until then. Detach it last.',
      command: 'aws iam detach-user-policy --user-name USER --policy-arn POLICY_ARN',
    },
  ],
  evaluate: (user, _values, { facts: { 'user-details.policies': policies, activity } }) => {
    const byPolicies = policies && judgePolicies(user, policies, (names) => names.some(isQuarantine));
    const byEvent = activity && judgeEvents(user, activity, { kinds: ['quarantined'], withinHours: A_DAY });
    if (byPolicies === undefined) return byEvent === undefined ? [] : [byEvent];
    // What came after the exporter asked for the policies.
    const isNews = byEvent?.since !== undefined && byEvent.since > (policies?.asOf ?? 0);
    return isNews ? [byEvent] : byPolicies;
  },
});
