/** docs/metrics.md, from the metric families. */
import { levels } from '../../src/metrics/catalogue.ts';
import { markdownTable } from './markdown-table.ts';

const INTRODUCTION: Readonly<Record<(typeof levels)[number]['name'], string>> = {
  report: 'One series per account: where its report comes from, how old it is, and what it holds.',
  user: 'One series per user, root included. Root is `user="<root_account>"`.',
  key: 'One series per access key. `key` is the slot in the report, `1` or `2`: a position, not an identity. A key can change its slot when the other one is deleted.',
  certificate: 'One series per X.509 signing certificate. `certificate` is the slot in the report, `1` or `2`.',
  root: 'One series per account that has a row for root.',
  finding:
    'One series per open finding, for as long as it is open. `key` is empty where a finding concerns no access key, which Prometheus reads as no such label. [Checks](checks.md) says what each check is.',
  'check count':
    'Three series per account and enabled check, one of each `status`. They start at 0 with the first report.',
  check: 'One series per check that is enabled for anybody.',
  exemption: 'One series per exemption of the configuration.',
  exporter:
    'The exporter itself. `account_name` is the name in the configuration, since the id of an account is known only from its first report.',
};

const HEAD = `# Metrics

Every family that /metrics can show, besides the usual \`process_*\` and \`nodejs_*\` ones. Three rules hold for all of them:

- **Unknown is never zero.** A value that AWS did not give has no series.
- **A failed refresh changes no fact.** The last good report stays; its age and the failure are metrics too.
- **Ages are whole days**, counted up to now. The facts are of the moment that
  \`aws_iam_credential_report_generated_timestamp_seconds\` names: a key used since then still counts as unused. The age of a
  finding counts as its check does: idleness up to the report, from the latest of used and changed.

Scrape with \`honor_labels: true\`, every minute. Any family can be left out: see
[configuration](configuration.md#metrics).

## Alerting on the plain gauges

The report's facts can be alerted on as they are. The key that is too old, only while it is active:

\`\`\`promql
aws_iam_access_key_age_days > 90 and aws_iam_access_key_active == 1
\`\`\`

Numbers that are themselves too old, for every account:

\`\`\`promql
time() - aws_iam_credential_report_generated_timestamp_seconds > 2 * aws_iam_credential_report_refresh_interval_seconds
\`\`\`

With two replicas, collapse them first: \`max by (account_id, user, key) (aws_iam_access_key_age_days)\`.
`;

export function metricsPage(): string {
  return [HEAD, ...levels.map(section)].join('\n');
}

function section({ name, identity, families }: (typeof levels)[number]): string {
  const title = `## ${name[0]?.toUpperCase() ?? ''}${name.slice(1)} level`;
  const labels = identity.map((label) => `\`${label}\``).join(', ');
  const identified =
    identity.length === 0 ? '' : `Each has ${identity.length > 1 ? 'the labels' : 'the label'} ${labels}.`;
  const rows = families.map((family) => [
    `\`${family.name}\``,
    family.type,
    family.labels.map((label) => `\`${label}\``).join(', '),
    family.help,
    family.absent,
  ]);
  const examples = families.map((family) => family.example);
  return [
    title,
    `${INTRODUCTION[name] ?? ''} ${identified}`,
    markdownTable(['Name', 'Type', 'More labels', 'Meaning', 'Absent'], rows),
    `Examples, in the order of the table:\n\n\`\`\`promql\n${examples.join('\n')}\n\`\`\`\n`,
  ].join('\n\n');
}
