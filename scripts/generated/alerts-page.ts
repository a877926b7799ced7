/** docs/alerts.md, from the rules. */
import { alertedChecks, findingAlerts } from '../../alerts/finding-alerts.ts';
import { guards } from '../../alerts/guards.ts';
import { familiesInRules } from '../../alerts/families.ts';
import type { AlertingRule } from '../../alerts/rule.ts';
import type { Check } from '../../src/checks/check.ts';
import { BY_OWNER_AND_UNIT } from './alerts-by-unit.ts';
import { markdownTable } from './markdown-table.ts';

const HEAD = `# Alerts

[\`helm/iam-credential-exporter/files/rules.yaml\`](../helm/iam-credential-exporter/files/rules.yaml) has the alerts, for Prometheus 2.42 and
newer. The limits and severities of findings are not in it: they are in the [policy](configuration.md) of the exporter and come with the series.

## Load them

On Kubernetes the chart makes a PrometheusRule:

\`\`\`yaml
prometheusRule:
  enabled: true
monitoringLabels: { release: kube-prometheus-stack } # the name of that Helm release
\`\`\`

\`kubectl get prometheuses --all-namespaces --output yaml\` shows the labels that Prometheus wants, under \`ruleSelector\` and \`serviceMonitorSelector\`.

Without Kubernetes, let the exporter [print the rules](deployment.md#commands), and name the file in the configuration of Prometheus:

\`\`\`sh
iam-credential-exporter rules > /etc/prometheus/rules.yaml
\`\`\`

\`\`\`yaml
rule_files:
  - /etc/prometheus/rules.yaml
\`\`\`

Scrape with \`honor_labels: true\`, every minute. Scrape each pod, and not the Service: behind one address, replicas take turns at answering.

The rules set their own intervals, whatever \`evaluation_interval\` says. Prometheus evaluates recording rules every minute and alerts every four
minutes, because AWS makes a report only every four hours. So an alert fires up to four minutes after its wait. **Prometheus never shows an alert as
pending**: it is inactive, and then it fires, because the expressions wait and not \`for\`. To see at once that the rules work, ask Prometheus for
\`aws_iam:finding:held\`: after two minutes it has a series for each open finding.

5,000 findings take about half a second of one processor per minute, and 200 take next to nothing. The texts of alerts ask Prometheus for nothing more.

Where one Prometheus or one ruler sees exporters of several clusters, the rules must tell them apart. Otherwise nobody notices that the exporter
of one cluster is gone, as long as another cluster has one with the same \`job\` and \`namespace\`. Name the label that tells clusters apart, in the chart:

\`\`\`yaml
prometheusRule:
  identityLabels: [cluster]
\`\`\`

or to the command that prints the rules:

\`\`\`sh
iam-credential-exporter rules --identity-label cluster > rules.yaml
\`\`\`

Each series must have the label, from the target or from the Prometheus that scrapes it: Prometheus does
not add its own \`external_labels\` to series that it evaluates itself. Add the label to \`group_by\` and to each \`equal\` of
[alertmanager.yml](../examples/alertmanager.yml) too. [Boards](dashboards.md#load-them) do not tell clusters apart.

Each configuration of the exporter needs a \`job\` or a \`namespace\` of its own, as each release of the chart has: the rules treat all targets of
one job as replicas of one exporter. Two jobs may read the same account, each with its own policy. Each of them then raises its own alerts. If
two policies give a check different severities, put the jobs into different namespaces: by the inhibit rules of kube-prometheus, a critical
alert mutes the warnings of the same name in its namespace.

\`root-used\` reports a use of root up to \`withinDays\` before AWS made the report. For report files set it to \`staleAfter\` or more: otherwise
it can miss a use between two files. After an outage that was longer than \`withinDays\`, look for root in CloudTrail yourself.

A sign-in as root raises up to three alerts: \`AwsIamRootSignedIn\` within 40 minutes, \`AwsIamRootApiUsed\` for what root then calls, and
\`AwsIamRootUsed\` with the next report. With the \`inhibit_rules\` of [alertmanager.yml](../examples/alertmanager.yml) the first one mutes the
two others of the same account, so that on-call gets one page. A silenced \`AwsIamRootSignedIn\` still mutes the two others, so keep a silence short. \`AwsIamRootSignedIn\` ends a day after the sign-in, and \`AwsIamRootUsed\` with the first report after that, up to four
hours later: it is a second page then, unless \`withinHours\` of \`root-signed-in\` is 30. While \`AwsIamRootSignedIn\` fires, another use of root in that account makes no page.

## Findings

Each alert has the labels \`account_id\`, \`account_name\`, \`owner\`, \`user\`, \`key\` (if it is about an access key), \`check\` and \`severity\`. It also
has the labels of the scrape that stay the same when a pod is replaced: \`namespace\` and \`job\`. With \`metrics.perUser: false\` the same
alerts fire once per account and check, with \`scope="account"\` and without a user. Alerts about root stay as they are, and so do alerts about the account as a
whole, which never have a \`user\`.
`;

