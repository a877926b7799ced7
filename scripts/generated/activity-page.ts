/** docs/activity.md: the `activity` command, from its options and from the values that it prints. */
import { COVERAGE_FIELDS, EVENT_FIELDS } from '../../src/cli/activity-fields.ts';
import { ACTIVITY_EXIT_CODES, ACTIVITY_OPTIONS } from '../../src/cli/activity-options.ts';
import { SUMMARY_FIELDS } from '../../src/cli/activity-summary.ts';
import {
  COMMAND_PERMISSIONS,
  LOGS_ACTIONS,
  RESULT_BUCKET_ACTIONS,
  TABLE_ACTIONS,
  TRAIL_BUCKET_ACTIONS,
  WORK_GROUP_ACTIONS,
} from '../../src/model/command-permissions.ts';
import { exitCodeTable, fieldTable, optionTable } from './command-tables.ts';
import { actionsOf, permissionTable, printedBy } from './permission-table.ts';

const HEAD = `# activity

\`iam-credential-exporter activity\` (in a checkout \`node dist/main.js activity\`) says what a user, a role, a session, an access key or root did, by the
records of AWS CloudTrail. Which of its three sources to take, what each costs and what none of them can see is in the
[guide](guides/activity.md).

\`\`\`sh
iam-credential-exporter activity --config.file=config.yaml --user alice --from 2026-11-24 --to 2026-11-24
iam-credential-exporter activity --config.file=config.yaml --key AKIAIOSFODNN7EXAMPLE --since 30d --summary
iam-credential-exporter activity --config.file=config.yaml --role arn:aws:iam::111122223333:role/deploy --source logs
iam-credential-exporter activity --config.file=config.yaml --event CreateAccessKey --event DeactivateMFADevice --region us-east-1
\`\`\`

It asks every account of the configuration, or those that \`--account\` (a name or an account id) and \`--owner\` choose, and prints the oldest event first. Without \`--config.file\` it asks the one account of the default
AWS credential chain. Times are in UTC.
It changes nothing in AWS; each question is itself an event in CloudTrail.
`;

const WHOSE = `## Whose events

One of these says whose events are meant. \`--event\` may stand beside it, or by itself: then it means everybody's.

| Option      | finds                                                                                                                       |
| ----------- | --------------------------------------------------------------------------------------------------------------------------- |
| \`--user\`    | calls with the user's keys, sign-ins and the user's own sessions. Sessions of GetFederationToken that the user got are found in logs and Athena only |
| \`--role\`    | calls of all sessions of the role. A name means each role that is called so, whatever its path; an ARN means one               |
| \`--session\` | calls of sessions with this name, such as an instance's id or the mail address of a person                                    |
| \`--key\`     | calls with this key. The sessions that it got have keys of their own: ask for \`ASIA...\`, or use \`--target\` to see them        |
| \`--root\`    | calls and sign-ins of root; not the sessions of AssumeRoot, which somebody else got, and not what a service does for root |
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

For the event history, the identity of each chosen account needs:
`;

const MORE_PERMISSIONS = `For \`--source logs\`, only the account that the configuration names under \`logs\` needs ${actionsOf(LOGS_ACTIONS)}, on the log group.

For \`--source athena\`, only the account under \`athena\` needs ${actionsOf([...WORK_GROUP_ACTIONS, ...TABLE_ACTIONS])}; on the bucket of the trail ${actionsOf(TRAIL_BUCKET_ACTIONS)},
and \`kms:Decrypt\` if it is encrypted with a key of yours; on the bucket of the results ${actionsOf(RESULT_BUCKET_ACTIONS)}, unless the work group manages
the results.

${printedBy('activity')}
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
    permissionTable(COMMAND_PERMISSIONS.activity),
    MORE_PERMISSIONS,
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
