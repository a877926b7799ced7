{{/*
Which pods should not be on one node or in one zone, as a list: what the values say, and otherwise those of the release, if there is more
than one. matchLabelKeys narrows that down. In a Deployment the pods that a rollout is about to end do not count, and Kubernetes before
1.27 does without. In StatefulSets the replicas of a shard keep away from each other alone: a shard is lost with the last of them, and it
does no harm if they are beside other shards. Both cannot be asked for: Kubernetes refuses a second soft constraint for one
topologyKey, and podAntiAffinity has matchLabelKeys from 1.31 on only.
*/}}
{{- define "iam-credential-exporter.topologySpreadConstraints" -}}
{{- $constraints := list -}}
{{- $ours := dict "labelSelector" (dict "matchLabels" (include "iam-credential-exporter.selectorLabels" . | fromYaml)) -}}
{{- range .Values.topologySpreadConstraints -}}
{{- $constraints = append $constraints (hasKey . "labelSelector" | ternary . (merge (deepCopy $ours) .)) -}}
{{- else -}}
{{- $keys := list -}}
{{- if not (include "iam-credential-exporter.isSharded" .) -}}
{{- $keys = list "pod-template-hash" -}}
{{- else if gt (int64 .Values.replicas) 1 -}}
{{- $keys = list "apps.kubernetes.io/pod-index" -}}
{{- end -}}
{{- if gt (include "iam-credential-exporter.podCount" . | int64) 1 -}}
{{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" -}}
{{- $constraint := merge (dict "maxSkew" 1 "topologyKey" . "whenUnsatisfiable" "ScheduleAnyway") (deepCopy $ours) -}}
{{- if $keys -}}{{- $constraint = set $constraint "matchLabelKeys" $keys -}}{{- end -}}
{{- $constraints = append $constraints $constraint -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if $constraints -}}{{- toYaml $constraints -}}{{- end -}}
{{- end -}}
