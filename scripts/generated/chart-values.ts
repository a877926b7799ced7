/**
 * The chart's own values, for values.schema.json: everything but `config`, which is the exporter's configuration file. What a
 * value means is said once, in the comments of values.yaml.
 *
 * Everything is optional. A section or a single value that is missing has its default (chart-defaults.ts). A list, a mapping or a
 * part of a Kubernetes object that is missing is none: a key whose entries are all commented out is null, and Helm takes the
 * default away with it.
 */
import { z } from 'zod';
import { FLAGS } from '../../src/config/flags.ts';
import { kubernetes } from './kubernetes-shapes.ts';
import { relabeling } from './relabeling.ts';

function list<Item extends z.ZodType>(item: Item) {
  return z.array(item).optional();
}

function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape).partial();
}

const text = z.string();
const labels = z.record(text, text).optional();
const flag = z.boolean();
const port = z.int().min(1).max(65535);
const numberOrPercentage = z.union([z.int().min(0), z.string().regex(/^(([0-9]|[1-9][0-9]|100)%)?$/)]);

/** Prometheus' own durations. "Optional" also takes the empty text, which stands for "not set". */
const UNITS = ['y', 'w', 'd', 'h', 'm', 's', 'ms'].map((unit) => `([0-9]+${unit})?`).join('');
const duration = z
  .string()
  .min(1)
  .regex(new RegExp(`^(0|${UNITS})$`));
const optionalDuration = z.string().regex(new RegExp(`^(0|${UNITS})$`));

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

export const chartValues = section({
  aws: section({ region: text, existingSecret: text }),
  serviceAccount: section({ create: flag, name: text, annotations: labels }),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
  storage: section({ enabled: flag, existingClaim: text, sizeLimit: quantity }),
  monitoringLabels: labels,
  serviceMonitor: section({
    enabled: flag,
    namespace: text,
    labels,
    annotations: labels,
    interval: duration,
    scrapeTimeout: optionalDuration,
    relabelings: list(relabeling),
    metricRelabelings: list(relabeling),
  }),
  prometheusRule: section({
    enabled: flag,
    namespace: text,
    labels,
    annotations: labels,
    identityLabels: list(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)),
    alertLabels: labels,
    runbookBaseUrl: z.string().regex(/^(https?:\/\/.+)?$/),
    alerts: z.record(text, section({ enabled: flag, for: duration, labels })).optional(),
  }),
  dashboards: section({
    enabled: flag,
    kind: z.enum(['ConfigMap', 'GrafanaDashboard']),
    namespace: text,
    labels,
    annotations: labels,
    folder: text,
    sidecar: section({ label: text.min(1), labelValue: text, folderAnnotation: text.min(1) }),
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
    annotations: labels,
  }),
  containerPort: port,
  networkPolicy: section({
    enabled: flag,
    ingressFrom: list(kubernetes('networking.v1.NetworkPolicyPeer')),
    httpsTo: list(kubernetes('networking.v1.NetworkPolicyPeer')),
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
    pullSecrets: list(text.min(1)),
  }),
  replicas: z.int().min(0),
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
  priorityClassName: text,
  nodeSelector: labels,
  tolerations: list(kubernetes('core.v1.Toleration')),
  affinity: kubernetes('core.v1.Affinity').optional(),
  topologySpreadConstraints: list(kubernetes('core.v1.TopologySpreadConstraint')),
  deploymentAnnotations: labels,
  podAnnotations: labels,
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
  commonLabels: labels,
  extraObjects: list(z.union([z.record(text, z.unknown()), text])),
});
