/** docs/configuration.md, from the flags and the schema of the configuration file. */
import { environmentVariable, type FlagDeclaration, FLAGS } from '../../src/config/flags.ts';
import { configJsonSchema, type JsonSchema } from './config-schema.ts';
import { markdownTable } from './markdown-table.ts';
import { webConfigSection } from './web-config-table.ts';

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

/** Read by a test as a configuration too. */
export const EXTENSION_EXAMPLE = `x-audit: &audit { owner: payments, externalId: s3cret }
accounts:
  - { <<: *audit, name: production, roleArn: arn:aws:iam::111111111111:role/iam-credential-exporter }
  - { <<: *audit, name: staging, roleArn: arn:aws:iam::222222222222:role/iam-credential-exporter }
`;

/** Read by a test as a configuration too. */
export const DEFAULTS_EXAMPLE = `accountDefaults: { roleName: iam-credential-exporter, externalId: s3cret, owner: platform }
accounts:
  - "111111111111"
  - "222222222222"
  - { id: "333333333333", name: payments, owner: payments }
`;

const DEFAULTS_HEAD = `Accounts whose roles have one name need only their ids:

\`\`\`yaml
${DEFAULTS_EXAMPLE}\`\`\`

The exporter makes the ARN of such a role in its own partition, for which it asks STS who it is. Where one of the ids is its own account, it reads that
account with its own credentials and assumes no role.`;

/** Read by a test as a configuration too. */
export const ORGANIZATION_EXAMPLE = `organization:
  roleName: iam-credential-exporter
  externalId: s3cret
  ownerTag: team
  include: [{ ou: ou-ab12-11111111 }]
  exclude: [{ account: "333333333333" }, { tag: { key: env, value: sandbox } }]
accountDefaults: { owner: platform }
`;

const ORGANIZATION_HEAD = `The exporter finds the accounts by itself: it asks AWS Organizations for the list and reads each active account through the role of that name.
[\`accounts\`](accounts.md) shows which ones, and why the others are out; [examples/iam](../examples/iam/README.md#a-whole-organization) has the roles.

\`\`\`yaml
${ORGANIZATION_EXAMPLE}\`\`\`

A list counts only when every page of it came. What fails changes nothing, and an account leaves after two lists without it. An account that is suspended or
closed is counted and not asked. A new one whose role is not there yet is pending for its first day, without an alert.

The list also says which account is the management account, whose root needs a password: [\`root-credentials-present\`](checks.md#root-credentials-present) never judges it, and
[\`root-management\`](deployment.md#further-facts) is asked of it and of the account that lists the organization.

An entry of \`accounts\` with the \`id\` of such an account, or with its role, goes before: what the entry says holds, what it does not say (name, owner, role) comes from
the organization, and \`include\` and \`exclude\` do not count for it. Of two accounts with one name, the one that joined first keeps it bare, and the other one has its id
behind it.

With \`ownerTag\` the owner of an account is the value of that tag: at most 100 characters of it, without control characters. AWS gives the tags of one account at a time, and
the exporter asks for five accounts a second at most and again after six hours. It does not show an account before it knows its tags, or knows that AWS refuses
them and none of them decides whether it is read: an alert for the wrong team would be worse than one a minute later. \`--storage.path\` keeps the list and these tags over a restart.

A rule of \`include\` or \`exclude\` that matches no account of the organization is mostly mistyped: after a complete list the log warns of it once, such as
\`organization.exclude[0]: ou ou-ab12-99999999 matches no account of the organization\`, and \`accounts\` says the same. Of a tag it does so only where the tags of all
active accounts are known.`;

const HEAD = `# Configuration

## Command line

Each flag is also an environment variable. If both are set, the command line wins. A variable that is empty is one that is not set, and the exporter
warns of one that begins as its own do and is none. With a wrong value the exporter does not start: it lists
every problem and ends with exit code 2.
`;

