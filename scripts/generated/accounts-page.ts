/** docs/accounts.md: the `accounts` command, from its options and from the values that it prints. */
import { ACCOUNTS_FIELDS } from '../../src/cli/accounts-fields.ts';
import { ACCOUNTS_OPTIONS } from '../../src/cli/accounts-options.ts';
import type { StandingState } from '../../src/model/account-standing.ts';
import { fieldTable, optionTable } from './command-tables.ts';
import { markdownTable } from './markdown-table.ts';
import { podCommand } from './pod-command.ts';

const HEAD = `# accounts

\`iam-credential-exporter accounts\` (in a checkout \`node dist/main.js accounts\`) lists the accounts of the configuration and of the
organization, if the configuration has \`organization\`: which of them the exporter reads, which it does not, and why. Run it where the exporter
runs, as the user that the exporter runs as and with its environment:

\`\`\`sh
iam-credential-exporter accounts --config.file=config.yaml
iam-credential-exporter accounts --config.file=config.yaml --owner payments
iam-credential-exporter accounts --config.file=config.yaml --output csv > accounts.csv
${podCommand('accounts')}
\`\`\`

It asks the organization for its list, and for tags if the configuration needs them, at most five accounts a second. Then it asks each account
that is in for its credential report and for nothing else. It needs no permission that the exporter does not need too, knows nothing of a
running exporter and changes nothing: run it before you roll out another \`include\` or \`exclude\`.
`;

const FILTERS = `Both filters also take regular expressions for the whole name, as [those of \`check\`](check.md#filters) do. \`--account\` also finds accounts that
are out. Of those nobody knows the owner, so that \`--owner\` leaves them out.`;

const VALUES = `## What it prints

A line for each account, those of the configuration first, and below it on standard error each failure in the words of
[the exporter's log](troubleshooting.md) and the sums by state. Columns that no account has a value for are not in the table.
\`--output json\` prints \`{ "accounts": [...] }\`, with these keys for each account; \`--output csv\` has the same values in columns of the same
names, without \`units\` and \`joined\`:
`;

const STATES: Readonly<Record<StandingState, string>> = {
  read: 'AWS gave its report.',
  pending:
    'It is in the organization for less than a day, and its role is not there yet: a StackSet brings it. This is no failure. An exporter that has read the account before calls it a failure.',
  failed:
    'It could not be read: `why` and standard error say for which reason. Or its tags decide whether it is in, and are not known.',
  excluded: 'Out: `why` is the selector of `organization.exclude` that matches it.',
  not_included: 'Out: `organization.include` has no selector that matches it.',
  suspended: 'Out: AWS has suspended it.',
  pending_closure: 'Out: it is being closed.',
  closed: 'Out: it is closed. AWS removes it after 90 days.',
  pending_activation: 'Out: AWS has not activated it yet.',
};

const EXIT_CODES = `An entry in \`accounts\` is in whatever \`include\` and \`exclude\` say: only its state in the organization keeps it out.

## Exit codes

| Exit code | means                                                                                                                                    |
| --------- | ---------------------------------------------------------------------------------------------------------------------------------------- |
| 0         | AWS gave the report of each account that is in, or its role is still to come                                                              |
| 2         | a flag or the configuration is wrong                                                                                                     |
| 3         | the organization could not be listed, in which case no account is printed; tags are not known; an account that is in could not be read; or a filter matches nothing |
`;

export function accountsPage(): string {
  const states = Object.entries(STATES).map(([state, means]) => [`\`${state}\``, means]);
  return [
    HEAD,
    '## Options',
    optionTable(ACCOUNTS_OPTIONS),
    FILTERS,
    VALUES,
    fieldTable(ACCOUNTS_FIELDS),
    '## States',
    markdownTable(['State', 'means'], states),
    EXIT_CODES,
  ].join('\n\n');
}
