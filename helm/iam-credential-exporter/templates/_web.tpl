{{/* TLS and logins of the exporter: what follows from webConfig. */}}

{{/* http or https, of what the exporter itself speaks. */}}
{{- define "iam-credential-exporter.scheme" -}}
{{- ternary "https" "http" (and .Values.webConfig.tls (ne .Values.webConfig.existingSecret "")) -}}
{{- end -}}

{{/* The name of the port that answers the probes: with a web configuration the metrics port may want a login. */}}
{{- define "iam-credential-exporter.probePort" -}}
{{- ternary "metrics" "probes" (empty .Values.webConfig.existingSecret) -}}
{{- end -}}

{{- define "iam-credential-exporter.validate.webConfig" -}}
{{- with .Values.webConfig }}
{{- if .existingSecret }}
{{- if eq (int64 .probePort) (int64 $.Values.containerPort) }}
- webConfig.probePort is {{ .probePort | int64 }}, and so is containerPort: write another port for the probes
{{- end }}
{{- range $key := list "serviceMonitor" "podMonitor" }}
{{- with get $.Values $key }}
{{- if and .enabled $.Values.webConfig.tls (eq .scheme "http") }}
- {{ $key }}.scheme is http, and the exporter speaks TLS by webConfig: write scheme: '', or webConfig.tls: false where the file has no tls_server_config
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- range $key := list "serviceMonitor" "podMonitor" }}
{{- with (get $.Values $key).basicAuth }}
{{- if not (and .username .password) }}
- {{ $key }}.basicAuth needs both username and password, each with the name of a Secret and a key in it
{{- end }}
{{- end }}
{{- end }}
{{- end -}}
