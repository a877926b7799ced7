/** A scrape without `honor_labels`, by which labels of the target replace those of the exporter. */
import {
  exporterWith,
  type FiringAlert,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';

const ALERT = 'AwsIamLabelsReplaced';

function firing(replaced: string): FiringAlert {
  return {
    labels: { alertname: ALERT, severity: 'critical', ...KEPT, replaced },
    summary: 'Prometheus replaces labels of the exporter, so that alerts name the wrong thing or do not fire.',
    description: `Prometheus replaces the label ${replaced} of the IAM credential exporter, job iam-credential-exporter in namespace monitoring, with a label of its target. Alerts about findings name the wrong account, user or owner, or do not fire. Set \`honor_labels: true\` in the scrape configuration (\`honorLabels: true\` in a ServiceMonitor or PodMonitor), or give the label of the target another name.`,
  };
}

/** As Prometheus stores a label of the exporter beside that of its target. */
function replace(labels: Labels, label: string, target: string): Labels {
  const { [label]: own = '', ...others } = labels;
  return { ...others, [label]: target, [`exported_${label}`]: own };
}

const OF_USER = { account_id: PRODUCTION.account_id, user: 'deploy', kind: 'machine' };
const OF_COUNT = {
  ...PRODUCTION,
  owner: 'payments',
  check: 'access-key-not-rotated',
  severity: 'warning',
  status: 'open',
};

const families: readonly { readonly label: string; readonly metric: string; readonly labels: Labels }[] = [
  { label: 'account_id', metric: 'aws_iam_credential_report_generated_timestamp_seconds', labels: PRODUCTION },
  { label: 'owner', metric: 'aws_iam_check_findings', labels: OF_COUNT },
  { label: 'check', metric: 'aws_iam_check_findings', labels: OF_COUNT },
  { label: 'user', metric: 'aws_iam_user_info', labels: OF_USER },
];

export const replacedLabelScenarios: readonly Scenario[] = [
  ...families.map(({ label, metric, labels }) => ({
    name: `${ALERT} fires where the target has a label ${label} of its own`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      [series(metric, { ...POD_1, ...replace(labels, label, 'of-the-target') })]: '1x60',
    },
    expect: [nothing(ALERT, '9m'), { at: '10m', alert: ALERT, firing: [firing(label)] }],
  })),
  {
    name: `${ALERT} does not fire where the labels of the exporter are honored`,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...Object.fromEntries(families.map(({ metric, labels }) => [series(metric, { ...POD_1, ...labels }), '1x60'])),
    },
    expect: [nothing(ALERT, '1h')],
  },
];
