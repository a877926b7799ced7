/**
 * Parts of Kubernetes objects that the chart's values take over as they are, for values.schema.json: a key that Kubernetes does
 * not know is refused there, at whichever depth. kubernetes-definitions.json is an extract of Kubernetes' own schema; a test compares
 * it with the newest supported Kubernetes, and `UPDATE_GOLDEN=1 npm run test:e2e -- test/e2e/chart` writes it again.
 */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const DEFINITIONS = new URL('./kubernetes-definitions.json', import.meta.url);

/** The definitions that values are made of, by their names in Kubernetes' own schema. */
export const KUBERNETES_SHAPES = [
  'core.v1.Affinity',
  'core.v1.Container',
  'core.v1.EnvFromSource',
  'core.v1.EnvVar',
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

/** Those and what they refer to. */
export function kubernetesDefinitions(): Record<string, object> {
  return JSON.parse(readFileSync(DEFINITIONS, 'utf8')) as Record<string, object>;
}

export function kubernetes(definition: (typeof KUBERNETES_SHAPES)[number]) {
  return z.unknown().meta({ $ref: `#/definitions/${definition}` });
}
