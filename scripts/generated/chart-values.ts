/**
 * The chart's own values, for values.schema.json: everything but `config`, which is the exporter's configuration file. What a
 * value means is said once, in the comments of values.yaml.
 *
 * Everything is optional. A section or a single value that is missing has its default (chart-defaults.ts). A list, a mapping or a
 * part of a Kubernetes object that is missing is none: a key whose entries are all commented out is null, and Helm takes the
 * default away with it.
 */
import { z } from 'zod';
import { FLAGS, MOST_SHARDS } from '../../src/config/flags.ts';
import { REGION } from '../../src/config/region.ts';
import {
  annotationKey,
  dataKey,
  labelKey,
  labelValue,
  labelValueOrTemplate,
  objectName,
  optionalDnsLabel,
  optionalObjectName,
} from './kubernetes-names.ts';
import { kubernetes } from './kubernetes-shapes.ts';
import { duration, optionalDuration } from './prometheus-duration.ts';
import { extraRule, labelName, ruleAnnotations } from './prometheus-rule.ts';
import { relabeling } from './relabeling.ts';
import { basicAuth, tlsConfig, tlsConfigWithFiles } from './tls-config.ts';

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).optional();
}

function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).partial();
}

const text = z.string();
const labels = z.record(labelKey, labelValue).optional();
const annotations = z.record(annotationKey, text).optional();
/** Of Prometheus, which drops a label whose value is empty: an alert without `severity` reaches nobody. */
const alertLabels = z.record(text, text.min(1)).optional();
const address = z.string().regex(/^(https?:\/\/\S+)?$/);
const flag = z.boolean();
const port = z.int().min(1).max(65535);
const numberOrPercentage = z.union([z.int().min(0), z.string().regex(/^(([0-9]|[1-9][0-9]|100)%)?$/)]);

/** By the form that the exporter takes itself. Empty: whatever else the pod has. */
const region = z.string().regex(new RegExp(`^$|${REGION.source}`));

/** A size as Kubernetes has it. Always a text: Helm writes a large number as 1e+09. */
const quantity = z.string().regex(/^[1-9][0-9]*(k|Ki|[MGTPE]i?)?$/);

/** A flag of the exporter. Which of them are the chart's own to set is told in a sentence, by a template. */
const FLAG_NAMES = Object.values(FLAGS).map(({ name }) => name.replaceAll('.', '\\.'));
const FLAG = new RegExp(`^--(${FLAG_NAMES.join('|')})(=.*)?$`);

const probe = section({
  initialDelaySeconds: z.int().min(0),
  periodSeconds: z.int().min(1),
  timeoutSeconds: z.int().min(1),
  successThreshold: z.int().min(1),
  failureThreshold: z.int().min(1),
});

/** What a ServiceMonitor and a PodMonitor have in common. */
const monitor = {
  enabled: flag,
  namespace: optionalDnsLabel,
  labels,
  annotations,
  interval: duration,
  scrapeTimeout: optionalDuration,
  jobLabel: z.union([z.literal(''), labelKey]),
  sampleLimit: z.int().min(0),
  scheme: z.enum(['', 'http', 'https']),
  basicAuth: basicAuth.optional(),
  relabelings: list(relabeling),
  metricRelabelings: list(relabeling),
};

