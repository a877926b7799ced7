{{/*
Combinations that no schema can refuse. Each problem is a sentence that says what to write; all of them are told at once.
*/}}
{{- define "iam-credential-exporter.validate" -}}
{{- $parts := list "name" "identity" "flags" "pod" "serviceMonitor" "prometheusRule" "dashboards" "podDisruptionBudget" -}}
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
{{- if has .name (list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" "AWS_SESSION_TOKEN") }}
{{- if hasKey . "value" }}
- extraEnv holds {{ .name }}, and a key has no place in values: put it into a Secret and write its name to aws.existingSecret
{{- else if $.Values.aws.existingSecret }}
- extraEnv holds {{ .name }}, and so does aws.existingSecret: remove one of them
{{- end }}
{{- else if and (eq .name "AWS_REGION") $.Values.aws.region }}
- extraEnv holds AWS_REGION, and aws.region is set: remove it from extraEnv
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.flags" -}}
{{- $homes := dict "config.file" "the values under config" "web.listen-address" "containerPort" "log.level" "logLevel" }}
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

{{- define "iam-credential-exporter.validate.pod" -}}
{{- range .Values.extraVolumes }}
{{- if eq .name "config" }}
- extraVolumes holds one that is called config, as the chart's own is: give it another name
{{- end }}
{{- end }}
{{- if hasKey (default dict .Values.podAnnotations) "checksum/config" }}
- podAnnotations holds checksum/config, by which the chart restarts the pod: use another name
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.serviceMonitor" -}}
{{- with .Values.serviceMonitor }}
{{- if .enabled }}
{{- $interval := include "iam-credential-exporter.milliseconds" .interval | int64 }}
{{- if not $.Values.service.enabled }}
- serviceMonitor.enabled needs the Service: write service.enabled: true
{{- end }}
{{- if gt $interval 120000 }}
- serviceMonitor.interval is {{ .interval }}, and Prometheus forgets a series five minutes after its last sample, so that series and alerts would come and go between scrapes: write 1m, or at most 2m
{{- end }}
{{- if lt $interval 1000 }}
- serviceMonitor.interval is {{ .interval }}: write 1m, or at least 1s
{{- end }}
{{- with .scrapeTimeout }}
{{- $timeout := include "iam-credential-exporter.milliseconds" . | int64 }}
{{- if not $timeout }}
- serviceMonitor.scrapeTimeout is {{ . }}, and Prometheus refuses that: write 10s, or nothing
{{- else if gt $timeout $interval }}
- serviceMonitor.scrapeTimeout is {{ . }}, which is longer than serviceMonitor.interval, and Prometheus refuses that: write {{ $.Values.serviceMonitor.interval }} or less
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.prometheusRule" -}}
{{- with .Values.prometheusRule }}
{{- $file := include "iam-credential-exporter.ruleFile" $ | fromYaml }}
{{- if and .enabled (hasKey $file "Error") }}
- files/rules.yaml of the chart is not YAML ({{ $file.Error }}): mend it, or write prometheusRule.enabled: false
{{- else if and .enabled (not $file.groups) }}
- files/rules.yaml of the chart has no groups: put the file back, or write prometheusRule.enabled: false
{{- else if $file.groups }}
{{- $known := include "iam-credential-exporter.alertNames" $ | fromJsonArray }}
{{- range $name, $_ := .alerts }}
{{- if not (has $name $known) }}
- prometheusRule.alerts.{{ $name }} is no alert; write one of {{ join ", " $known }}
{{- end }}
{{- end }}
{{- end }}
{{- $identity := include "iam-credential-exporter.identityLabels" $ | fromJsonArray }}
{{- $labels := dict "alertLabels" (default dict .alertLabels) }}
{{- range $name, $settings := .alerts }}
{{- $labels = set $labels (printf "alerts.%s.labels" $name) (default dict (default dict $settings).labels) }}
{{- end }}
{{- range $path, $map := $labels }}
{{- range $label, $_ := $map }}
{{- if has $label $identity }}
- prometheusRule.{{ $path }}.{{ $label }} would replace the label that says what the alert is about: use another name
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.dashboards" -}}
{{- with .Values.dashboards }}
{{- if .enabled }}
{{- if not ($.Files.Glob "files/dashboards/*.json") }}
- dashboards.enabled is true, and the chart has no file in files/dashboards: put them back, or write dashboards.enabled: false
{{- end }}
{{- if and (eq .kind "GrafanaDashboard") (not .grafanaOperator.instanceSelector) }}
- dashboards.kind is GrafanaDashboard and dashboards.grafanaOperator.instanceSelector is empty: write the labels of your Grafana, such as matchLabels: { dashboards: grafana }
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.podDisruptionBudget" -}}
{{- with .Values.podDisruptionBudget }}
{{- if .enabled }}
{{- $minimum := toString .minAvailable }}
{{- $maximum := toString .maxUnavailable }}
{{- $replicas := int $.Values.replicas }}
{{- if and (eq $minimum "") (eq $maximum "") }}
- podDisruptionBudget.enabled is true, and neither maxUnavailable nor minAvailable is set: write maxUnavailable: 1
{{- end }}
{{- $all := or (eq $minimum "100%") (and (regexMatch "^[0-9]+$" $minimum) (ge (int $minimum) $replicas)) }}
{{- $none := and (eq $minimum "") (has $maximum (list "0" "0%")) }}
{{- if or $all $none }}
- podDisruptionBudget lets none of the {{ $replicas }} pods go, and no node could be drained: write maxUnavailable: 1 and no minAvailable
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
