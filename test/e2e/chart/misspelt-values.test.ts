/** Values of the wrong shape end with a message that says where they are. */
import { describe, expect, it } from '@jest/globals';
import { HELM_MAJORS, refusal, render } from '../support/chart.ts';

/** Of patterns and lists of words, values at the edge of what is refused. */
const RIGHT: readonly string[] = [
  'aws: { region: "" }',
  'aws: { region: us-gov-west-1 }',
  'caBundle: { configMap: a, key: .bundle_1-a.pem }',
  'resources: { limits: { cpu: 0.5, memory: 1e9 }, requests: { cpu: 250m, memory: 1.5Gi, example.org/gpu: 1 } }',
  'resources: { limits: { memory: "1e9" }, requests: { memory: "536870912" } }',
  'hostAliases: [{ ip: "fd00:ec2::23" }, { ip: "::1" }, { ip: "1:2:3:4:5:6:7::" }, { ip: "::ffff:10.0.0.1" }, { ip: 255.255.255.255 }]',
  'dnsConfig: { nameservers: ["2001:0DB8:0:0:0:0:0:1"] }',
  'networkPolicy: { httpsTo: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }, { ipBlock: { cidr: "::/0" } }] }',
  'networkPolicy: { httpsTo: [{ ipBlock: { cidr: "fd00:ec2::23/128" } }] }',
  'tolerations: [{ operator: Exists }, { key: a, operator: Equal, value: b, effect: PreferNoSchedule }]',
  'tolerations: [{ key: a, operator: "", effect: "" }]',
  'prometheusRule: { enabled: true, extraRules: [{ alert: a, expr: b, for: 1d12h, keep_firing_for: "0" }] }',
];

