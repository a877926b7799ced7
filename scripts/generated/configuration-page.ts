/** docs/configuration.md, from the flags and the schema of the configuration file. */
import { environmentVariable, type FlagDeclaration, FLAGS } from '../../src/config/flags.ts';
import { configJsonSchema, type JsonSchema } from './config-schema.ts';
import { markdownTable } from './markdown-table.ts';

/** Read by a test as a configuration, so that it stays a good one. */
export const EXAMPLE = `# yaml-language-server: $schema=config.schema.json
refreshInterval: 4h
accounts:
  - name: production
    roleArn: arn:aws:iam::111111111111:role/iam-credential-exporter
    externalId: s3cret
    owner: payments
  - name: sandbox
    reportFile: ./sandbox.csv
    staleAfter: 7d
metrics:
  exclude: ["aws_iam_signing_certificate_.*"]
`;

const HEAD = `# Configuration

## Command line

Each flag is also an environment variable; the command line wins. A wrong value stops the start with every problem listed and
exit code 2.
`;

const FILE_HEAD = `## Configuration file

\`--config.file\` names a YAML file. Every key is optional, and without a file the exporter reads the one account of the default AWS
credential chain. \`--config.check\` tells every problem of a file with its line, and
[config.schema.json](../config.schema.json) lets an editor tell them while you write.

\`\`\`yaml
${EXAMPLE}\`\`\`

Durations are written as in Prometheus: \`90s\`, \`10m\`, \`1h30m\`, \`7d\`. Texts that look like numbers need quotes: YAML would read an
account id such as \`012345670123\` as a number, and as another one.
`;

const CHECKS_HEAD = `Each check by its id, with \`enabled\`, \`severity\` and, where it has one, its limit in days. [Checks](checks.md) says what each one is
and shows limits, overrides and exemptions at work.`;

const FILE_TAIL = `## Reloading

\`SIGHUP\`, and \`POST /-/reload\` with \`--web.enable-lifecycle\`, read the configuration file again. Unchanged accounts keep their facts,
removed ones vanish at once, and an account whose source changed starts anew. A bad file changes nothing: the configuration
before it still runs, the log lists the problems, and \`iam_credential_exporter_config_last_reload_successful\` is 0. Flags are read
at the start only. The signal goes to the process of the exporter itself, \`node dist/main.js\` or the container, and not to npm.

## check

\`iam-credential-exporter check\` (in a checkout \`npm start --silent -- check\`) asks each account once, holds the policy against the answers and prints
what is open, the worst first: \`--output table\` (the default), \`json\` or \`csv\` on standard output. Progress, accounts and rows that could
not be read, old reports and the counts go to standard error, with how many findings each exemption covers: one that is not named there
covers nothing. In CSV a name that a spreadsheet would calculate has a quote before it.

| Exit code | means                                                                          |
| --------- | ------------------------------------------------------------------------------ |
| 0         | nothing is open, or nothing that \`--fail-on\` asks for                         |
| 1         | something of the severity of \`--fail-on\`, or a worse one, is open             |
| 2         | a flag or the configuration is wrong                                           |
| 3         | an account or a row of a report could not be read, so nobody can tell, whatever was found |
| 70        | a fault of the program                                                         |

What AWS did not give makes a check _unknown_, which is counted on standard error and fails nothing.

\`--report-file FILE\` looks at that report instead of the configured accounts. The account is then named after the file and has no
owner: patterns for accounts still match its id.

## AWS settings

Credentials, endpoints and retries are those of the AWS SDK for JavaScript, from its environment variables and the shared
configuration files: \`AWS_PROFILE\`, \`AWS_REGION\`, \`AWS_ENDPOINT_URL\`, \`AWS_MAX_ATTEMPTS\`, \`AWS_USE_FIPS_ENDPOINT\`, IAM roles for
service accounts, EKS Pod Identity, SSO and instance metadata. The SDK does not read \`HTTPS_PROXY\`.

\`iam-credential-exporter iam-policy --config.file=FILE\` (in a checkout \`npm start --silent -- iam-policy --config.file=FILE\`) prints the least IAM policy for the identity that the exporter runs with, and
\`iam-policy --account NAME\` the one for the role in an account.

## Report files

The age of a file's report is counted from \`generatedTime\`, and without it from the file's modification time. A git clone, a mounted
ConfigMap or a copy makes an old file look new: write \`generatedTime\` there. How to download a report:
[deployment](deployment.md#reports-from-files).
`;

export function configurationPage(): string {
  const schema = configJsonSchema();
  const { accounts, metrics, policy, exemptions } = schema.properties ?? {};
  const { checks, overrides } = policy?.properties ?? {};
  return [
    HEAD,
    flagTable(),
    FILE_HEAD,
    '### Top level',
    keyTable(schema),
    '### `accounts[]`',
    keyTable(accounts?.items ?? {}),
    '### `metrics`',
    keyTable(metrics ?? {}),
    '### `policy.checks`',
    CHECKS_HEAD,
    checkTable(checks ?? {}),
    '### `policy.overrides[]`',
    keyTable(overrides?.items ?? {}),
    '### `policy.overrides[].match`',
    keyTable(overrides?.items?.properties?.match ?? {}),
    '### `exemptions[]`',
    keyTable(exemptions?.items ?? {}),
    FILE_TAIL,
  ].join('\n\n');
}

function flagTable(): string {
  const rows = Object.values<FlagDeclaration>(FLAGS).map((flag) => [
    `\`--${flag.name}\``,
    flag.default === undefined ? '' : `\`${flag.default}\``,
    flag.description,
    `\`${environmentVariable(flag)}\``,
  ]);
  const own = [
    ['`--version`', '', 'Print the version.', ''],
    ['`--help`', '', 'Print the flags and commands.', ''],
  ];
  return markdownTable(['Flag', 'Default', 'Meaning', 'Environment variable'], [...rows, ...own]);
}

function keyTable({ properties = {}, required = [] }: JsonSchema): string {
  const rows = Object.entries(properties).map(([key, value]) => [
    `\`${key}\``,
    defaultOf(value, required.includes(key)),
    value.description ?? '',
  ]);
  return markdownTable(['Key', 'Default', 'Meaning'], rows);
}

function checkTable({ properties = {} }: JsonSchema): string {
  const rows = Object.entries(properties).map(([id, { properties: keys = {} }]) => [
    `[\`${id}\`](checks.md#${id})`,
    ...['enabled', 'severity'].map((key) => defaultOf(keys[key] ?? {}, false)),
    Object.entries(keys)
      .filter(([key]) => key !== 'enabled' && key !== 'severity')
      .map(([key, { default: value }]) => `\`${key}: ${String(value)}\``)
      .join(', '),
  ]);
  return markdownTable(['Key', '`enabled`', '`severity`', 'Limit'], rows);
}

function defaultOf({ default: value, type }: JsonSchema, required: boolean): string {
  if (required) return 'required';
  return value === undefined || type === 'object'
    ? ''
    : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}
