{{/* A value by the name that another chart has for it. The schema lets those of files/names-of-peers.yaml through, for this answer. */}}
{{- define "iam-credential-exporter.validate.namesOfPeers" -}}
{{- range $path, $here := .Files.Get "files/names-of-peers.yaml" | fromYaml }}
{{- $value := $.Values }}
{{- range splitList "." $path }}{{ $value = kindIs "map" $value | ternary (get (kindIs "map" $value | ternary $value dict) .) nil }}{{ end }}
{{- if not (or (kindIs "invalid" $value) (and (kindIs "string" $value) (eq (toString $value) ""))) }}
- {{ $path }} is called {{ $here }} here: write it there
{{- end }}
{{- end }}
{{- end -}}