const TAIL = `## What a message says

The [example of Alertmanager](../examples/README.md#links-in-messages) makes one short message per alert, account and owner. A message about findings leads to the [pages](pages.md#a-link-from-an-alert) of the
exporter, which say what to do: from its title, and from the name of each user, or to the list where there are more than three. It also has links to the board and to the runbook. A message about the exporter itself
leads to the board, because the exporter may be the part that does not answer.

## Change them

| to …                           | do                                                                                                                 |
| ------------------------------ | ------------------------------------------------------------------------------------------------------------------ |
| change a limit or a severity   | [\`policy.checks\`](configuration.md) of the exporter. Only boards show a check of severity info.                  |
| have another limit for some    | \`policy.overrides\` of the exporter                                                                                 |
| accept a finding for a time    | \`exemptions\` of the exporter: the alert ends at once, and fires again when the exemption ends                      |
| turn an alert off, wait longer | with the chart: \`prometheusRule.alerts.NAME.enabled\` and \`.for\` |
| the same without the chart | leave the rule out of your copy, or change what its expression waits: the \`offset\` of the alert of a finding, the seconds at the end of a guard. Do not add a \`for\`: the alert would wait again after each restart of Prometheus |
| rename an account or owner     | nothing. The labels are the identity of an alert: it goes on under the old labels until it fires under the new ones, 15 minutes later. Silences with the old name do not match the new alert. The same happens when a check gets another severity or a key another slot |
| have alerts of your own | with the chart: \`prometheusRule.extraRules\` |
| have runbooks of your own      | \`prometheusRule.runbookBaseUrl\` of the chart                                                                       |

## What happens during an outage

If the series of a finding is gone, the finding is not necessarily fixed: perhaps the exporter is gone, or has not read the account since its
restart. The rules therefore hold each finding in its last known state, and its alert goes on: for up to a day while the exporter or the account is
away, and without a limit while the exporter is there but its report does not say whether the finding is fixed. As soon as the exporter and the whole
report of the account are there again, the report decides:

| what happens                                                          | the alert                                                                   |
| --------------------------------------------------------------------- | --------------------------------------------------------------------------- |
| the next report shows it fixed, or an exemption covers it             | ends at the next evaluation, within five minutes                            |
| the row of the user could not be read in the next report              | goes on as long as that lasts, though it may be fixed; \`AwsIamReportRowsSkipped\` fires too. Where \`metrics.perUser\` is false, the alerts of the whole account go on |
| the next report leaves out values that this check needs, for any user of the account | goes on as long as that lasts, though it may be fixed or exempted; \`AwsIamCheckValuesUnknown\` fires too |
| the exporter refuses a new report: it is cut, or older than the last  | goes on: the exporter keeps the last good report; \`AwsIamAccountFailing\` fires too |
| the pod or the node is replaced, a second replica comes or goes       | goes on                                                                     |
| one of two replicas is stuck with an old report                       | goes on, though it may be fixed; \`AwsIamAccountFailing\` or \`AwsIamReportStale\` fires too |
| a new pod cannot start, so that the old one stays                     | goes on by the old configuration; with shards, of an account whose shard has no other pod, for a day; \`AwsIamExporterReplicaDown\` fires too |
| the exporter is gone, or the account is not read yet after a restart  | goes on for a day; \`AwsIamExporterDown\` or \`AwsIamAccountLost\` fires too  |
| the exporter has a stored report after a restart ([\`--storage.path\`](deployment.md#what-a-restart-loses)), and AWS is away | goes on as long as AWS is away; \`AwsIamAccountFailing\` fires too |
| the exporter is killed again and again before it has read the account | goes on for a day; \`AwsIamExporterRestarting\` and \`AwsIamAccountLost\` fire too, or \`AwsIamExporterDown\` on and off, if it lives for seconds only |
| the exporter has the report again after a restart, but not yet another fact that this check needs | goes on until the exporter has read the fact |
| the exporter cannot read that fact after the restart                  | goes on as long as that lasts, though it may be fixed; \`AwsIamFactFailing\` fires too |
| the exporter cannot read the events of the home region to the end, and the check is one of events | goes on as long as that lasts, though its \`withinHours\` may have passed; \`AwsIamActivityStale\` fires too |
| somebody turns the check off, or the fact that it needs               | ends at the next evaluation, or within a quarter of an hour after a restart |
| the exporter is gone after it was fixed                               | does not come back                                                          |
| somebody removes the account from the configuration, or gives its name to another account | goes on for 30 minutes in which every exporter of the job is there and knows all accounts, and then ends. An account that comes back within 30 minutes shows nothing |
| one of several shards is missing, or their number changes            | goes on for a day; \`AwsIamShardsDisagree\` fires too |
| the account or its owner gets another name, the check another severity, or the key another slot, because somebody deleted the other key | goes on until the alert with the new labels fires, and ends some minutes later; after an hour, if that one does not fire |
| a restart brings another name of the account, and the exporter has no stored report | goes on until the alert with the new name fires, if the exporter reads the account within 30 minutes; otherwise it ends, and \`AwsIamAccountFailing\` fires |
| somebody renames the user in AWS                                      | ends with the next report, and fires under the new name 15 minutes later: for AWS and the report it is another user |
| somebody sets \`metrics.perUser\` to false                            | ends at the next evaluation, so that no name stays; the alert that counts fires 15 minutes later |
| another exporter takes the account over, under another job            | goes on for a day if the old one is gone, and fires under the new job too |
| Prometheus cannot reach its targets                                   | goes on, as if the exporter were gone                                       |
| Prometheus itself restarts, and is away for less than 8 minutes       | goes on                                                                     |
| Prometheus itself is away for 8 to 12 minutes                         | goes on, unless Alertmanager sends messages in just the moment between its end and its renewal |
| Prometheus itself is away for longer                                  | **may be resolved by Alertmanager**, and is after 16 minutes. It fires again within four minutes after Prometheus is back, or after its whole wait if Prometheus was away for more than an hour |

The last three hold for guards too. A guard that still waits does not count the time without Prometheus, and at first after a start none begins or
ends for want of a scrape.

Why these numbers: Prometheus evaluates the alerts at fixed moments, four minutes apart, which a restart does not move. Each time it sends an alert
to Alertmanager with an end 16 minutes ahead, and Alertmanager resolves an alert that nobody renews by then.

- Less than 8 minutes without Prometheus leave at most 12 minutes between two evaluations: the alert is renewed in time.
- 8 to 12 minutes leave 12 or 16. After 16 the renewal comes moments after the end, and Alertmanager says that the
  alert ended only if \`group_interval\` is over just then.
- More than 12 minutes leave 16 or more, and no rule can help.

Prometheus counts as away until it has found Alertmanager again, some seconds after its start. To be safe, run two Prometheus servers with the same
rules that both send to the same Alertmanager, without the label of the replica (\`alert_relabel_configs\`): each renews the alerts of the other.

Boards can use the three series behind this: \`aws_iam:finding:held\` (1 for each open or held finding; for a quarter of an hour under old and
new labels, if they changed), \`aws_iam:finding_age_days:held\` and \`aws_iam:finding_limit_days:held\`. \`aws_iam:finding:state\` has the last known
state of a finding, which alerts look at: its age in days, -1 if its check has no limit in days, and -2, once, when it ended. Every four minutes the group
\`aws-iam-trends\` records what boards show over weeks.

## On other rulers

The rules run on every ruler that evaluates them as Prometheus does: the rules of a group one after the other, each of which can read what those before it
have just recorded, and at the interval that the group says. No group has more than 20 rules, which is the limit of Mimir and Grafana Cloud. A ruler that asks a
store over the network asks one query for each rule, however many findings there are: the texts ask for nothing.

- **Several clusters** on one ruler: [name the label](#load-them) that tells them apart. With Thanos and Mimir it must be on each series, as an external
  label of the Prometheus that scrapes, or as a label of the target.
- **The ruler must find its own series**: the rules read what they recorded a moment ago, and \`ALERTS\`. Thanos Ruler must be a store of the Querier that
  it asks.
- **vmalert** stores what a rule records only after it has asked for the next one, which therefore reads what was recorded a minute ago. Alerts
  begin and end some minutes later, and **the alert of a finding ends when the exporter is gone**, though nobody fixed it. Where you use vmalert all the same,
  rely on \`AwsIamExporterDown\` for that. It needs \`-remoteWrite.url\` and \`-datasource.url\` of one store.
- **vmalert before 2026-04** keeps a label that a rule sets to an empty text. Its alerts then carry \`limit\`, \`rotated\`, \`interval\`,
  \`last_day\`, \`reasons\`, \`checks\`, \`regions\`, \`why\` and \`guard\`, and become other alerts when one of these changes. Drop them with \`alert_relabel_configs\` of its notifiers.
- **Amazon Managed Service for Prometheus** takes 1,000 active alerts per Alertmanager, and drops what comes after. Where you have more findings, set
  \`metrics.perUser: false\`: one alert per check and account then counts them, and \`iam-credential-exporter check\` names them.

If you want none of this, write rules on the [plain gauges](metrics.md#alerting-on-the-plain-gauges).
`;

