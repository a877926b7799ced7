/** Values that do not go together end with a sentence that says what to write instead. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { copyOfTheChart, HELM_MAJORS, refusal, render } from '../support/chart.ts';

const ROLE = 'eks.amazonaws.com/role-arn: arn:aws:iam::111111111111:role/exporter';

/** Each value is right by itself. Values as somebody writes them, and what is said about them. */
const CONTRADICTORY: readonly (readonly [string, string])[] = [
  [
    'serviceMonitor: { enabled: true, interval: 2m1s }',
    'serviceMonitor.interval is 2m1s, and Prometheus forgets a series five minutes after its last sample, so that series and alerts would come and go between scrapes: write 1m, or at most 2m',
  ],
  ['serviceMonitor: { enabled: true, interval: 1h }', 'serviceMonitor.interval is 1h, and Prometheus forgets'],
  ['serviceMonitor: { enabled: true, interval: 0s }', 'serviceMonitor.interval is 0s: write 1m, or at least 1s'],
  [
    'serviceMonitor: { enabled: true, scrapeTimeout: 90s }',
    'serviceMonitor.scrapeTimeout is 90s, which is longer than serviceMonitor.interval, and Prometheus refuses that: write 1m or less',
  ],
  [
    'serviceMonitor: { enabled: true, scrapeTimeout: 0s }',
    'serviceMonitor.scrapeTimeout is 0s, and Prometheus refuses that: write 10s, or nothing',
  ],
  [
    'serviceMonitor: { enabled: true, scrapeTimeout: "0" }',
    'serviceMonitor.scrapeTimeout is 0, and Prometheus refuses',
  ],
  [
    'serviceMonitor: { enabled: true }\nservice: { enabled: false }',
    'serviceMonitor.enabled needs the Service: write service.enabled: true, or podMonitor.enabled: true instead',
  ],
  [
    'podMonitor: { enabled: true, interval: 5m, scrapeTimeout: 6m }',
    'podMonitor.interval is 5m, and Prometheus forgets a series five minutes after its last sample',
  ],
  [
    'podMonitor: { enabled: true, scrapeTimeout: 90s }',
    'podMonitor.scrapeTimeout is 90s, which is longer than podMonitor.interval, and Prometheus refuses that: write 1m',
  ],
  [
    'serviceMonitor: { enabled: true }\npodMonitor: { enabled: true }',
    'serviceMonitor.enabled and podMonitor.enabled are both true, and Prometheus would read each pod twice, as two exporters: switch one of them off',
  ],
  [
    'serviceMonitor: { enabled: true, tlsConfig: { insecureSkipVerify: true } }',
    'serviceMonitor.tlsConfig is set, and serviceMonitor.scheme is http: write scheme: https, or remove tlsConfig',
  ],
  [
    'prometheusRule: { enabled: true, interval: 5m }',
    'prometheusRule.interval is 5m: write 1m to 4m. What the alerts look at is recorded once a minute, and with more than 4m a query would lose them between two evaluations',
  ],
  ['prometheusRule: { interval: 30s }', 'prometheusRule.interval is 30s: write 1m to 4m'],
  ['prometheusRule: { extraRules: [{ expr: a }] }', 'prometheusRule.extraRules[0] needs either alert or record'],
  [
    'prometheusRule: { extraRules: [{ alert: a, record: a, expr: a }] }',
    'prometheusRule.extraRules[0] needs either alert or record',
  ],
  [
    'prometheusRule: { extraRules: [{ record: a, expr: b, for: 1m }] }',
    'prometheusRule.extraRules[0] records a and has for, which is for alerts: remove it',
  ],
  ['serviceAccount: { labels: { helm.sh/chart: a } }', 'serviceAccount.labels holds helm.sh/chart, which is'],
  ['podMonitor: { labels: { helm.sh/chart: a } }', 'podMonitor.labels holds helm.sh/chart, which is'],
  [
    'serviceAccount: { create: false }',
    'serviceAccount.name is empty and serviceAccount.create is false: write the name of the ServiceAccount that is there, or create: true',
  ],
  [
    `serviceAccount: { create: false, name: own, annotations: { ${ROLE} } }`,
    'serviceAccount.create is false: annotate the ServiceAccount "own" itself, or write create: true',
  ],
  [
    `serviceAccount: { annotations: { ${ROLE} } }\naws: { existingSecret: keys }`,
    'aws.existingSecret and the annotation eks.amazonaws.com/role-arn exclude each other, since the keys would win over the role: remove one of them',
  ],
  [
    'monitoringLabels: { release: "{{ .Release.Name }}-" }',
    'monitoringLabels.release becomes "exporter-", and Kubernetes takes at most 63 letters, digits, "-", "_" and "."',
  ],
  [
    'monitoringLabels: { app.kubernetes.io/part-of: kube-prometheus-stack }',
    "monitoringLabels holds app.kubernetes.io/part-of, which is the chart's to set: use another label",
  ],
  ['commonLabels: { app.kubernetes.io/managed-by: me }', 'commonLabels holds app.kubernetes.io/managed-by, which is'],
  ['commonLabels: { helm.sh/chart: mine }', 'commonLabels holds helm.sh/chart, which is'],
  ['podLabels: { app.kubernetes.io/name: mine }', 'podLabels holds app.kubernetes.io/name, which is'],
  ['podLabels: { app.kubernetes.io/part-of: mine }', 'podLabels holds app.kubernetes.io/part-of, which is'],
  [
    'service: { labels: { app.kubernetes.io/component: a } }',
    'service.labels holds app.kubernetes.io/component, which',
  ],
  [
    'serviceMonitor: { labels: { app.kubernetes.io/instance: a } }',
    'serviceMonitor.labels holds app.kubernetes.io/inst',
  ],
  [
    'prometheusRule: { labels: { app.kubernetes.io/version: a } }',
    'prometheusRule.labels holds app.kubernetes.io/vers',
  ],
  ['dashboards: { labels: { app.kubernetes.io/name: a } }', 'dashboards.labels holds app.kubernetes.io/name, which is'],
  [
    'dashboards: { sidecar: { label: app.kubernetes.io/name } }',
    'dashboards.sidecar.label holds app.kubernetes.io/name, which is',
  ],
  [
    'global: { imagePullSecrets: registry }',
    'global.imagePullSecrets is no list: write the names of the Secrets as one, such as [registry]',
  ],
  [
    'prometheusRule: { enabled: true, alerts: { AwsIamRootLogin: { enabled: false } } }',
    'prometheusRule.alerts.AwsIamRootLogin is no alert; write one of AwsIamAccessKeyCreatedForOther, ',
  ],
  [
    'prometheusRule: { enabled: true, alertLabels: { owner: me } }',
    'prometheusRule.alertLabels.owner would replace the label that says what the alert is about: use another name',
  ],
  [
    'prometheusRule: { enabled: true, alerts: { AwsIamRootUsed: { labels: { account_id: x } } } }',
    'prometheusRule.alerts.AwsIamRootUsed.labels.account_id would replace the label that says what the alert is about',
  ],
  [
    'prometheusRule: { identityLabels: [job] }',
    'prometheusRule.identityLabels holds job, which the rules have already',
  ],
  [
    'prometheusRule: { identityLabels: [user] }',
    'prometheusRule.identityLabels holds user, which the rules have already',
  ],
  [
    'prometheusRule: { identityLabels: [cluster], alertLabels: { cluster: a } }',
    'prometheusRule.alertLabels.cluster would replace the label that says what the alert is about',
  ],
  ['prometheusRule: { alertLabels: { __name__: a } }', 'prometheusRule.alertLabels.__name__ would replace the label'],
  [
    'prometheusRule: { alertLabels: { foo-bar: x } }',
    'prometheusRule.alertLabels.foo-bar is no name that Prometheus 2 takes, and it would refuse every alert with it: write letters, digits and "_", no digit first',
  ],
  [
    'prometheusRule: { alerts: { AwsIamRootUsed: { labels: { 1st: x } } } }',
    'prometheusRule.alerts.AwsIamRootUsed.labels.1st is no name that Prometheus 2 takes',
  ],
  [
    'dashboards: { enabled: true, kind: GrafanaDashboard }',
    'dashboards.grafanaOperator.instanceSelector is empty: write the labels of your Grafana, such as matchLabels: { dashboards: grafana }',
  ],
  [
    'podDisruptionBudget: { enabled: true, minAvailable: 1 }',
    'podDisruptionBudget lets none of the 1 pods go, and no node could be drained: write maxUnavailable: 1 and no minAvailable',
  ],
  ['podDisruptionBudget: { enabled: true, minAvailable: 1000000 }', 'podDisruptionBudget lets none of the 1 pods go'],
  ['podDisruptionBudget: { enabled: true, maxUnavailable: 0 }', 'podDisruptionBudget lets none of the 1 pods go'],
  ['podDisruptionBudget: { enabled: true, maxUnavailable: 0% }', 'podDisruptionBudget lets none of the 1 pods go'],
  // Kubernetes rounds up.
  ['podDisruptionBudget: { enabled: true, minAvailable: 1% }', 'podDisruptionBudget lets none of the 1 pods go'],
  [
    'replicas: 2\npodDisruptionBudget: { enabled: true, minAvailable: 51% }',
    'podDisruptionBudget lets none of the 2 pods go',
  ],
  [
    'replicas: 3\npodDisruptionBudget: { enabled: true, minAvailable: 100% }',
    'podDisruptionBudget lets none of the 3 pods go',
  ],
  [
    'podDisruptionBudget: { enabled: true, maxUnavailable: "" }',
    'podDisruptionBudget.enabled is true, and neither maxUnavailable nor minAvailable is set: write maxUnavailable: 1',
  ],
];

