/**
 * Parts of Kubernetes objects that the chart's values take over as they are, for values.schema.json: a key that Kubernetes does
 * not know is refused there, at whichever depth. kubernetes-definitions.json is an extract of Kubernetes' own schema; a test compares
 * it with the newest supported Kubernetes, and `UPDATE_GOLDEN=1 npm run test:e2e -- test/e2e/chart` writes it again.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ipAddress, ipBlock } from './ip-addresses.ts';
import { dnsLabel, labelKey, labelValue, objectName, variableName } from './kubernetes-names.ts';

const DEFINITIONS = new URL('./kubernetes-definitions.json', import.meta.url);

/** The definitions that values are made of, by their names in Kubernetes' own schema. */
export const KUBERNETES_SHAPES = [
  'apps.v1.DeploymentStrategy',
  'core.v1.Affinity',
  'core.v1.Container',
  'core.v1.EnvFromSource',
  'core.v1.EnvVar',
  'core.v1.HostAlias',
  'core.v1.PersistentVolumeClaimSpec',
  'core.v1.PodDNSConfig',
  'core.v1.PodSecurityContext',
  'core.v1.ResourceRequirements',
  'core.v1.SecurityContext',
  'core.v1.Toleration',
  'core.v1.TopologySpreadConstraint',
  'core.v1.Volume',
  'core.v1.VolumeMount',
  'networking.v1.NetworkPolicyEgressRule',
  'networking.v1.NetworkPolicyPeer',
  'meta.v1.LabelSelector',
] as const;

/** What Kubernetes' own schema says nothing of, and its API server refuses: by definition and property. */
const PROPERTIES: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  'apps.v1.DeploymentStrategy': { type: z.enum(['RollingUpdate', 'Recreate']) },
  'core.v1.Container': { name: dnsLabel },
  'core.v1.Volume': { name: dnsLabel },
  'core.v1.VolumeMount': { name: dnsLabel },
  'core.v1.EnvVar': { name: variableName },
  'core.v1.ConfigMapVolumeSource': { name: objectName },
  'core.v1.SecretVolumeSource': { secretName: objectName },
  'core.v1.PersistentVolumeClaimVolumeSource': { claimName: objectName },
  'core.v1.HostAlias': { ip: ipAddress },
  'core.v1.PodDNSConfig': { nameservers: z.array(ipAddress) },
  // The empty text stands for the default. Lt and Gt came with Kubernetes 1.35.
  'core.v1.Toleration': {
    operator: z.enum(['', 'Exists', 'Equal', 'Lt', 'Gt']),
    effect: z.enum(['', 'NoSchedule', 'PreferNoSchedule', 'NoExecute']),
  },
  'meta.v1.LabelSelector': { matchLabels: z.record(labelKey, labelValue) },
  'networking.v1.IPBlock': { cidr: ipBlock, except: z.array(ipBlock) },
};

/**
 * A number, or one with a unit, as a text: of an unknown unit the API server refuses the object. One schema for both types, and no
 * choice of two, so that Helm says which of them is wrong.
 */
const QUANTITY = {
  type: ['string', 'number'],
  pattern: '^\\+?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$',
  minimum: 0,
};

/** The definitions as values.schema.json has them. */
export function refinedShapes(): Record<string, object> {
  const definitions = kubernetesDefinitions() as Record<string, { readonly properties?: object }>;
  const refined = Object.entries(PROPERTIES).map(([definition, known]) => {
    const { properties } = z.toJSONSchema(z.object(known), { target: 'draft-7' });
    const shape = definitions[definition];
    return [definition, { ...shape, properties: { ...shape?.properties, ...properties } }] as const;
  });
  return { ...definitions, ...Object.fromEntries<object>(refined), 'resource.Quantity': QUANTITY };
}

/** Those and what they refer to. */
export function kubernetesDefinitions(): Record<string, object> {
  return JSON.parse(readFileSync(DEFINITIONS, 'utf8')) as Record<string, object>;
}

export function kubernetes(definition: (typeof KUBERNETES_SHAPES)[number]) {
  return z.unknown().meta({ $ref: `#/definitions/${definition}` });
}
