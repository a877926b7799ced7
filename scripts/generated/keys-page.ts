/** docs/keys.md: the `keys` command, from its options and from the values that it prints. */
import { KEYS_OPTIONS } from '../../src/cli/keys-options.ts';
import { LISTED_KEY_FIELDS } from '../../src/cli/keys-output.ts';
import { COMMAND_PERMISSIONS } from '../../src/model/command-permissions.ts';
import { fieldTable, optionTable } from './command-tables.ts';
import { keyTables } from './key-tables.ts';
import { permissionTable, printedBy } from './permission-table.ts';

const HEAD = `# keys

\`iam-credential-exporter keys\` (in a checkout \`node dist/main.js keys\`) lists the access keys of users with their ids, which the credential report
does not have. It says of each key how old it is, when, where and for what it was last used, and which step of its rotation comes next.
The oldest key is first:

\`\`\`sh
iam-credential-exporter keys --config.file=config.yaml --account production --user ci-deploy
iam-credential-exporter keys --config.file=config.yaml --check access-key-not-rotated
\`\`\`

It reads the report of each chosen account, and then asks IAM about the users that are chosen and have keys: a call for the list, and one
for each key. With \`--check\` these are the users that the check has found something about. It changes nothing in AWS. Root's keys are not in the
list, as nobody else can list them. \`keys\` does not read the fact \`activity\`, so that the findings of events are not among those that it prints:
[\`check\`](check.md) has them. \`keys\` refuses a \`--check\` that looks at events only. For a key of which you have only the id, there is [\`whose\`](whose.md).
[Rotate the access keys of a user](guides/rotation.md) is the guide from the first step to the last.
`;

const PERMISSIONS = `The filters work as [those of \`check\`](check.md#filters) do.

## Permissions

Beside those for the report, the identity of each account needs:
`;

const VALUES = `## What it prints

A line for each key. \`--output json\` prints \`{ "keys": [...] }\`, with these values for each key. Times are in UTC:
`;

const EXIT_CODES = `## Exit codes

| Exit code | means                                                         |
| --------- | ------------------------------------------------------------- |
| 0         | all that was asked for could be read                          |
| 2         | a flag or the configuration is wrong                          |
| 3         | something could not be read, or a filter matches nothing      |
`;

export function keysPage(): string {
  return [
    HEAD,
    '## Options',
    optionTable(KEYS_OPTIONS),
    PERMISSIONS,
    permissionTable(COMMAND_PERMISSIONS.keys),
    printedBy('keys'),
    VALUES,
    fieldTable(LISTED_KEY_FIELDS),
    ...keyTables(),
    EXIT_CODES,
  ].join('\n\n');
}
