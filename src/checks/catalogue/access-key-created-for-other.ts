import type { Maker } from '../../model/facts/activity.ts';
import type { Pattern } from '../../model/pattern.ts';
import { defineCheck } from '../check.ts';
import { judgeEvents, WITHIN_HOURS } from '../judgements/events.ts';
import { anyMatches } from '../match.ts';

export const accessKeyCreatedForOther = defineCheck({
  id: 'access-key-created-for-other',
  subject: 'user',
  title: 'Access key created by another user',
  severity: 'warning',
  enabled: true,
  openWhen:
    'an IAM user created an access key of another user within `withinHours`, or a role did that `expectedMakers` does not name. Without `expectedMakers` roles do not count, as pipelines and administrators create keys all day',
  why: 'An intruder with the key of one user creates keys of others, and keeps these when the first key is found.',
  documentation: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html',
  columns: ['user_creation_time'],
  needs: ['activity'],
  fix: [
    {
      text: 'See who created it.',
      command:
        'iam-credential-exporter activity --config.file=FILE --account ACCOUNT --region us-east-1 --event CreateAccessKey --since 2d',
    },
    {
      text: 'If that was not meant: deactivate the key, and the keys of the user that created it.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    {
      text: 'If it was meant: let a role create keys, and take iam:CreateAccessKey from the user. Where the policy has `expectedMakers`, add the role to it.',
    },
  ],
  parameters: WITHIN_HOURS,
  patterns: {
    expectedMakers: {
      example: 'terraform-.*',
      help: 'Regular expressions for the whole names of the roles that may create keys of users, such as those of pipelines and administrators. A key that another role creates is a finding; with an empty list each one. People who come by IAM Identity Center have a role too, `AWSReservedSSO_...`, and a federated user counts as the user who asked for the session. Root and AWS services do not count here: `root-api-used` finds root',
    },
  },
  evaluate: (user, { withinHours }, { facts: { activity } }, patterns) => [
    judgeEvents(user, activity, {
      kinds: ['access_key_created_for_other'],
      withinHours,
      isMeant: ({ maker }) => maker !== undefined && isUnexpected(maker, patterns.expectedMakers),
    }),
  ],
});

/** A role whose name AWS did not give is none that is expected. */
function isUnexpected({ kind, name = '' }: Maker, expected: readonly Pattern[] | undefined): boolean {
  if (kind === 'user') return true;
  return kind === 'role' && expected !== undefined && !anyMatches(expected, name);
}