/** Values as somebody writes them, and what is said about them. */
const MISSPELT: readonly (readonly [string, string])[] = [
  ['replica: 2', "at '': additional properties 'replica' not allowed"],
  ['serviceMonitor: { intervall: 1m }', "at '/serviceMonitor': additional properties 'intervall' not allowed"],
  ['serviceMonitor: { interval: 60 }', "at '/serviceMonitor/interval': got number, want string"],
  ['serviceMonitor: { interval: soon }', "at '/serviceMonitor/interval': 'soon' does not match"],
  ['serviceMonitor: { honorLabels: false }', "at '/serviceMonitor': additional properties 'honorLabels' not allowed"],
  ['logFormat: text', "at '/logFormat': value must be one of 'json', 'logfmt'"],
  ['logLevel: verbose', "at '/logLevel': value must be one of 'debug', 'info', 'warn', 'error'"],
  ['podSecurityContext: { runAsNonroot: true }', "at '/podSecurityContext': additional properties 'runAsNonroot'"],
  ['tolerations: [{ keys: a }]', "at '/tolerations/0': additional properties 'keys' not allowed"],
  ['extraVolumes: [{ name: a, configmap: { name: b } }]', "at '/extraVolumes/0': additional properties 'configmap'"],
  [
    'networkPolicy: { ingressFrom: [{ podSelector: { matchLable: { a: b } } }] }',
    "at '/networkPolicy/ingressFrom/0/podSelector': additional properties 'matchLable' not allowed",
  ],
  [
    'networkPolicy: { ingressFrom: [{ podSelector: null }] }',
    "at '/networkPolicy/ingressFrom/0/podSelector': got null",
  ],
  [
    'networkPolicy: { extraEgress: [{ ports: [{ prot: 53 }] }] }',
    "at '/networkPolicy/extraEgress/0/ports/0': additional properties 'prot' not allowed",
  ],
  ['resources: { limits: 3 }', "at '/resources/limits': got number, want object"],
  ['podSecurityContext: { runAsUser: abc }', "at '/podSecurityContext/runAsUser': got string, want integer"],
  [
    'podSecurityContext: { seccompProfile: { typ: RuntimeDefault } }',
    "at '/podSecurityContext/seccompProfile': additional properties 'typ' not allowed",
  ],
  [
    'securityContext: { capabilities: { dropp: [ALL] } }',
    "at '/securityContext/capabilities': additional properties 'dropp' not allowed",
  ],
  [
    'affinity: { nodeAffinity: { requiredDuringScheduling: {} } }',
    "at '/affinity/nodeAffinity': additional properties 'requiredDuringScheduling' not allowed",
  ],
  [
    'extraEnv: [{ name: A, valueFrom: { secretKeyReff: { name: b, key: c } } }]',
    "at '/extraEnv/0/valueFrom': additional properties 'secretKeyReff' not allowed",
  ],
  ['extraEnv: [{ value: a }]', "at '/extraEnv/0': missing property 'name'"],
  ['extraEnv: [{ name: A, value: 1 }]', "at '/extraEnv/0/value': got number, want string"],
  ['extraEnv: [{ name: A, value: true }]', "at '/extraEnv/0/value': got boolean, want string"],
  [
    'serviceMonitor: { relabelings: [{ sourceLabels: __name__ }] }',
    "at '/serviceMonitor/relabelings/0/sourceLabels': got string, want array",
  ],
  [
    'serviceMonitor: { metricRelabelings: [{ sourceLabels: [1], action: dropp }] }',
    "at '/serviceMonitor/metricRelabelings/0/sourceLabels/0': got number, want string",
  ],
  ['storage: { existingclaim: a }', "at '/storage': additional properties 'existingclaim' not allowed"],
  ['storage: { sizeLimit: 1000000000 }', "at '/storage/sizeLimit': got number, want string"],
  ['storage: { sizeLimit: 1GB }', "at '/storage/sizeLimit': '1GB' does not match pattern"],
  ['storage: { sizeLimit: "0" }', "at '/storage/sizeLimit': '0' does not match pattern"],
  ['extraArgs: [--nonsense]', "at '/extraArgs/0': '--nonsense' does not match pattern"],
  [
    'extraArgs: [--web.config.file=/x]',
    "extraArgs holds --web.config.file, which is the chart's to set: remove it and use webConfig.existingSecret",
  ],
  ['podDisruptionBudget: { minAvailable: 150% }', "at '/podDisruptionBudget/minAvailable': '150%' does not match"],
  ['podDisruptionBudget: { maxUnavailable: 101% }', "at '/podDisruptionBudget/maxUnavailable': '101%' does not match"],
  ['nameOverride: Foo_Bar', "at '/nameOverride': 'Foo_Bar' does not match pattern"],
  ['fullnameOverride: 1abc', "at '/fullnameOverride': '1abc' does not match pattern"],
  ['fullnameOverride: a.b', "at '/fullnameOverride': 'a.b' does not match pattern"],
  ['fullnameOverride: a b', "at '/fullnameOverride': 'a b' does not match pattern"],
  ['commonLabels: { cost: 815 }', "at '/commonLabels/cost': got number, want string"],
  ['proxy: { https: proxy.example.org }', "at '/proxy/https': 'proxy.example.org' does not match pattern"],
  ['strategy: { type: Rolling }', "at '/strategy/type': value must be one of 'RollingUpdate', 'Recreate'"],
  ['hostAliases: [{ ips: a }]', "at '/hostAliases/0': missing property 'ip'"],
  ['dnsConfig: { nameserver: [a] }', "at '/dnsConfig': additional properties 'nameserver' not allowed"],
  [
    'podMonitor: { tlsConfig: { caFile: /a } }',
    "at '/podMonitor/tlsConfig': additional properties 'caFile' not allowed",
  ],
  ['prometheusRule: { extraRules: [{ alert: a }] }', "at '/prometheusRule/extraRules/0': missing property 'expr'"],
  [
    'prometheusRule: { alertAnnotations: { a-b: c } }',
    "at '/prometheusRule/alertAnnotations': additional properties 'a-b' not allowed",
  ],
  ['log: { levels: debug }', "at '/log': additional properties 'levels' not allowed"],
  // What the API server would refuse.
  ['commonLabels: { cost center: a }', "at '/commonLabels': additional properties 'cost center' not allowed"],
  ['commonLabels: { a/b/c: a }', "at '/commonLabels': additional properties 'a/b/c' not allowed"],
  ['podLabels: { team: a b }', "at '/podLabels/team': 'a b' does not match pattern"],
  [`podLabels: { team: ${'a'.repeat(64)} }`, "at '/podLabels/team': 'aaa"],
  ['monitoringLabels: { release: a/b }', "at '/monitoringLabels/release': 'a/b' does not match pattern"],
  ['nodeSelector: { a: "-" }', "at '/nodeSelector/a': '-' does not match pattern"],
  ['podAnnotations: { a b: c d }', "at '/podAnnotations': additional properties 'a b' not allowed"],
  ['dashboards: { sidecar: { labelValue: a b } }', "at '/dashboards/sidecar/labelValue': 'a b' does not match pattern"],
  ['serviceMonitor: { namespace: a.b }', "at '/serviceMonitor/namespace': 'a.b' does not match pattern"],
  ['serviceAccount: { name: A }', "at '/serviceAccount/name': 'A' does not match pattern"],
  [`storage: { existingClaim: ${'a'.repeat(254)} }`, "at '/storage/existingClaim': maxLength: got 254, want 253"],
  ['aws: { existingSecret: my_keys }', "at '/aws/existingSecret': 'my_keys' does not match pattern"],
  ['extraVolumes: [{ name: a.b, emptyDir: {} }]', "at '/extraVolumes/0/name': 'a.b' does not match pattern"],
  ['extraContainers: [{ name: A }]', "at '/extraContainers/0/name': 'A' does not match pattern"],
  ['extraEnv: [{ name: A=B }]', "at '/extraEnv/0/name': 'A=B' does not match pattern"],
  [
    'networkPolicy: { ingressFrom: [{ podSelector: { matchLabels: { a: b c } } }] }',
    "at '/networkPolicy/ingressFrom/0/podSelector/matchLabels/a': 'b c' does not match pattern",
  ],
  ['aws: { region: eu-wset-1 }', "at '/aws/region': 'eu-wset-1' does not match pattern"],
  ['aws: { region: EU-west-1 }', "at '/aws/region': 'EU-west-1' does not match pattern"],
  ['aws: { region: "eu-west-1 " }', "at '/aws/region': 'eu-west-1 ' does not match pattern"],
  ['caBundle: { key: a/b }', "at '/caBundle/key': 'a/b' does not match pattern"],
  ['caBundle: { key: .. }', "at '/caBundle/key': '..' does not match pattern"],
  ['caBundle: { key: "" }', "at '/caBundle/key': '' does not match pattern"],
  ['resources: { limits: { memory: 512MB } }', "at '/resources/limits/memory': '512MB' does not match pattern"],
  ['resources: { limits: { memory: 1 Gi } }', "at '/resources/limits/memory': '1 Gi' does not match pattern"],
  ['resources: { requests: { cpu: -1 } }', "at '/resources/requests/cpu': minimum: got -1, want 0"],
  ['resources: { requests: { cpu: true } }', "at '/resources/requests/cpu': got boolean, want "],
  [
    'extraVolumes: [{ name: a, emptyDir: { sizeLimit: 1GB } }]',
    "at '/extraVolumes/0/emptyDir/sizeLimit': '1GB' does not match pattern",
  ],
  ['hostAliases: [{ ip: nonsense }]', "at '/hostAliases/0/ip': 'nonsense' does not match pattern"],
  ['hostAliases: [{ ip: 10.0.0.256 }]', "at '/hostAliases/0/ip': '10.0.0.256' does not match pattern"],
  ['hostAliases: [{ ip: 10.0.0.1/32 }]', "at '/hostAliases/0/ip': '10.0.0.1/32' does not match pattern"],
  ['dnsConfig: { nameservers: [ns.example.org] }', "at '/dnsConfig/nameservers/0': 'ns.example.org' does not match"],
  [
    'networkPolicy: { httpsTo: [{ ipBlock: { cidr: 10.0.0.0 } }] }',
    "at '/networkPolicy/httpsTo/0/ipBlock/cidr': '10.0.0.0' does not match pattern",
  ],
  [
    'networkPolicy: { proxyTo: [{ ipBlock: { cidr: 10.0.0.0/33 } }] }',
    "at '/networkPolicy/proxyTo/0/ipBlock/cidr': '10.0.0.0/33' does not match pattern",
  ],
  [
    'networkPolicy: { ingressFrom: [{ ipBlock: { cidr: "fd00::/8", except: ["fd00::/129"] } }] }',
    "at '/networkPolicy/ingressFrom/0/ipBlock/except/0': 'fd00::/129' does not match pattern",
  ],
  ['tolerations: [{ operator: Foo }]', "at '/tolerations/0/operator': value must be one of "],
  ['tolerations: [{ effect: NoRun }]', "at '/tolerations/0/effect': value must be one of "],
  // What the Prometheus Operator would refuse.
  [
    'prometheusRule: { extraRules: [{ alert: a, expr: b, for: 1x }] }',
    "at '/prometheusRule/extraRules/0/for': '1x' does not match pattern",
  ],
  [
    'prometheusRule: { extraRules: [{ alert: a, expr: b, keep_firing_for: 1.5h }] }',
    "at '/prometheusRule/extraRules/0/keep_firing_for': '1.5h' does not match pattern",
  ],
  // Prometheus drops a label without a value.
  ['prometheusRule: { alertLabels: { severity: "" } }', "at '/prometheusRule/alertLabels/severity': minLength"],
  [
    'prometheusRule: { alerts: { AwsIamRootUsed: { labels: { severity: "" } } } }',
    "at '/prometheusRule/alerts/AwsIamRootUsed/labels/severity': minLength",
  ],
  ['image: { digest: latest }', "at '/image/digest': 'latest' does not match"],
  ['dashboards: { kind: Grafana }', "at '/dashboards/kind': value must be one of 'ConfigMap', 'GrafanaDashboard'"],
  [
    'dashboards: { grafanaOperator: { resyncPeriod: 1e3 } }',
    "at '/dashboards/grafanaOperator/resyncPeriod': got number",
  ],
  ['prometheusRule: { alerts: { AwsIamRootUsed: { after: 1h } } }', "at '/prometheusRule/alerts/AwsIamRootUsed'"],
  ['config: { refreshIntervall: 4h }', "at '/config': additional properties 'refreshIntervall' not allowed"],
  ['config: { refreshInterval: "" }', "at '/config/refreshInterval'"],
  ['config: { accounts: [{ name: a, rolearn: b }] }', "at '/config/accounts/0': additional properties 'rolearn'"],
  ['config: { accounts: [{ name: 111122223333 }] }', "at '/config/accounts/0/name': got number, want string"],
  ['config: { accounts: [{ name: 012345670123 }] }', "at '/config/accounts/0/name': got number, want string"],
  [
    'config: { facts: { user-details: { mfaa: { enabled: true } } } }',
    "at '/config/facts/user-details': additional properties 'mfaa' not allowed",
  ],
  [
    'config: { policy: { checks: { access-key-not-rotatd: { maxAgeDays: 1 } } } }',
    "at '/config/policy/checks': additional properties 'access-key-not-rotatd' not allowed",
  ],
];

describe.each(HELM_MAJORS)('helm %d', (major) => {
  // Side by side: each is a Helm of its own.
  it.concurrent.each(MISSPELT)('refuses %s', async (values, message) => {
    expect(await refusal({ helm: major, values })).toContain(message);
  });

  it.concurrent.each(RIGHT)('takes %s', async (values) => {
    expect(await render({ helm: major, values })).not.toEqual([]);
  });
});
