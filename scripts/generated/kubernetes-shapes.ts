/**
 * Parts of Kubernetes objects that the chart's values take over as they are: their keys, so that a misspelt one is refused. What
 * a key holds is for the API server to judge. A test compares the keys with the newest supported Kubernetes.
 */
import { z } from 'zod';

/** By the name of the definition in Kubernetes' own schema. */
export const KUBERNETES_KEYS = {
  'core.v1.Affinity': 'nodeAffinity podAffinity podAntiAffinity',
  'core.v1.Container':
    'args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir',
  'core.v1.EnvFromSource': 'configMapRef prefix secretRef',
  'core.v1.EnvVar': 'name value valueFrom',
  'core.v1.PodSecurityContext':
    'appArmorProfile fsGroup fsGroupChangePolicy runAsGroup runAsNonRoot runAsUser seLinuxChangePolicy seLinuxOptions seccompProfile supplementalGroups supplementalGroupsPolicy sysctls windowsOptions',
  'core.v1.ResourceRequirements': 'claims limits requests',
  'core.v1.SecurityContext':
    'allowPrivilegeEscalation appArmorProfile capabilities privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions',
  'core.v1.Toleration': 'effect key operator tolerationSeconds value',
  'core.v1.TopologySpreadConstraint':
    'labelSelector matchLabelKeys maxSkew minDomains nodeAffinityPolicy nodeTaintsPolicy topologyKey whenUnsatisfiable',
  'core.v1.Volume':
    'awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc flexVolume flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi name nfs persistentVolumeClaim photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume',
  'core.v1.VolumeMount':
    'bindMountOptions mountPath mountPropagation name readOnly recursiveReadOnly subPath subPathExpr',
  'networking.v1.NetworkPolicyEgressRule': 'ports to',
  'networking.v1.NetworkPolicyPeer': 'ipBlock namespaceSelector podSelector',
  'apimachinery.LabelSelector': 'matchExpressions matchLabels',
} as const;

/** Relabelling of the Prometheus Operator, which is no part of Kubernetes. */
export const RELABELING_KEYS = 'action modulus regex replacement separator sourceLabels targetLabel';

export function kubernetes(definition: keyof typeof KUBERNETES_KEYS) {
  return closed(KUBERNETES_KEYS[definition]);
}

/** An object with these keys and no others, whatever they hold. */
export function closed(keys: string) {
  return z.strictObject(Object.fromEntries(keys.split(' ').map((key) => [key, z.unknown().optional()])));
}
