/** docs/whose.md: the `whose` command, from its options and from the values that it prints. */
import { KEY_EVENT_FIELDS, KEY_USE_FIELDS, LOOKED_FIELDS } from '../../src/cli/key-activity-fields.ts';
import { KEY_FIELDS } from '../../src/cli/key-fields.ts';
import { CONTAINMENT_FIELDS, POLICY_FIELDS } from '../../src/cli/leaked-fields.ts';
import { URGENCY_WORDS } from '../../src/cli/urgency-table.ts';
import { WHOSE_FIELDS } from '../../src/cli/whose-fields.ts';
import { WHOSE_OPTIONS } from '../../src/cli/whose-options.ts';
import { COMMAND_PERMISSIONS } from '../../src/model/command-permissions.ts';
import { fieldTable, optionTable } from './command-tables.ts';
import { keyTables } from './key-tables.ts';
import { permissionTable, printedBy } from './permission-table.ts';

const HEAD = `# whose

\`iam-credential-exporter whose\` (in a checkout \`node dist/main.js whose\`) takes the id of an access key, from a log, a repository or an alert of a
secret scanner, and says whose it is, who made it, whether and by what it is used, what the policy says of it and which step of its rotation
comes next. With \`--leaked\` it says how the damage is contained instead:

\`\`\`sh
iam-credential-exporter whose --config.file=config.yaml AKIAIOSFODNN7EXAMPLE
iam-credential-exporter whose --config.file=config.yaml --output json - < ids.txt
iam-credential-exporter whose --config.file=config.yaml --leaked AKIAIOSFODNN7EXAMPLE
\`\`\`

\`\`\`text
AKIAGO645SY5AAOLDKEY: a key of the user ci-deploy in member (444455556666), owner payments
  Key        active, created 2025-01-01 (690 days ago), last used 2026-11-21 23:00 UTC (11 hours ago) for s3 in eu-central-1
  Finding    warning: access-key-not-rotated, 690 days, limit 90
  Life       created before 2026-08-24, which is older than the event history, and nobody changed its state since
  Used by    its last 3 calls in eu-central-1: sqs (2), ec2 (1)
             from 198.51.100.7 (2), 203.0.113.9 (1)
             with Boto3/1.40.21 (2), aws-cli/2.30.1 (1)
  Next step  Create a second key, and give it to the programs that use this one. A role instead of the user is better still.
             Run it in member (444455556666):
             aws iam create-access-key --user-name=ci-deploy
\`\`\`

With \`-\` it reads ids from standard input, one in each line, and skips blank lines and lines that begin with \`#\`. A line that is no id is named on
standard error, the other ones are answered, and the exit code is 3. This cuts the ids out of the output of a secret scanner:

\`\`\`sh
grep -oE '(AKIA|ASIA)[A-Z2-7]{16}' scan.txt | sort -u | iam-credential-exporter whose --config.file=config.yaml -
\`\`\`

It changes nothing in AWS: the commands that it prints are for you. Its own commands among them name the configuration file that you
named, so that you can paste them. An id is no secret. If a text is not an id, \`whose\` does not repeat it, as it may be the secret that
belongs to one.

Two guides take you through it: [rotate the access keys of a user](guides/rotation.md), and [a key has leaked](guides/leaked-key.md).
`;