describe.each(HELM_MAJORS)('helm %d', (major) => {
  // Side by side: each is a Helm of its own.
  it.concurrent.each(CONTRADICTORY)('refuses %s', async (values, message) => {
    expect(await refusal({ helm: major, values })).toContain(message);
  });
});

/** Values at the edge of what is refused. */
const HARMONIOUS: readonly string[] = [
  'replicas: 2\npodDisruptionBudget: { enabled: true, minAvailable: 50% }',
  'replicas: 3\npodDisruptionBudget: { enabled: true, minAvailable: 66% }',
  'replicas: 2\npodDisruptionBudget: { enabled: true, minAvailable: 1 }',
  'podDisruptionBudget: { enabled: true, minAvailable: 0% }',
  'podDisruptionBudget: { enabled: true, maxUnavailable: 1% }',
  // Scaled to zero for a while.
  'replicas: 0\npodDisruptionBudget: { enabled: true, minAvailable: 0 }',
  'replicas: 0\npodDisruptionBudget: { enabled: true, minAvailable: 1 }',
  'replicas: 0\npodDisruptionBudget: { enabled: true, maxUnavailable: 0 }',
  'podMonitor: { enabled: true }\nservice: { enabled: false }',
  'prometheusRule: { enabled: true, interval: 1m }',
  // On the pod it is nobody else's.
  'podLabels: { app.kubernetes.io/version: mine }',
  'prometheusRule: { enabled: true, alertLabels: { _team2: a } }',
  'prometheusRule: { enabled: true, identityLabels: [cluster, environment] }',
];