export function alertsPage(): string {
  const needed = familiesInRules().map((family) => `- \`${family}\``);
  return [
    HEAD,
    markdownTable(
      ['Alert', 'Severity', 'Fires when', 'For'],
      findingAlerts.map((alert, index) => {
        const check = alertedChecks[index];
        return [link(alert), check?.severity ?? '', `${check?.openWhen ?? ''}.${whenOn(check)}`, alert.wait];
      }),
    ),
    '## Guards\n\nGuards say whether you can trust the numbers themselves.\n',
    markdownTable(
      ['Alert', 'Severity', 'Means', 'For'],
      guards.map((alert) => [link(alert), alert.labels?.severity ?? '', alert.annotations.summary, alert.wait]),
    ),
    BY_OWNER_AND_UNIT,
    TAIL,
    `## Metrics that they need\n\nWith one of these in \`metrics.exclude\` some alerts cannot fire, say less, or end later:\n\n${needed.join('\n')}\n`,
  ].join('\n');
}

function whenOn({ enabled = true, needs = [] }: Partial<Check> = {}): string {
  const facts = needs.map((fact) => ` The check needs the fact \`${fact}\`.`).join('');
  return `${facts}${enabled ? '' : ' The check is off by default.'}`;
}

function link({ alert }: AlertingRule): string {
  return `[${alert}](runbooks/${alert}.md)`;
}
