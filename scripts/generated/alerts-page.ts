/** docs/alerts.md, from the rules. */
import { alertedChecks, findingAlerts } from '../../alerts/finding-alerts.ts';
import { guards } from '../../alerts/guards.ts';
import { familiesInRules } from '../../alerts/families.ts';
import type { AlertingRule } from '../../alerts/rule.ts';
import { markdownTable } from './markdown-table.ts';

const HEAD = `# Alerts

[\`helm/iam-credential-exporter/files/rules.yaml\`](../helm/iam-credential-exporter/files/rules.yaml) holds them, for Prometheus
2.42 and newer. Limits and severities are not in it: they are in the [policy](configuration.md) of the exporter and come with
the series.

## Load them

On Kubernetes the chart makes a PrometheusRule of them:

\`\`\`yaml
prometheusRule:
  enabled: true
monitoringLabels: { release: kube-prometheus-stack }
\`\`\`

Without Kubernetes, name the file in the configuration of Prometheus:

\`\`\`yaml
rule_files:
  - /etc/prometheus/rules.yaml
\`\`\`

Scrape with \`honor_labels: true\`, every minute. The rules are evaluated every minute too, whatever \`evaluation_interval\` says:
more often tells nothing sooner, and each open finding costs something every time, since its text asks for the limit and the date of the
key. 5,000 of them take about four seconds of one processor per evaluation, 200 next to nothing.

Each configuration of the exporter needs a \`job\` or a \`namespace\` of its own, as each release of the chart has: the rules take
all targets of one job for replicas of one exporter. Two jobs may read the same account, each with its own policy; each then
raises its own alerts. Where two policies give a check different severities, the jobs belong into a namespace each: by the inhibit
rules that kube-prometheus brings, a critical alert mutes the warnings of the same name in its namespace.

\`root-used\` tells of a use up to \`withinDays\` before the report was made. For report files set it to \`staleAfter\` or more: what
root did between two files is not told else. After an outage that was longer than \`withinDays\`, look in CloudTrail for root
yourself.

## Findings

Each has the labels \`account_id\`, \`account_name\`, \`owner\`, \`user\`, \`key\` (where it is about one), \`check\` and
\`severity\`, and those of the scrape that stay the same when a pod is replaced: \`namespace\` and \`job\`. With
\`metrics.perUser: false\` the same alerts fire once per account and check, with \`scope="account"\` and without a user; what is
about root stays as it is.
`;

const TAIL = `## Change them

| to …                           | do                                                                                                                 |
| ------------------------------ | ------------------------------------------------------------------------------------------------------------------ |
| change a limit or a severity   | [\`policy.checks\`](configuration.md) of the exporter. A check of severity info is on boards alone.                  |
| have another limit for some    | \`policy.overrides\` of the exporter                                                                                 |
| excuse somebody for a time     | \`exemptions\` of the exporter: the alert ends at once, and comes back when the exemption ends                       |
| turn an alert off, wait longer | \`prometheusRule.alerts.<Alert>.enabled\` and \`.for\` of the chart. Without the chart: leave the rule out of your copy. |
| name an account or owner anew  | nothing. The labels of an alert are what it is: it resolves under the old ones and fires under the new ones 15 minutes later. So it does for a check that gets another severity and a key that gets another slot. |
| have runbooks of your own      | \`prometheusRule.runbookBaseUrl\` of the chart                                                                       |

## What happens during an outage

A finding whose series is gone is not fixed for that: the exporter may be gone, or may not have read the account since it was
restarted. The rules therefore hold each finding for up to 6 hours, as it was when somebody could last tell, and the alert neither
ends nor starts anew. As soon as the exporter and the whole report of the account are there again, they tell:

| what happens                                                          | the alert                                                                   |
| --------------------------------------------------------------------- | --------------------------------------------------------------------------- |
| the next report shows it fixed, or an exemption covers it             | ends at the next evaluation                                                 |
| the next report has rows that could not be read, or leaves out values that this check needs | goes on for 6 hours, though it may be fixed or exempted; \`AwsIamReportRowsSkipped\` or \`AwsIamCheckValuesUnknown\` tells of it |
| the pod or the node is replaced, a second replica comes or goes       | goes on                                                                     |
| one of two replicas is stuck with an old report                       | goes on, though it may be fixed; \`AwsIamAccountFailing\` or \`AwsIamReportStale\` fires too |
| the exporter is gone, or the account is not read yet after a restart  | goes on for 6 hours; \`AwsIamExporterDown\` or \`AwsIamAccountLost\` fires too  |
| the exporter is killed again and again before it has read the account | goes on for 6 hours; \`AwsIamExporterRestarting\` and \`AwsIamAccountLost\` fire too, or \`AwsIamExporterDown\` on and off, if it lives for seconds only |
| the exporter is gone after it was fixed                               | does not come back                                                          |
| the account is taken out of the configuration, or its name given to another one | ends at the next evaluation, or with the report of the other one; \`AwsIamAccountLost\` fires for a day, in case it was not meant |
| another exporter takes the account over, under another job            | goes on for 6 hours if the old one is gone, and fires under the new job too |
| Prometheus cannot reach its targets                                   | goes on, as if the exporter were gone                                       |
| Prometheus itself is away for more than about 4 minutes               | **is told as resolved**, and fires again within a quarter of an hour after Prometheus is back |

No rule can help with the last one. Prometheus tells Alertmanager of each alert until when it holds, four evaluations ahead, and
Alertmanager resolves what nobody renews. Run two Prometheus with the same rules that both send to the same Alertmanager, without
the label of the replica (\`alert_relabel_configs\`): each keeps the alerts of the other alive.

Three series carry this, and boards can use them: \`aws_iam:finding:held\` (1 for each open or held finding),
\`aws_iam:finding_age_days:held\` and \`aws_iam:finding_limit_days:held\`. \`aws_iam:finding:open\` remembers whether a finding
was still open when somebody could last tell.

Whoever wants none of this writes rules on the [plain gauges](metrics.md#alerting-on-the-plain-gauges).
`;

export function alertsPage(): string {
  const needed = familiesInRules().map((family) => `- \`${family}\``);
  return [
    HEAD,
    markdownTable(
      ['Alert', 'Severity', 'Fires when', 'For'],
      findingAlerts.map((alert, index) => {
        const check = alertedChecks[index];
        const off = check?.enabled === false ? ' The check is off by default.' : '';
        return [link(alert), check?.severity ?? '', `${check?.openWhen ?? ''}.${off}`, alert.for];
      }),
    ),
    '## Guards\n\nThey tell whether the numbers themselves can be trusted.\n',
    markdownTable(
      ['Alert', 'Severity', 'Means', 'For'],
      guards.map((alert) => [link(alert), alert.labels?.severity ?? '', alert.annotations.summary, alert.for]),
    ),
    TAIL,
    `## Metrics that they need\n\nWith one of these in \`metrics.exclude\` some alerts cannot fire, or tell less:\n\n${needed.join('\n')}\n`,
  ].join('\n');
}

function link({ alert }: AlertingRule): string {
  return `[${alert}](runbooks/${alert}.md)`;
}