const FILE_HEAD = `## Configuration file

\`--config.file\` names a YAML file. Every key is optional, and without a file the exporter reads the one account of the default AWS
credential chain. \`--config.check\` lists every problem of a file with its line. With [config.schema.json](../config.schema.json) an editor
shows them while you write.

\`\`\`yaml
${EXAMPLE}\`\`\`

Write durations as in Prometheus: \`90s\`, \`10m\`, \`1h30m\`, \`7d\`; and sizes as in its \`body_size_limit\`: \`100KB\`, \`64MB\`,
in powers of 1024. Texts that look like numbers need quotes: YAML would read an account id such as \`012345670123\` as a different
number. A text over several lines needs quotes, or \`>-\` before it: a line that is indented too far would otherwise become part of the
value above it.

What several entries have in common can be written once, with anchors and \`<<\`. Top-level keys that begin with \`x-\` are yours, for such
anchors:

\`\`\`yaml
${EXTENSION_EXAMPLE}\`\`\`

The exporter names the key that is meant where one is misspelt. It warns of a pattern that looks like a glob (\`ci-*\` is \`ci-.*\` as a regular
expression), of a pattern for accounts that matches none of the configuration, of a pattern for roles with an ARN or a path in it, of \`regions\` and lists of
patterns that change nothing with the other keys of the file, and of a quote or a backslash in the name or the owner of an account, as dashboards put them into their queries. The file has to be
UTF-8.

No problem repeats a value of the file, since a slip may have put a secret there, and log lines have only names of accounts, paths of report
files and regions: look at the line that it names. A file
without content is refused. Write \`{}\` if you mean all defaults.
`;

/** Each is read by a test as the partitions of a table. */
export const PARTITION_EXAMPLES = [
  ['by hand, for each region', '{ region: region, date: [year, month, day] }'],
  ['by hand, for each account and region', '{ account: account, region: region, date: [year, month, day] }'],
  ['projected, one region or trail', '{ date: [timestamp] }'],
  ['projected, an organization', '{ account: accountid, region: region, date: [date] }'],
  ['none, as the CloudTrail console makes it', '{}'],
] as const;

/** Read by a test as a configuration. */
export const WATCH_EXAMPLE = `facts:
  activity: { enabled: true, source: logs, interval: 5m }
logs:
  logGroup: arn:aws:logs:eu-central-1:999999999999:log-group:organization-trail
  account: audit
`;

const WATCH_HEAD = `Each fact has \`enabled\` and \`interval\`; [deployment](deployment.md#further-facts) says what they are. This one has more keys, and a
[guide](guides/activity.md#the-watch) says which \`source\` to take:

\`\`\`yaml
${WATCH_EXAMPLE}\`\`\``;

const PARTITIONS_HEAD = `The column with the whole day holds it as the folders of CloudTrail do, \`2026/11/22\`, unless the table says of a projected column which format it
has, or the column is a \`date\`. These are common:

${markdownTable(
  ['The table is partitioned', '`partitions`'],
  PARTITION_EXAMPLES.map(([what, example]) => [what, `\`${example}\``]),
)}`;

const CHECKS_HEAD = `Each check by its id, with \`enabled\`, \`severity\` and, if the check has one, its limit in days. [Checks](checks.md) explains each check and
shows examples of limits, overrides and exemptions.`;