export const chartValues = section({
  existingConfigMap: optionalObjectName,
  existingConfigSecret: optionalObjectName,
  aws: section({ region, existingSecret: optionalObjectName }),
  proxy: section({ https: address, http: address, noProxy: text }),
  caBundle: section({ configMap: optionalObjectName, secret: optionalObjectName, key: dataKey }),
  serviceAccount: section({ create: flag, name: optionalObjectName, labels, annotations }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
  logFormat: z.enum(['json', 'logfmt']),
  storage: section({
    enabled: flag,
    existingClaim: optionalObjectName,
    volumeClaimTemplate: kubernetes('core.v1.PersistentVolumeClaimSpec').optional(),
    sizeLimit: quantity,
  }),
  monitoringLabels: z.record(labelKey, labelValueOrTemplate).optional(),
  serviceMonitor: section({ ...monitor, targetLabels: list(labelKey), tlsConfig: tlsConfigWithFiles.optional() }),
  podMonitor: section({ ...monitor, podTargetLabels: list(labelKey), tlsConfig: tlsConfig.optional() }),
  prometheusRule: section({
    enabled: flag,
    namespace: optionalDnsLabel,
    labels,
    annotations,
    identityLabels: list(labelName),
    interval: optionalDuration,
    alertLabels,
    alertAnnotations: ruleAnnotations,
    runbookBaseUrl: z.string().regex(/^(https?:\/\/.+)?$/),
    alerts: z
      .record(text, section({ enabled: flag, for: duration, labels: alertLabels, annotations: ruleAnnotations }))
      .optional(),
    extraRules: list(extraRule),
  }),
  dashboards: section({
    enabled: flag,
    kind: z.enum(['ConfigMap', 'GrafanaDashboard']),
    namespace: optionalDnsLabel,
    labels,
    annotations,
    folder: text,
    sidecar: section({ label: labelKey, labelValue, folderAnnotation: annotationKey }),
    grafanaOperator: section({
      instanceSelector: kubernetes('meta.v1.LabelSelector').optional(),
      allowCrossNamespaceImport: flag,
      resyncPeriod: z.string().regex(/^([0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h))*$/),
    }),
  }),
  service: section({
    enabled: flag,
    type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer']),
    port,
    labels,
    annotations,
  }),
  containerPort: port,
  webConfig: section({ existingSecret: optionalObjectName, key: dataKey, tls: flag, probePort: port }),
  networkPolicy: section({
    enabled: flag,
    ingressFrom: list(kubernetes('networking.v1.NetworkPolicyPeer')),
    httpsTo: list(kubernetes('networking.v1.NetworkPolicyPeer')),
    proxyTo: list(kubernetes('networking.v1.NetworkPolicyPeer')),
    instanceMetadata: flag,
    podIdentityAgent: flag,
    extraEgress: list(kubernetes('networking.v1.NetworkPolicyEgressRule')),
  }),
  image: section({
    registry: text,
    repository: text.min(1),
    tag: text,
    digest: z.string().regex(/^(sha256:[0-9a-f]{64})?$/),
    pullPolicy: z.enum(['IfNotPresent', 'Always', 'Never']),
    pullSecrets: list(objectName),
  }),
  replicas: z.int().min(0),
  shards: z.int().min(1).max(MOST_SHARDS),
  revisionHistoryLimit: z.int().min(0),
  strategy: kubernetes('apps.v1.DeploymentStrategy').optional(),
  resources: kubernetes('core.v1.ResourceRequirements').optional(),
  podSecurityContext: kubernetes('core.v1.PodSecurityContext').optional(),
  securityContext: kubernetes('core.v1.SecurityContext').optional(),
  livenessProbe: probe,
  readinessProbe: probe,
  podDisruptionBudget: section({
    enabled: flag,
    maxUnavailable: numberOrPercentage,
    minAvailable: numberOrPercentage,
  }),
  terminationGracePeriodSeconds: z.int().min(0),
  priorityClassName: optionalObjectName,
  runtimeClassName: optionalObjectName,
  hostNetwork: flag,
  dnsPolicy: z.enum(['', 'ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None']),
  dnsConfig: kubernetes('core.v1.PodDNSConfig').optional(),
  hostAliases: list(kubernetes('core.v1.HostAlias')),
  nodeSelector: labels,
  tolerations: list(kubernetes('core.v1.Toleration')),
  affinity: kubernetes('core.v1.Affinity').optional(),
  topologySpreadConstraints: list(kubernetes('core.v1.TopologySpreadConstraint')),
  deploymentAnnotations: annotations,
  podAnnotations: annotations,
  podLabels: labels,
  extraArgs: list(z.string().regex(FLAG)),
  extraEnv: list(kubernetes('core.v1.EnvVar')),
  extraEnvFrom: list(kubernetes('core.v1.EnvFromSource')),
  extraVolumes: list(kubernetes('core.v1.Volume')),
  extraVolumeMounts: list(kubernetes('core.v1.VolumeMount')),
  initContainers: list(kubernetes('core.v1.Container')),
  extraContainers: list(kubernetes('core.v1.Container')),
  nameOverride: z
    .string()
    .max(63)
    .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?)?$/),
  fullnameOverride: z
    .string()
    .max(63)
    .regex(/^([a-z]([a-z0-9-]*[a-z0-9])?)?$/),
  namespaceOverride: optionalDnsLabel,
  commonLabels: labels,
  extraObjects: list(z.union([z.record(text, z.unknown()), text])),
});