describe.each(HELM_MAJORS)('helm %d', (major) => {
  it.concurrent.each(HARMONIOUS)('takes %s', async (values) => {
    expect(await render({ helm: major, values })).not.toEqual([]);
  });
});

it('tells every contradiction at once', async () => {
  const values = CONTRADICTORY.slice(0, 1).map(([yaml]) => yaml);
  const said = await refusal({ values: [...values, 'serviceAccount: { create: false }'].join('\n') });
  expect(said).toContain('- serviceMonitor.interval is 2m1s');
  expect(said).toContain('- serviceAccount.name is empty');
});

describe('a chart whose files are damaged', () => {
  it.each([
    ['is not YAML', 'groups: [', 'files/rules.yaml of the chart is not YAML (error converting YAML to JSON'],
    ['is empty', '', 'files/rules.yaml of the chart has no groups: put the file back'],
  ])('says that rules.yaml %s', async (_what, rules, message) => {
    const chart = await copyOfTheChart();
    await writeFile(path.join(chart, 'files/rules.yaml'), rules);
    expect(await refusal({ chart, values: { prometheusRule: { enabled: true } } })).toContain(message);
  });

  it('says that the dashboards are missing', async () => {
    const chart = await copyOfTheChart();
    await rm(path.join(chart, 'files/dashboards'), { recursive: true });
    const said = await refusal({ chart, values: { dashboards: { enabled: true } } });
    expect(said).toContain('the chart has no file in files/dashboards: put them back');
  });
});
