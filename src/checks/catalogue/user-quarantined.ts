import { defineCheck } from '../check.ts';
import { judgePolicies } from '../judgements/user-details.ts';

/** `AWSCompromisedKeyQuarantine`, `...V2`, `...V3`: AWS has attached it, or written it as an inline policy. */
const QUARANTINE = 'AWSCompromisedKeyQuarantine';

export const userQuarantined = defineCheck({
  id: 'user-quarantined',
  subject: 'user',
  title: 'User quarantined by AWS',
  severity: 'critical',
  enabled: true,
  openWhen: 'a user has a policy, managed or inline, whose name begins with `AWSCompromisedKeyQuarantine`',
  why: 'AWS puts it on a user whose access key it has found in public. The policy denies some costly and some dangerous calls and leaves the key active: whoever has it can still do all the rest.',
  documentation: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html',
  columns: ['user_creation_time'],
  needs: ['user-details.policies'],
  fix: [
    {
      text: "Find the user's keys. The support case that AWS has opened, and its e-mail, name the one that leaked.",
      command: 'aws iam list-access-keys --user-name USER',
    },
    {
      text: 'Deactivate that key now. It is evidence: delete it later.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'See what was done with it. This answers for one region: repeat it for each that is enabled in the account.',
      command:
        'aws cloudtrail lookup-events --region us-east-1 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=KEY_ID',
    },
    {
      text: 'Undo what was made with it, and follow the steps of the support case. Only then take the policy off the user.',
      command: 'aws iam detach-user-policy --user-name USER --policy-arn POLICY_ARN',
    },
  ],
  evaluate: (user, _values, { facts }) =>
    judgePolicies(user, facts['user-details.policies'], (policies) =>
      policies.some((name) => name.startsWith(QUARANTINE)),
    ),
});
