{{/*
Every template begins with it, since `helm upgrade --reuse-values` brings the values of an older release, without those that came
since: puts the defaults of files/defaults.yaml into .Values where one is missing.
*/}}
{{- define "iam-credential-exporter.withDefaults" -}}
{{- include "iam-credential-exporter.fillIn" (list .Values (.Files.Get "files/defaults.yaml" | fromYaml)) -}}
{{- end -}}

{{/* Of a list of values and of their defaults. No `merge`: it takes false, 0 and "" for missing. */}}
{{- define "iam-credential-exporter.fillIn" -}}
{{- $values := first . -}}
{{- range $key, $default := last . -}}
{{- if get $values $key | kindIs "invalid" | or (not (hasKey $values $key)) -}}
{{- $_ := set $values $key $default -}}
{{- else if kindIs "map" $default -}}
{{- include "iam-credential-exporter.fillIn" (list (get $values $key) $default) -}}
{{- end -}}
{{- end -}}
{{- end -}}
