/** docs/activity.md: the `activity` command, from its options and from the values that it prints. */
import { COVERAGE_FIELDS, EVENT_FIELDS } from '../../src/cli/activity-fields.ts';
import { ACTIVITY_EXIT_CODES, ACTIVITY_OPTIONS } from '../../src/cli/activity-options.ts';
import { SUMMARY_FIELDS } from '../../src/cli/activity-summary.ts';
import { exitCodeTable, fieldTable, optionTable } from './command-tables.ts';

const HEAD = `# activity

\`iam-credential-exporter activity\` (in a checkout \`node dist/main.js activity\`) says what a user, a role, a session, an access key or root did, by the
records of AWS CloudTrail. Which of its three sources to take, what each costs and what none of them can see is in the
[guide](guides/activity.md).

\`\`\`sh
iam-credential-exporter activity --user alice --from 2026-11-24 --to 2026-11-24
iam-credential-exporter activity --key AKIAIOSFODNN7EXAMPLE --since 30d --summary
iam-credential-exporter activity --role arn:aws:iam::111122223333:role/deploy --source logs
iam-credential-exporter activity --event CreateAccessKey --event DeactivateMFADevice --region us-east-1
\`\`\`

It asks every account of the configuration, or those that \`--account\` and \`--owner\` choose, and prints the oldest event first. Times are in UTC.
It changes nothing in AWS; each question is itself an event in CloudTrail.
`;

const WHOSE = `## Whose events

One of these says whose events are meant. \`--event\` may stand beside it, or by itself: then it means everybody's.

| Option      | finds                                                                                                                       |
| ----------- | --------------------------------------------------------------------------------------------------------------------------- |
| \`--user\`    | calls with the user's keys, sign-ins, the user's own sessions, and sessions that the user got by GetFederationToken           |
| \`--role\`    | calls of all sessions of the role. A name means each role that is called so, whatever its path; an ARN means one               |
| \`--session\` | calls of sessions with this name, such as an instance's id or the mail address of a person                                    |
| \`--key\`     | calls with this key. The sessions that it got have keys of their own: ask for \`ASIA...\`, or use \`--target\` to see them        |
| \`--root\`    | calls and sign-ins of root, and sessions of AssumeRoot                                                                        |
| \`--target\`  | what was done to a user, a role, a key or a policy, by anybody: \`--target AKIA...\` tells who created a key and who deactivated it |

A service may call on behalf of somebody: Secrets Manager, AWS Health and the console do. Such a call is shown with the caller and the
service, and its address is the service. It does not mean that the caller moved to another place.
`;

const COVERED = `## How far it looked

"No such event" is said only of a search that came to its end. Each answer ends with what was looked through: which accounts, which regions,
from when until when. A region that refused, that throttled for too long or that was not reached is listed with the reason, and the
exit code is 3. In CSV and with \`--raw\` these lines are on standard error; JSON has them under \`coverage\`.

Of a record only the values below are kept. \`--raw\` prints whole records as CloudTrail wrote them, one a line as JSON; it cuts out session tokens,
secret keys and passwords.
`;

const PERMISSIONS = `## Permissions

| Source   | Actions                                                                                                                          |
| -------- | -------------------------------------------------------------------------------------------------------------------------------- |
| \`events\` | \`cloudtrail:LookupEvents\`, and \`account:ListRegions\` unless \`--region\` is given                                                  |
| \`logs\`   | \`logs:FilterLogEvents\` on the log group                                                                                          |
| \`athena\` | \`athena:GetTableMetadata\`, \`athena:GetWorkGroup\`, \`athena:StartQueryExecution\`, \`athena:GetQueryExecution\`, \`athena:GetQueryResults\`, \`athena:StopQueryExecution\`; \`glue:GetTable\`, \`glue:GetDatabase\`, \`glue:GetPartitions\`; \`s3:GetObject\`, \`s3:ListBucket\` and \`s3:GetBucketLocation\` on the bucket of the trail, \`kms:Decrypt\` where it is encrypted; \`s3:PutObject\` on the bucket of the results, unless the work group manages them |

Each chosen account needs those of \`events\` in its own role; those of \`logs\` and \`athena\` are needed only in the account that the configuration
names under \`logs\` and \`athena\`. \`iam-policy\` does not print them, as the exporter itself does not need them.
`;

const VALUES = `## What it prints

A line for each event. \`--output json\` prints \`{ "complete", "coverage", "problems", "events" }\`, or \`summary\` instead of \`events\`. CSV has the same
values in columns, except for those that are only in JSON. Each event has:
`;

export function activityPage(): string {
  return [
    HEAD,
    WHOSE,
    COVERED,
    '## Options',
    optionTable(ACTIVITY_OPTIONS),
    PERMISSIONS,
    VALUES,
    fieldTable(EVENT_FIELDS),
    'With `--summary`, each row has:',
    fieldTable(SUMMARY_FIELDS),
    'In each of `coverage`:',
    fieldTable(COVERAGE_FIELDS),
    '## Exit codes',
    exitCodeTable(ACTIVITY_EXIT_CODES),
  ].join('\n\n');
}
