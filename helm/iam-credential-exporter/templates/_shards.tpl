{{/* Several exporters that share the accounts: one StatefulSet for each replica, in which the index of a pod is its shard. */}}

{{/* Something where there is more than one shard, and nothing otherwise. */}}
{{- define "iam-credential-exporter.isSharded" -}}
{{- if gt (int64 .Values.shards) 1 -}}true{{- end -}}
{{- end -}}

{{/* How many pods the values ask for. */}}
{{- define "iam-credential-exporter.podCount" -}}
{{- mul (int64 .Values.shards) (int64 .Values.replicas) -}}
{{- end -}}

{{/* The name of a StatefulSet, of a list of the root context and of the replica that it is, counted from 1. */}}
{{- define "iam-credential-exporter.statefulSetName" -}}
{{- include "iam-credential-exporter.fullname" (first .) -}}
{{- if gt (int64 (last .)) 1 -}}-replica-{{ last . | int64 }}{{- end -}}
{{- end -}}

{{/* By this alone the pods of two StatefulSets differ. Neither the Service nor any other selector of the chart asks for it. */}}
{{- define "iam-credential-exporter.replicaLabel" -}}
iam-credential-exporter/replica
{{- end -}}
