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
    - alert: AwsIamCriticalFindingsInUnit
      expr: |
        sum by (ou) (
          max by (account_id, ou) (
            aws_iam_account_ou_info
            or last_over_time(aws_iam_account_ou_info[1d]) unless on (account_id) (aws_iam_account_ou_info or aws_iam_account_info)
          )
          * on (account_id) group_left ()
          max by (account_id) (aws_iam:account_findings:trend{severity="critical"})
        ) > 0
      labels: { severity: warning }
      annotations:
        summary: 'Critical IAM findings below the organizational unit {{ $labels.ou }}: {{ $value }}.'
        description: The board IAM overview lists them, with {{ $labels.ou }} as OU.
    - alert: AwsIamUnitsUnknown
      expr: absent_over_time(aws_iam_account_ou_info[1d])
      for: 1h
      labels: { severity: warning }
      annotations:
        summary: The exporter says of no account below which organizational units it is.
        description: No alert of a unit can fire. Does the configuration have an organization, and does the list of its accounts say their units?
\`\`\`

Without the chart, the list under \`extraRules\` goes under \`rules\` of a group in a rule file of your own, beside the shipped rules: they record the numbers, and hold them while nobody reads the account, as they hold its
findings. Route the alert by \`ou\`, and group by it, above all other routes of \`AwsIam.+\`:

\`\`\`yaml
- matchers: [alertname="AwsIamCriticalFindingsInUnit", ou="ou-ab12-11111111"]
  receiver: shops
  group_by: [alertname, ou]
\`\`\`

The alerts of the findings still go to owners and on-call: this one is a warning, so that it wakes nobody twice. It fires for each unit above the account, so route the units that somebody answers for. Where the list of an
organization does not say the units of its accounts, as in older partitions, the exporter asks for them if an \`include\` or \`exclude\` [chooses by a unit](configuration.md#organization).
`;