const HOW = `## Which key first

Above the answers about several keys stands a table with one row for each, the most urgent first:

${URGENCY_WORDS.map((words, index) => `${index + 1}. ${words}`).join('\n')}

Within a group, the key that was used last is first, and one that nobody has ever used is last. What to do about a user in quarantine is in
[its runbook](runbooks/AwsIamUserQuarantined.md). Without \`--leaked\` the table knows the quarantine from the check \`user-quarantined\`, for which the exporter
must read the fact \`user-details.policies\`.

The answers below the table are in the order in which you gave the ids. While \`whose\` reads the event history, it says on standard error every
ten seconds how far it is.

## How it finds the key

The id of a key holds the id of its account, except in keys made before 2019. \`whose\` asks that account, through the role of the
configuration, for the user and the last use of the key. If the account has no such key, is not configured, or does not let \`whose\` look, it asks STS
which account the key is of. The credential report has no ids of keys: \`whose\` finds the key in it by the moment at which the key was created, so that
overrides and exemptions apply as they do in the exporter. The findings of events are not among them, such as \`access-key-created-for-other\`: \`whose\`
does not read the fact \`activity\`, and [\`check\`](check.md) does.

It keeps apart what other programs call "not found":

| Answer         | means                                                                                                      |
| -------------- | ---------------------------------------------------------------------------------------------------------- |
| \`user-key\`     | it is a key of a user in a configured account                                                              |
| \`root-key\`     | it is a key of root in a configured account                                                                |
| \`session-key\`  | the id begins with \`ASIA\`: it is the key of a session, which ends by itself                                |
| \`foreign-key\`  | it is a key of an account that AWS is not asked about in the configuration                                 |
| \`no-key\`       | AWS knows no such key: it was deleted, or there never was one                                              |
| \`not-known\`    | an account or STS could not be asked, so that nobody knows; the failure says why                           |

## Its life and its use

\`whose\` asks CloudTrail's event history of the account, which costs nothing and which every account has:

- **Life** is who created the key, changed its state and deleted it, and when. CloudTrail keeps these events in one region of each partition:
  \`us-east-1\`, \`us-gov-west-1\` or \`cn-north-1\`.
- **Used by** is what its newest calls were, 50 at most, in the region where the key was last used: services, addresses and programs. With
  \`--leaked\` it counts 50 of each region that is read, as somebody who has stolen the key may use it in another region than its programs.
- **Issued**, of the key of a session, is the call that handed it out: for whom, with which key, for which role and until when. If that key is
  one of a session too, \`whose\` looks for its issuer as well, five times at most. It looks in the region above and in that of the account.

The event history goes back 90 days. It has no events of data, such as reads of objects in S3, so that "no call" does not mean that nobody
uses the key. What is older is said to be older, and what could not be read is said to be not known.

## If a key has leaked

\`--leaked\` leaves the policy and the report aside. It says in which state the key is, whether AWS has put its
[quarantine](runbooks/AwsIamUserQuarantined.md) on the user, and which policies and groups the user has: \`ADMIN\` is AWS's own
\`AdministratorAccess\`. Then it says what the key left behind, by the event history: sessions that it got, also in other accounts of the
configuration, with their ends, users, keys, passwords and roles that it made, or that such a session made, and what it changed so that
somebody can come back or is not seen: policies of users, groups and roles, who may assume a role, passwords, keys that it activated, and trails.
It follows 20 sessions, and reads the newest 2,000 events of each. Of the keys that were made or activated so it says whether they work now and
when they were last used, of 20 at most: **Made keys**. The command at the end that looks again names these keys too, and with them asks what
they left behind in their turn. What else the key did, such as with instances and functions, is in no list:
[activity](activity.md) shows it.

The steps come in their order. The key is deactivated and never deleted first, since it is evidence. Sessions live on without the key, those of
a user for up to 36 hours: a policy denies all that were issued before. A user that the key made is denied everything; if the key put a password
on a user that was there before, the password is deleted. Of root, of a session, of a key of another account and of one that is gone, \`whose\`
says what is true of these.

## The next step

No step may stop a program that still uses a key, so that what IAM says now counts more than the report:

- A key is to be deactivated if it is as idle as the policy's limit, or if a newer key is used and this one was quiet for two weeks.
- A key is to be deleted only after a look at its life: nothing else in AWS says since when it is inactive.
- What an exemption covers asks for no step.
- If something is not known that the step depends on, the step is not known either.

## Permissions

Beside those for the report, the identity of each account needs the following. Only the first one is needed for an answer: of each other one,
\`whose\` says what it could not read, and ends with exit code 3.
`;

const VALUES = `## What it prints

A paragraph for each key, with a line for each value. \`--output json\` prints \`{ "keys": [...] }\`, with these values for each key. Times
are in UTC:
`;

const EXIT_CODES = `## Exit codes

| Exit code | means                                                                                     |
| --------- | ----------------------------------------------------------------------------------------- |
| 0         | each key is one of a user or of root in a configured account                              |
| 1         | a key is foreign, of a session, or does not exist                                         |
| 2         | a flag, an id or the configuration is wrong                                               |
| 3         | something could not be read, so that an answer is not complete, or a line of standard input is no id |
`;

export function whosePage(): string {
  return [
    HEAD,
    '## Options',
    optionTable(WHOSE_OPTIONS),
    HOW,
    permissionTable(COMMAND_PERMISSIONS.whose),
    printedBy('whose'),
    VALUES,
    fieldTable(WHOSE_FIELDS),
    'Each of `made_keys` has the values from `key_id` to `other_key` above.',
    'In `key` and `other_key`:',
    fieldTable(KEY_FIELDS),
    'In each of `life`, `issued`, `sessions`, `made` and `changed`:',
    fieldTable(KEY_EVENT_FIELDS),
    'In `used_by`:',
    fieldTable(KEY_USE_FIELDS),
    'In each of `looked_at`:',
    fieldTable(LOOKED_FIELDS),
    'In each of `policies`:',
    fieldTable(POLICY_FIELDS),
    'In each of `containment`:',
    fieldTable(CONTAINMENT_FIELDS),
    ...keyTables(),
    EXIT_CODES,
  ].join('\n\n');
}
