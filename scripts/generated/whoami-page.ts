/** docs/whoami.md: the `whoami` command, from its options and from the values that it prints. */
import { WHOAMI_FIELDS } from '../../src/cli/whoami-fields.ts';
import { WHOAMI_OPTIONS } from '../../src/cli/whoami-options.ts';
import { fieldTable, optionTable } from './command-tables.ts';
import { podCommand } from './pod-command.ts';

const HEAD = `# whoami

\`iam-credential-exporter whoami\` (in a checkout \`node dist/main.js whoami\`) asks AWS as whom each account of the configuration is read, or the
account of the default credential chain without a list of accounts. It gets credentials as the exporter does: from the same chain, through
the same proxy, in the same region, with the same role and external id. Run it where the exporter runs, as the user that the exporter runs
as and with its environment:

\`\`\`sh
iam-credential-exporter whoami --config.file=config.yaml
iam-credential-exporter whoami --config.file=config.yaml --account production --output json
${podCommand('whoami')}
\`\`\`

It makes the call \`GetCallerIdentity\`, which needs no permission: \`iam-policy\` prints nothing for it. So an account can be fine here and
still lack the permission to read its report, which \`check\` tries.

With \`organization\` the first line, \`(exporter)\`, has the exporter's own credentials, whichever \`--account\` says. For the accounts after it
\`whoami\` asks the organization, which needs \`organizations:ListAccounts\`, and \`organizations:ListTagsForResource\` and
\`organizations:ListParents\` where the configuration needs tags and units. Where that fails, it says so on standard error, and
asks only about the accounts that the configuration names.

\`aws sts get-caller-identity\` may name somebody else: with \`AWS_PROFILE\` and a key in the environment the AWS CLI takes the key, and this
exporter the profile. \`whoami\` warns of that.
`;

const VALUES = `## What it prints

A line for each account. The columns of a role, an endpoint, a proxy and certificates are there if an account has one. \`--output json\`
prints \`{ "accounts": [...] }\`, with these keys for each account; with \`organization\` also \`exporter\`, which has the same keys without
\`account_name\`. No key or other secret is among them:
`;

const EXIT_CODES = `Standard error has the failure of each account in the words of [the exporter's log](troubleshooting.md).

## Exit codes

| Exit code | means                                                                                  |
| --------- | -------------------------------------------------------------------------------------- |
| 0         | AWS said of each account who asks                                                      |
| 2         | a flag or the configuration is wrong                                                   |
| 3         | an account or the organization could not be asked, or a filter matches nothing         |
`;

export function whoamiPage(): string {
  return [
    HEAD,
    '## Options',
    optionTable(WHOAMI_OPTIONS),
    '`--account` also takes a regular expression for the whole name, as [that of `check`](check.md#filters) does. A report file is chosen by its name alone.',
    VALUES,
    fieldTable(WHOAMI_FIELDS),
    EXIT_CODES,
  ].join('\n\n');
}
