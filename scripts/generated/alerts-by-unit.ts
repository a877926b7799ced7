/** How docs/alerts.md says whose an alert is. test/e2e/alerts/unit-rule.test.ts runs its rule. */
export const BY_OWNER_AND_UNIT = `## By owner and by organizational unit

**By owner**: each alert of a finding has the label \`owner\`, which the configuration says of the account, or [a tag of it](configuration.md#organization). [alertmanager.yml](../examples/alertmanager.yml) has a route for each
owner, and sends what has no owner, or one without a route, to those who look for one.

**By unit**: the organizational unit is no label of these alerts. Labels are the identity of an alert, so that an account that moves to another unit would resolve all of its alerts and fire
them again. Add one alert of your own, which fires for each unit while an account below it, in a nested unit too, has a critical finding:

\`\`\`yaml
prometheusRule:
  enabled: true
  extraRules:
    - alert: IamCriticalFindingsInUnit
      expr: |
        sum by (ou) (
          max by (account_id, ou) (aws_iam_account_ou_info)
          * on (account_id) group_left ()
          sum by (account_id) (max by (account_id, check) (aws_iam_check_findings{severity="critical", status="open"}))
        ) > 0
      # while a pod of the exporter is replaced
      keep_firing_for: 15m
      labels: { severity: warning }
      annotations:
        summary: 'Critical IAM findings below the organizational unit {{ $labels.ou }}: {{ $value }}.'
        description: The board IAM overview lists them, with {{ $labels.ou }} as OU.
\`\`\`

Without the chart, the list under \`extraRules\` goes under \`rules\` of a group in a rule file of your own. Route it by \`ou\`, and group by it, above the routes of owners:

\`\`\`yaml
- matchers: [alertname="IamCriticalFindingsInUnit", ou="ou-ab12-11111111"]
  receiver: shops
  group_by: [alertname, ou]
\`\`\`

The alerts of the findings still go to owners and on-call: this one is a warning, so that it wakes nobody twice. It fires for each unit above the account, so route the units that somebody answers for. While the exporter is
away it ends after 15 minutes, and the alerts of the findings go on. The exporter must know the units: [\`aws_iam_account_ou_info\`](metrics.md).
`;
