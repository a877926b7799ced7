{{/* Names, labels and the image: what more than one template says. */}}

{{- define "iam-credential-exporter.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "iam-credential-exporter.fullname" -}}
{{- $name := include "iam-credential-exporter.name" . -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "iam-credential-exporter.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{- define "iam-credential-exporter.selectorLabels" -}}
app.kubernetes.io/name: {{ include "iam-credential-exporter.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: exporter
{{- end -}}

{{/* Of the exporter's pod. */}}
{{- define "iam-credential-exporter.podLabels" -}}
{{ include "iam-credential-exporter.selectorLabels" . }}
{{ include "iam-credential-exporter.partOf" . }}
{{- end -}}

{{/* Of the exporter's pod: a new checksum is a new pod. The chart does not see what is in an existing ConfigMap or Secret. */}}
{{- define "iam-credential-exporter.podAnnotations" -}}
{{- if not (or .Values.existingConfigMap .Values.existingConfigSecret) }}
checksum/config: {{ default dict .Values.config | toYaml | sha256sum }}
{{- end }}
{{- if and .Values.serviceAccount.create .Values.serviceAccount.annotations }}
# EKS puts the role into a pod when it starts.
checksum/service-account: {{ .Values.serviceAccount.annotations | toYaml | sha256sum }}
{{- end }}
{{- with .Values.podAnnotations }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Written out, since .Chart.Name is the alias in a parent chart: by it the runbooks find the exporter under any name. */}}
{{- define "iam-credential-exporter.partOf" -}}
app.kubernetes.io/part-of: iam-credential-exporter
{{- end -}}

{{/* Of the pod of `helm test`, which neither the Service nor the NetworkPolicy may take for the exporter. */}}
{{- define "iam-credential-exporter.testLabels" -}}
app.kubernetes.io/name: {{ include "iam-credential-exporter.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: test
{{- end -}}

{{/* Those that say more. No selector may rely on them, since they change with the version. */}}
{{- define "iam-credential-exporter.versionLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{ include "iam-credential-exporter.partOf" . }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end -}}

{{/*
Labels of an object, from a dictionary of "root" (the root context) and, where there are any, "more" (a list of further
labels) and "identity" (the name of the template with the first ones). The chart's own labels prevail.
*/}}
{{- define "iam-credential-exporter.labels" -}}
{{- $identity := include (print "iam-credential-exporter." (default "selectorLabels" .identity)) .root | fromYaml -}}
{{- $version := include "iam-credential-exporter.versionLabels" .root | fromYaml -}}
{{- $labels := merge $identity $version -}}
{{- range append (default list .more) .root.Values.commonLabels -}}
{{- $labels = merge $labels (default dict .) -}}
{{- end -}}
{{- toYaml $labels -}}
{{- end -}}

{{/* monitoringLabels, whose values may be templates: in a parent chart the name of the release is that of Prometheus. */}}
{{- define "iam-credential-exporter.monitoringLabels" -}}
{{- $labels := dict -}}
{{- range $label, $value := .Values.monitoringLabels -}}
{{- $_ := set $labels $label (tpl $value $) -}}
{{- end -}}
{{- toYaml $labels -}}
{{- end -}}

{{- define "iam-credential-exporter.serviceAccountName" -}}
{{- default (include "iam-credential-exporter.fullname" .) .Values.serviceAccount.name -}}
{{- end -}}

{{- define "iam-credential-exporter.image" -}}
{{- $registry := default .Values.image.registry (.Values.global).imageRegistry -}}
{{- $name := .Values.image.repository -}}
{{- if $registry -}}{{- $name = printf "%s/%s" $registry $name -}}{{- end -}}
{{- if .Values.image.digest -}}
{{- printf "%s@%s" $name .Values.image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (default .Chart.AppVersion .Values.image.tag) -}}
{{- end -}}
{{- end -}}

{{/*
Each is a name or an object with a name: charts do not agree on how global.imagePullSecrets is written. What is no list is refused
by a sentence elsewhere, which must not end here before it is told.
*/}}
{{- define "iam-credential-exporter.imagePullSecrets" -}}
{{- $secrets := list -}}
{{- $global := (.Values.global).imagePullSecrets -}}
{{- range concat (kindIs "slice" $global | ternary $global list) (default list .Values.image.pullSecrets) -}}
{{- if kindIs "map" . -}}
{{- $secrets = append $secrets . -}}
{{- else -}}
{{- $secrets = append $secrets (dict "name" .) -}}
{{- end -}}
{{- end -}}
{{- if $secrets -}}{{- uniq $secrets | toYaml -}}{{- end -}}
{{- end -}}

{{/* The length of a duration of Prometheus (1m30s) in milliseconds. */}}
{{- define "iam-credential-exporter.milliseconds" -}}
{{- $units := dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000 "w" 604800000 "y" 31536000000 -}}
{{- $sum := 0 -}}
{{- range regexFindAll "[0-9]+[a-z]+" . -1 -}}
{{- $sum = add $sum (mul (regexFind "[0-9]+" . | int64) (get $units (regexFind "[a-z]+" .) | int64)) -}}
{{- end -}}
{{- $sum -}}
{{- end -}}
