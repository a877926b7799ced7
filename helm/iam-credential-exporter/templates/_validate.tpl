{{/*
Combinations that no schema can refuse. Each problem is a sentence that says what to write; all of them are told at once.
*/}}
{{- define "iam-credential-exporter.validate" -}}
{{- $parts := list "namesOfPeers" "name" "labels" "shards" "configuration" "proxy" "rollout" "identity" "flags" "webConfig" "storage" "annotations" "volumes" "containers" "environment" "pullSecrets" "monitors" "prometheusRule" "dashboards" "podDisruptionBudget" -}}
{{- $problems := "" -}}
{{- range $parts -}}
{{- $problems = print $problems (include (print "iam-credential-exporter.validate." .) $) -}}
{{- end -}}
{{- if $problems -}}
{{- fail (printf "these values do not work together:\n%s" $problems) -}}
{{- end -}}
{{- end -}}

{{- define "iam-credential-exporter.validate.name" -}}
{{- $name := include "iam-credential-exporter.fullname" . }}
{{- if not (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" $name) }}
- the full name would be {{ $name | quote }}, and Kubernetes takes lower-case letters, digits and "-", a letter first: write fullnameOverride, such as iam-credential-exporter
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.labels" -}}
{{- $onPod := include "iam-credential-exporter.podLabels" . | fromYaml | keys | concat (list (include "iam-credential-exporter.replicaLabel" .)) }}
{{- $onAll := include "iam-credential-exporter.versionLabels" . | fromYaml | keys | concat $onPod }}
{{- $labels := dict "commonLabels" .Values.commonLabels "monitoringLabels" .Values.monitoringLabels "podLabels" .Values.podLabels }}
{{- range list "serviceMonitor" "podMonitor" "prometheusRule" "dashboards" "service" "serviceAccount" }}
{{- $labels = set $labels (print . ".labels") (get $.Values .).labels }}
{{- end }}
{{- range $label, $value := include "iam-credential-exporter.monitoringLabels" . | fromYaml }}
{{- if not (regexMatch "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$" $value) }}
- monitoringLabels.{{ $label }} becomes {{ $value | quote }}, and Kubernetes takes at most 63 letters, digits, "-", "_" and ".", a letter or digit first and last
{{- end }}
{{- end }}
{{- $labels = set $labels "dashboards.sidecar.label" (dict .Values.dashboards.sidecar.label "") }}
{{- range $path, $map := $labels }}
{{- range $label, $_ := $map }}
{{- if has $label (eq $path "podLabels" | ternary $onPod $onAll) }}
- {{ $path }} holds {{ $label }}, which is the chart's to set: use another label
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.identity" -}}
{{- with .Values.serviceAccount }}
{{- if not (or .create .name) }}
- serviceAccount.name is empty and serviceAccount.create is false: write the name of the ServiceAccount that is there, or create: true
{{- end }}
{{- $role := get (default dict .annotations) "eks.amazonaws.com/role-arn" }}
{{- if and .annotations (not .create) }}
- serviceAccount.annotations are of the ServiceAccount that the chart makes, and serviceAccount.create is false: annotate the ServiceAccount {{ .name | quote }} itself, or write create: true
{{- end }}
{{- if and $role $.Values.aws.existingSecret }}
- aws.existingSecret and the annotation eks.amazonaws.com/role-arn exclude each other, since the keys would win over the role: remove one of them
{{- end }}
{{- end }}
{{- range .Values.extraEnv }}
{{- if and (hasKey . "value") (has .name (list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" "AWS_SESSION_TOKEN")) }}
- extraEnv holds {{ .name }}, and a key has no place in values: put it into a Secret and write its name to aws.existingSecret
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.flags" -}}
{{- $homes := dict "config.file" "config, existingConfigMap or existingConfigSecret" "web.listen-address" "containerPort" "log.level" "logLevel" "log.format" "logFormat" }}
{{- $homes = merge $homes (dict "storage.path" "the values under storage" "shard" "shards" "total-shards" "shards") }}
{{- $homes = merge $homes (dict "web.config.file" "webConfig.existingSecret" "web.probe-listen-address" "webConfig.probePort") }}
{{- $homes = set $homes "web.telemetry-path" "nothing: the ServiceMonitor and the test read /metrics" }}
{{- $homes = set $homes "config.check" "nothing: the exporter would check its configuration and end" }}
{{- range .Values.extraArgs }}
{{- $flag := regexFind "^--[^=]+" . | trimPrefix "--" }}
{{- with get $homes $flag }}
- extraArgs holds --{{ $flag }}, which is the chart's to set: remove it and use {{ . }}
{{- end }}
{{- end }}
{{- range $flag, $home := $homes }}
{{- $variable := printf "IAM_CREDENTIAL_EXPORTER_%s" ($flag | replace "." "_" | replace "-" "_" | upper) }}
{{- range $.Values.extraEnv }}
{{- if eq .name $variable }}
- extraEnv holds {{ $variable }}, which is the chart's to set: remove it and use {{ $home }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.storage" -}}
{{- with .Values.storage }}
{{- if and .existingClaim (not .enabled) }}
- storage.existingClaim is set, and storage.enabled is false: write storage.enabled: true, or remove the claim
{{- else if and .existingClaim (include "iam-credential-exporter.isSharded" $) }}
- shards is {{ $.Values.shards }}, and storage.existingClaim is one claim for all of them, each of which has files of its own: write storage.volumeClaimTemplate instead
{{- else if and .existingClaim (gt (int64 $.Values.replicas) 1) }}
- replicas is {{ $.Values.replicas }}, and the pods would write the same files to storage.existingClaim: write replicas: 1, or remove the claim, and each pod stores reports of its own
{{- end }}
{{- with .volumeClaimTemplate }}
{{- if not $.Values.storage.enabled }}
- storage.volumeClaimTemplate is set, and storage.enabled is false: write storage.enabled: true, or remove the template
{{- end }}
{{- if not (include "iam-credential-exporter.isSharded" $) }}
- storage.volumeClaimTemplate makes a claim for each shard, and shards is {{ $.Values.shards }}: remove it, and name a claim that is there in storage.existingClaim
{{- end }}
{{- if not (and .accessModes (default dict (default dict .resources).requests).storage) }}
- storage.volumeClaimTemplate needs accessModes and resources.requests.storage, or Kubernetes makes no claim of it: write accessModes: [ReadWriteOnce] and resources: { requests: { storage: 1Gi } }
{{- end }}
{{- if eq (default "" .volumeMode) "Block" }}
- storage.volumeClaimTemplate.volumeMode is Block, which has no files: remove it
{{- end }}
{{- with .volumeName }}
- storage.volumeClaimTemplate.volumeName is {{ . }}, and each pod has a claim of its own, which one volume cannot serve: remove it
{{- end }}
{{- if and .accessModes (not (or (has "ReadWriteOnce" .accessModes) (has "ReadWriteOncePod" .accessModes) (has "ReadWriteMany" .accessModes))) }}
- storage.volumeClaimTemplate.accessModes lets no pod write: write [ReadWriteOnce]
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.pullSecrets" -}}
{{- with (.Values.global).imagePullSecrets }}
{{- if not (kindIs "slice" .) }}
- global.imagePullSecrets is no list: write the names of the Secrets as one, such as [registry]
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.podDisruptionBudget" -}}
{{- with .Values.podDisruptionBudget }}
{{- if .enabled }}
{{- $pods := include "iam-credential-exporter.podCount" $ | int64 }}
{{- $minimum := include "iam-credential-exporter.pods" (list .minAvailable $pods) }}
{{- $maximum := include "iam-credential-exporter.pods" (list .maxUnavailable $pods) }}
{{- if and (eq $minimum "") (eq $maximum "") }}
- podDisruptionBudget.enabled is true, and neither maxUnavailable nor minAvailable is set: write maxUnavailable: 1
{{- else if gt $pods 0 }}
{{- $none := eq $maximum "0" }}
{{- if ne $minimum "" }}{{- $none = ge (int64 $minimum) $pods }}{{- end }}
{{- if $none }}
- podDisruptionBudget lets none of the {{ $pods }} pods go, and no node could be drained: write maxUnavailable: 1 and no minAvailable
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* How many pods a number or a percentage is, of a list of it and of how many there are. Kubernetes rounds up. Nothing stays nothing. */}}
{{- define "iam-credential-exporter.pods" -}}
{{- $pods := last . -}}
{{- with toString (first .) -}}
{{- if hasSuffix "%" . -}}
{{- div (add (mul (trimSuffix "%" . | int64) $pods) 99) 100 -}}
{{- else -}}
{{- int64 (first $) -}}
{{- end -}}
{{- end -}}
{{- end -}}
