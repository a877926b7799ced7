{{/* What Prometheus and Grafana would refuse, or lose without a word. */}}

{{- define "iam-credential-exporter.validate.monitors" -}}
{{- if and .Values.serviceMonitor.enabled .Values.podMonitor.enabled }}
- serviceMonitor.enabled and podMonitor.enabled are both true, and Prometheus would read each pod twice, as two exporters: switch one of them off
{{- end }}
{{- if and .Values.serviceMonitor.enabled (not .Values.service.enabled) }}
- serviceMonitor.enabled needs the Service: write service.enabled: true, or podMonitor.enabled: true instead
{{- end }}
{{- range $key := list "serviceMonitor" "podMonitor" }}
{{- with get $.Values $key }}
{{- if .enabled }}
{{- $interval := include "iam-credential-exporter.milliseconds" .interval | int64 }}
{{- if gt $interval 120000 }}
- {{ $key }}.interval is {{ .interval }}, and Prometheus forgets a series five minutes after its last sample, so that series and alerts would come and go between scrapes: write 1m, or at most 2m
{{- end }}
{{- if lt $interval 1000 }}
- {{ $key }}.interval is {{ .interval }}: write 1m, or at least 1s
{{- end }}
{{- with .scrapeTimeout }}
{{- $timeout := include "iam-credential-exporter.milliseconds" . | int64 }}
{{- if not $timeout }}
- {{ $key }}.scrapeTimeout is {{ . }}, and Prometheus refuses that: write 10s, or nothing
{{- else if gt $timeout $interval }}
- {{ $key }}.scrapeTimeout is {{ . }}, which is longer than {{ $key }}.interval, and Prometheus refuses that: write {{ (get $.Values $key).interval }} or less
{{- end }}
{{- end }}
{{- $scheme := default (include "iam-credential-exporter.scheme" $) .scheme }}
{{- if and .tlsConfig (ne $scheme "https") }}
- {{ $key }}.tlsConfig is set, and {{ $key }}.scheme is {{ $scheme }}: write scheme: https, or remove tlsConfig
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
{{- with .interval }}
{{- $interval := include "iam-credential-exporter.milliseconds" . | int64 }}
{{- if or (lt $interval 60000) (gt $interval 240000) }}
- prometheusRule.interval is {{ . }}: write 1m to 4m. What the alerts look at is recorded once a minute, and with more than 4m a query would lose them between two evaluations
{{- end }}
{{- end }}
{{- range $index, $rule := .extraRules }}
{{- if eq (hasKey . "alert") (hasKey . "record") }}
- prometheusRule.extraRules[{{ $index }}] needs either alert or record
{{- else if .record }}
{{- range list "for" "keep_firing_for" "annotations" }}
{{- if hasKey $rule . }}
- prometheusRule.extraRules[{{ $index }}] records {{ $rule.record }} and has {{ . }}, which is for alerts: remove it
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range .identityLabels }}
{{- if regexMatch (printf "\\b(by|on) \\((\\w+, )*%s\\b" .) (include "iam-credential-exporter.ruleFile" $) }}
- prometheusRule.identityLabels holds {{ . }}, which the rules have already: leave it out
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
{{- else if not (regexMatch "^[a-zA-Z_][a-zA-Z0-9_]*$" $label) }}
- prometheusRule.{{ $path }}.{{ $label }} is no name that Prometheus 2 takes, and it would refuse every alert with it: write letters, digits and "_", no digit first
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
