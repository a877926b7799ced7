import { defineCheck } from '../check.ts';
import { judgePolicies } from '../judgements/user-details.ts';

export const userPolicyAttached = defineCheck({
  id: 'user-policy-attached',
  subject: 'user',
  title: 'Policy on a user',
  severity: 'info',
  enabled: false,
  openWhen: 'a user has a policy of its own, managed or inline, beside those of its groups',
  why: 'People change their work, and nobody removes permissions that were given user by user. A group has one list of them. Off by default, because a user for one machine often has its own policy on purpose.',
  cis: { '1.4': '1.15', '5.0': '1.14', '6.0': '2.14', '7.0': '2.13' },
  securityHub: 'IAM.2',
  controls: [
    {
      title: 'Users get permissions from groups, and have no policy of their own',
      difference: 'Security Hub leaves out users that Amazon SES has created: the check does not',
    },
  ],
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html',
  columns: ['user_creation_time'],
  needs: ['user-details.policies'],
  fix: [
    { text: 'See the managed policies.', command: 'aws iam list-attached-user-policies --user-name USER' },
    { text: 'See the inline ones.', command: 'aws iam list-user-policies --user-name USER' },
    {
      text: 'Give the permissions that the user still needs to a group, and add the user to it.',
      command: 'aws iam add-user-to-group --user-name USER --group-name GROUP',
    },
    {
      text: 'Detach each managed policy from the user.',
      command: 'aws iam detach-user-policy --user-name USER --policy-arn POLICY_ARN',
    },
    {
      text: 'Delete each inline one.',
      command: 'aws iam delete-user-policy --user-name USER --policy-name POLICY_NAME',
    },
  ],
  evaluate: (user, _values, { facts }) =>
    judgePolicies(user, facts['user-details.policies'], (policies) => policies.length > 0),
});
