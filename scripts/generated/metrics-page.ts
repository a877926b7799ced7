/** docs/metrics.md, from the metric families. */
import { levels } from '../../src/metrics/catalogue.ts';
import { markdownTable } from './markdown-table.ts';

const HEAD = `# Metrics

Every family that /metrics can show, besides the usual \`process_*\` and \`nodejs_*\` ones. Four rules hold for all of them:

- **Unknown is never zero.** A value that AWS did not give has no series.
- **A failed refresh changes no fact.** The last good report stays; its age and the failure are metrics too.
- **Ages are whole days**, counted up to now. The report is of the moment that
  \`aws_iam_credential_report_generated_timestamp_seconds\` names: a key used since then still counts as unused. Every other fact is of the
  moment that \`iam_credential_exporter_fact_timestamp_seconds\` names.
- **Idle is not unused.** \`_unused_days\` counts from the last use up to now. \`_idle_days\` counts from the last use or the last change,
  whichever was later, up to the report, as the checks and the age of a finding do. A password that was last used two years ago and changed
  yesterday is unused for two years and idle for a day.

Scrape with \`honor_labels: true\`, every minute. You can leave out any family: see [configuration](configuration.md#metrics).

## Alerting on the plain gauges

You can write alerts on the facts themselves. A key that is too old, only while it is active:

\`\`\`promql
aws_iam_access_key_age_days > 90 and aws_iam_access_key_active == 1
\`\`\`

A report that is too old, for every account:

\`\`\`promql
time() - aws_iam_credential_report_generated_timestamp_seconds > 2 * aws_iam_credential_report_refresh_interval_seconds
\`\`\`

If you run two replicas, collapse them first: \`max by (account_id, user, key) (aws_iam_access_key_age_days)\`.
`;

export function metricsPage(): string {
  return [HEAD, ...levels.map(section)].join('\n');
}

function section({ name, introduction, labels: identity, families }: (typeof levels)[number]): string {
  const title = `## ${name[0]?.toUpperCase() ?? ''}${name.slice(1)} level`;
  const labels = identity.map((label) => `\`${label.name}\``).join(', ');
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
    `${introduction} ${identified}`,
    markdownTable(['Name', 'Type', 'More labels', 'Meaning', 'Absent'], rows),
    `Examples, in the order of the table:\n\n\`\`\`promql\n${examples.join('\n')}\n\`\`\`\n`,
  ].join('\n\n');
}
