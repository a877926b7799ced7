{{/* What a ServiceMonitor and a PodMonitor say alike, of a list of the root context and of the values of the one that is made. */}}
{{- define "iam-credential-exporter.monitorSpec" -}}
{{- $root := first . -}}
{{- with last . -}}
{{- with .sampleLimit }}
sampleLimit: {{ . | int64 }}
{{- end }}
namespaceSelector:
  matchNames:
    - {{ include "iam-credential-exporter.namespace" $root | quote }}
selector:
  matchLabels:
    {{- include "iam-credential-exporter.selectorLabels" $root | nindent 4 }}
{{- end -}}
{{- end -}}

{{/* Of a list of the root context and of the values of the one that is made. */}}
{{- define "iam-credential-exporter.endpoint" -}}
{{- $root := first . -}}
{{- with last . -}}
- port: metrics
  path: /metrics
  {{- $scheme := default (include "iam-credential-exporter.scheme" $root) .scheme }}
  {{- if ne $scheme "http" }}
  scheme: {{ $scheme }}
  {{- end }}
  {{- with .tlsConfig }}
  tlsConfig:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .basicAuth }}
  basicAuth:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  honorLabels: true
  interval: {{ .interval | quote }}
  {{- with .scrapeTimeout }}
  scrapeTimeout: {{ . | quote }}
  {{- end }}
  {{- with .relabelings }}
  relabelings:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .metricRelabelings }}
  metricRelabelings:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