const FILE_TAIL = `## Reloading

On \`SIGHUP\`, or on \`POST /-/reload\` with \`--web.enable-lifecycle\`, the exporter reads the configuration file again. Accounts keep their
facts, also under another name or owner. One whose role, external id or region changes keeps them until AWS answers under the new one,
unless the role is of another account. Removed accounts vanish at once. A bad file changes nothing: the exporter keeps the configuration
before it, the log lists the problems, and \`iam_credential_exporter_config_last_reload_successful\` is 0. The exporter reads flags only at
the start. Send the signal to the process of the exporter itself, \`node dist/main.js\` or the container, and not to npm.

A file that somebody is writing is a good file with fewer accounts, and so the exporter is careful with it:

- It looks twice, 200 ms apart, and waits up to 10 s until the file stays as it is. A file that does not rest by then, or cannot be read by
  then, is refused.
- It refuses a file that takes away more than half of the accounts. An account under another name, or with another role of the
  same AWS account under its old name, is still there. If that is right, write \`expectedAccounts: 14\` with the number of entries that
  \`accounts\` still has.
- The log names the accounts that left at level \`warn\`.

With \`expectedAccounts\` as the last line of the file, a reload takes the whole file and no beginning of it: a file with another number is
refused, and so is one without the key after one with it. To take the key out, restart the exporter. Where you can, write the file under
another name and rename it.

## AWS settings

The AWS SDK for JavaScript takes credentials, endpoints and retries from its environment variables and from the shared configuration files: \`AWS_PROFILE\`, \`AWS_REGION\`, \`AWS_ENDPOINT_URL\`, \`AWS_MAX_ATTEMPTS\`, \`AWS_USE_FIPS_ENDPOINT\`, IAM roles for
service accounts, EKS Pod Identity, SSO and instance metadata.

The region is that of the account's entry, of \`AWS_REGION\`, of the profile, or of the instance, and \`us-east-1\` without any. With an
\`AWS_REGION\` that is no region the exporter does not start; with such a region in the profile the accounts that take it fail with the reason
\`configuration\`.

\`iam-credential-exporter iam-policy --config.file=FILE\` (in a checkout \`node dist/main.js iam-policy --config.file=FILE\`) prints the least IAM policy for the identity that the exporter runs with, and
\`iam-policy --account NAME\` the one for the role in an account; the id of the account does as well. With \`--command activity\`, \`keys\` or \`whose\` it allows what that command needs too.

With \`organization\` it also prints, with \`--for\`, \`member-role\` and \`member-trust\` (policy and trust policy of the role in each account), and with
\`organization.roleArn\` \`reader-role\` and \`reader-trust\` (those of that role). A trust policy needs \`--principal ARN\`, the role or user that the exporter runs as, and shows the external id
of the configuration. [examples/iam](../examples/iam/README.md) puts them together.

### Proxies and certificates

These variables of the environment count for every call to AWS: IAM, STS, the portal of SSO, and what else the credentials need.

| variable              | meaning                                                                                                                                              |
| --------------------- | ---------------------------------------------------------------------------------------------------------------------------------------------------- |
| \`HTTPS_PROXY\`         | the proxy, such as \`http://proxy.example:3128\`; a login goes into the URL. \`ALL_PROXY\` where there is none                                           |
| \`HTTP_PROXY\`          | the same for an endpoint without TLS, such as an emulator of AWS                                                                                     |
| \`NO_PROXY\`            | hosts without a proxy, with commas between: \`iam.example\`, \`.example\` for all hosts of a domain, \`*\` for all. Ranges of addresses are not understood |
| \`AWS_CA_BUNDLE\`       | file with the certificates (PEM) that are trusted, in place of those that Node.js brings, as for the AWS CLI                                         |
| \`NODE_EXTRA_CA_CERTS\` | file with certificates that are trusted beside those that Node.js brings; not where \`AWS_CA_BUNDLE\` is set                                           |

The lower-case names, such as \`https_proxy\`, count too, and before the others. Instance metadata and the endpoint of a container, such as the
agent of EKS Pod Identity, are never asked through a proxy. The exporter reads the variables and files at its start.

## Report files

The age of the report in a file counts from \`generatedTime\`, and without it from the modification time of the file. After a git clone, in a
mounted ConfigMap or after a copy an old file looks new: write \`generatedTime\` there. [Deployment](deployment.md#reports-from-files) says how to
download a report. Either of them that is before what the report holds is wrong: the newest moment in the report counts then.
`;

export function configurationPage(): string {
  const schema = configJsonSchema();
  const { accounts, accountDefaults, organization, facts, logs, athena, metrics, policy, exemptions } =
    schema.properties ?? {};
  const { checks, overrides } = policy?.properties ?? {};
  return [
    HEAD,
    flagTable(),
    FILE_HEAD,
    '### Top level',
    keyTable(schema),
    '### `accounts[]`',
    keyTable(accounts?.items?.anyOf?.[0] ?? {}),
    '### `accountDefaults`',
    DEFAULTS_HEAD,
    keyTable(accountDefaults ?? {}),
    '### `organization`',
    ORGANIZATION_HEAD,
    keyTable(organization ?? {}),
    '### `organization.include[]`, `organization.exclude[]`',
    keyTable(organization?.properties?.include?.items ?? {}),
    '### `facts.activity`',
    WATCH_HEAD,
    keyTable(facts?.properties?.activity ?? {}),
    '### `logs`',
    keyTable(logs ?? {}),
    '### `athena`',
    keyTable(athena ?? {}),
    '### `athena.partitions`',
    PARTITIONS_HEAD,
    keyTable(athena?.properties?.partitions ?? {}),
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
    ...webConfigSection(),
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
      .map(([key, { default: value }]) => (value === undefined ? `\`${key}\`` : `\`${key}: ${JSON.stringify(value)}\``))
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
