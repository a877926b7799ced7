/** docs/whose.md: the `whose` command, from its options and from the values that it prints. */
import { KEY_FIELDS } from '../../src/cli/key-fields.ts';
import { WHOSE_FIELDS } from '../../src/cli/whose-fields.ts';
import { WHOSE_OPTIONS } from '../../src/cli/whose-options.ts';
import { fieldTable, optionTable } from './command-tables.ts';
import { keyTables } from './key-tables.ts';

const HEAD = `# whose

\`iam-credential-exporter whose\` (in a checkout \`node dist/main.js whose\`) takes the id of an access key, from a log, a repository or an alert of a
secret scanner, and says whose it is, whether it is used, what the policy says of it and which step of its rotation comes next:

\`\`\`sh
iam-credential-exporter whose --config.file=config.yaml AKIAIOSFODNN7EXAMPLE
iam-credential-exporter whose --config.file=config.yaml --output json - < ids.txt
\`\`\`

\`\`\`text
AKIAGO645SY5AAOLDKEY: a key of the user ci-deploy in member (444455556666), owner payments
  Key        active, created 2025-01-01 (690 days ago), last used 2026-11-21 (less than a day ago) for s3 in eu-central-1
  Finding    warning: access-key-not-rotated, 690 days, limit 90
  Next step  Create a second key, and give it to the programs that use this one. A role instead of the user is better still.
             Run it in member (444455556666):
             aws iam create-access-key --user-name=ci-deploy
\`\`\`

It changes nothing in AWS: the commands that it prints are for you. An id is no secret. If a text is not an id, \`whose\` does not repeat it, as
it may be the secret that belongs to one.
`;

const HOW = `## How it finds the key

The id of a key holds the id of its account, except in keys made before 2019. \`whose\` asks that account, through the role of the
configuration, for the user and the last use of the key. If the account has no such key, is not configured, or does not let \`whose\` look, it asks STS
which account the key is of. The credential report has no ids of keys: \`whose\` finds the key in it by the moment at which the key was created, so that
overrides and exemptions apply as they do in the exporter.

It keeps apart what other programs call "not found":

| Answer         | means                                                                                                      |
| -------------- | ---------------------------------------------------------------------------------------------------------- |
| \`user-key\`     | it is a key of a user in a configured account                                                              |
| \`root-key\`     | it is a key of root in a configured account                                                                |
| \`session-key\`  | the id begins with \`ASIA\`: it is the key of a session, which ends by itself                                |
| \`foreign-key\`  | it is a key of an account that AWS is not asked about in the configuration                                 |
| \`no-key\`       | AWS knows no such key: it was deleted, or there never was one                                              |
| \`not-known\`    | an account or STS could not be asked, so that nobody knows; the failure says why                           |

## The next step

No step may stop a program that still uses a key, so that what IAM says now counts more than the report:

- A key is to be deactivated if it is as idle as the policy's limit, or if a newer key is used and this one was quiet for two weeks.
- A key is to be deleted only after a look into the event history: AWS does not say since when it is inactive.
- What an exemption covers asks for no step.
- If something is not known that the step depends on, the step is not known either.

## Permissions

Beside those for the report, the identity of each account needs \`iam:GetAccessKeyLastUsed\` and \`iam:ListAccessKeys\`. One of the first three
accounts of the configuration needs \`sts:GetAccessKeyInfo\` for keys whose id does not lead to them. \`iam-policy\` does not print them, as the exporter itself does not need them. Without \`iam:ListAccessKeys\`, \`whose\` still names the user.
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
| 3         | something could not be read, so that an answer is not complete                            |
`;

export function whosePage(): string {
  return [
    HEAD,
    '## Options',
    optionTable(WHOSE_OPTIONS),
    HOW,
    VALUES,
    fieldTable(WHOSE_FIELDS),
    'In `key` and `other_key`:',
    fieldTable(KEY_FIELDS),
    ...keyTables(),
    EXIT_CODES,
  ].join('\n\n');
}
