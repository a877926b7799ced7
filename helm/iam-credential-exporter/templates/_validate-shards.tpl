{{/* What cannot be with more than one shard. */}}
{{- define "iam-credential-exporter.validate.shards" -}}
{{- if include "iam-credential-exporter.isSharded" . }}
{{- with .Values }}
{{- $last := include "iam-credential-exporter.statefulSetName" (list $ .replicas) }}
{{- /* The label controller-revision-hash of a pod is the name and eleven characters, and a label may have 63. */}}
{{- if gt (len $last) 52 }}
- shards is {{ .shards }}, and the StatefulSet {{ $last | quote }} would have a name of {{ len $last }} characters, of which Kubernetes takes 52 for its pods' labels: write fullnameOverride, such as iam-credential-exporter
{{- end }}
{{- if semverCompare "<1.28.0-0" $.Capabilities.KubeVersion.Version }}
- shards is {{ .shards }}, and Kubernetes {{ $.Capabilities.KubeVersion.Version }} does not tell a pod its index in the StatefulSet, which is its shard: upgrade to 1.28 or newer, or write shards: 1
{{- end }}
{{- if .strategy }}
- strategy is the Deployment's, and shards is {{ .shards }}, which makes StatefulSets. They replace one pod after another: remove strategy
{{- end }}
{{- if and .service.enabled (ne .service.type "ClusterIP") }}
- service.type is {{ .service.type }}, and shards is {{ .shards }}: whoever asks from outside the cluster would get one of the shards at random. Write ClusterIP, and have Prometheus read each pod by serviceMonitor or podMonitor
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
