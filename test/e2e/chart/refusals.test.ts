/** Wrong values end with a message that says where they are or what to write instead. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { copyOfTheChart, helm, HELM_MAJORS, type Rendering } from '../support/chart.ts';

const ROLE = 'eks.amazonaws.com/role-arn: arn:aws:iam::111111111111:role/exporter';

/** Values as somebody writes them, and what is said about them. */
const MISSPELT: readonly (readonly [string, string])[] = [
  ['replica: 2', "at '': additional properties 'replica' not allowed"],
  ['serviceMonitor: { intervall: 1m }', "at '/serviceMonitor': additional properties 'intervall' not allowed"],
  ['serviceMonitor: { interval: 60 }', "at '/serviceMonitor/interval': got number, want string"],
  ['serviceMonitor: { interval: soon }', "at '/serviceMonitor/interval': 'soon' does not match"],
  ['serviceMonitor: { honorLabels: false }', "at '/serviceMonitor': additional properties 'honorLabels' not allowed"],
  ['serviceMonitor: { interval: null }', "at '/serviceMonitor': missing property 'interval'"],
  ['aws:', "at '': missing property 'aws'"],
  ['logLevel: verbose', "at '/logLevel': value must be one of 'debug', 'info', 'warn', 'error'"],
  ['podSecurityContext: { runAsNonroot: true }', "at '/podSecurityContext': additional properties 'runAsNonroot'"],
  ['tolerations: [{ keys: a }]', "at '/tolerations/0': additional properties 'keys' not allowed"],
  ['extraVolumes: [{ name: a, configmap: { name: b } }]', "at '/extraVolumes/0': additional properties 'configmap'"],
  ['commonLabels: { cost: 815 }', "at '/commonLabels/cost': got number, want string"],
  ['image: { digest: latest }', "at '/image/digest': 'latest' does not match"],
  ['dashboards: { kind: Grafana }', "at '/dashboards/kind': value must be one of 'ConfigMap', 'GrafanaDashboard'"],
  ['prometheusRule: { alerts: { AwsIamRootUsed: { after: 1h } } }', "at '/prometheusRule/alerts/AwsIamRootUsed'"],
  ['config: { refreshIntervall: 4h }', "at '/config': additional properties 'refreshIntervall' not allowed"],
  ['config: { refreshInterval: "" }', "at '/config/refreshInterval'"],
  ['config: { accounts: [{ name: a, rolearn: b }] }', "at '/config/accounts/0': additional properties 'rolearn'"],
  ['config: { accounts: [{ name: 111122223333 }] }', "at '/config/accounts/0/name': got number, want string"],
  ['config: { accounts: [{ name: 012345670123 }] }', "at '/config/accounts/0/name': got number, want string"],
  [
    'config: { policy: { checks: { access-key-not-rotatd: { maxAgeDays: 1 } } } }',
    "at '/config/policy/checks': additional properties 'access-key-not-rotatd' not allowed",
  ],
];

/** Each value is right by itself. */
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
    'serviceMonitor: { enabled: true }\nservice: { enabled: false }',
    'serviceMonitor.enabled needs the Service: write service.enabled: true',
  ],
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
    'extraEnv: [{ name: AWS_SECRET_ACCESS_KEY, value: hush }]',
    'extraEnv holds AWS_SECRET_ACCESS_KEY, and a key has no place in values: put it into a Secret and write its name to aws.existingSecret',
  ],
  [
    'extraArgs: [--web.listen-address=:80]',
    "extraArgs holds --web.listen-address, which is the chart's to set: remove it and use containerPort",
  ],
  ['extraArgs: [--config.file=/x]', 'remove it and use the values under config'],
  [
    'prometheusRule: { enabled: true, alerts: { AwsIamRootLogin: { enabled: false } } }',
    'prometheusRule.alerts.AwsIamRootLogin is no alert; write one of AwsIamAccessKeyNotRotated, ',
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
    'dashboards: { enabled: true, kind: GrafanaDashboard }',
    'dashboards.grafanaOperator.instanceSelector is empty: write the labels of your Grafana, such as matchLabels: { dashboards: grafana }',
  ],
  [
    'podDisruptionBudget: { enabled: true, minAvailable: 1 }',
    'podDisruptionBudget lets none of the 1 pods go, and no node could be drained: write maxUnavailable: 1 and no minAvailable',
  ],
  ['podDisruptionBudget: { enabled: true, maxUnavailable: 0 }', 'podDisruptionBudget lets none of the 1 pods go'],
  [
    'podDisruptionBudget: { enabled: true, maxUnavailable: "" }',
    'podDisruptionBudget.enabled is true, and neither maxUnavailable nor minAvailable is set: write maxUnavailable: 1',
  ],
];

describe.each(HELM_MAJORS)('helm %d', (major) => {
  it.each([...MISSPELT, ...CONTRADICTORY])('refuses %s', async (values, message) => {
    expect(await refusal({ helm: major, values })).toContain(message);
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

async function refusal(rendering: Rendering): Promise<string> {
  const { code, stderr } = await helm(rendering);
  expect(code).toBe(1);
  return stderr;
}
