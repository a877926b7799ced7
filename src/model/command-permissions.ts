/** Which IAM actions the commands need that ask AWS for more than the facts do: for the docs, and for `iam-policy --command`. */
export type Action = `${string}:${string}`;

/** Actions that one thing needs which a command does. */
export interface Permission {
  readonly actions: readonly Action[];
  /** Ends the sentence "It needs them to ...". */
  readonly to: string;
  /** What it does without them. Absent: nothing. */
  readonly without?: string;
}

export const PERMITTED_COMMANDS = ['keys', 'whose', 'activity'] as const;
export type PermittedCommand = (typeof PERMITTED_COMMANDS)[number];

/** Of the identity in each account; none of the actions knows resources, or the command may be asked about any of them. */
export const COMMAND_PERMISSIONS: Readonly<Record<PermittedCommand, readonly Permission[]>> = {
  keys: [{ actions: ['iam:GetAccessKeyLastUsed', 'iam:ListAccessKeys'], to: 'list keys with their last use' }],
  whose: [
    { actions: ['iam:GetAccessKeyLastUsed'], to: 'find the user of a key, and its last use' },
    {
      actions: ['iam:ListAccessKeys'],
      to: 'know the state of the key, the other key, the findings and the next step',
      without: 'it still names the user',
    },
    {
      actions: ['sts:GetAccessKeyInfo'],
      to: 'find the account of a key whose id does not lead to it; one of the first three accounts needs it',
      without: 'it says that nobody could look',
    },
    {
      actions: ['cloudtrail:LookupEvents'],
      to: 'know the life and the use of the key, the issuer of a session, and what a key left behind',
      without: 'it says that this is not known',
    },
    {
      actions: ['iam:ListAttachedUserPolicies', 'iam:ListUserPolicies'],
      to: 'know, with `--leaked`, the policies of the user and the quarantine',
      without: 'it says that this is not known',
    },
    {
      actions: ['iam:ListGroupsForUser', 'iam:ListAttachedGroupPolicies', 'iam:ListGroupPolicies'],
      to: 'know, with `--leaked`, the groups of the user and their policies',
      without: 'it says that this is not known',
    },
  ],
  activity: [
    { actions: ['cloudtrail:LookupEvents'], to: 'read the event history' },
    { actions: ['account:ListRegions'], to: 'find the regions of the account', without: 'name them with `--region`' },
  ],
};

/** Of the account whose log group has the records, on that group. */
export const LOGS_ACTIONS: readonly Action[] = ['logs:FilterLogEvents'];

/** Of the account whose table has the records: on its work group, */
export const WORK_GROUP_ACTIONS: readonly Action[] = [
  'athena:GetWorkGroup',
  'athena:StartQueryExecution',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:StopQueryExecution',
];
/** on its catalog of data, its database and the table, */
export const TABLE_ACTIONS: readonly Action[] = [
  'athena:GetTableMetadata',
  'glue:GetDatabase',
  'glue:GetTable',
  'glue:GetPartitions',
];
/** on the bucket of the trail, and on that of the results where the work group does not manage them. */
export const TRAIL_BUCKET_ACTIONS: readonly Action[] = ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject'];
export const RESULT_BUCKET_ACTIONS: readonly Action[] = [...TRAIL_BUCKET_ACTIONS, 's3:PutObject'];
