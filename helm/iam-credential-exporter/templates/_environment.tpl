{{/* The exporter's environment variables. */}}
{{- define "iam-credential-exporter.environment" -}}
{{- $variables := list -}}
{{- with .Values.aws.region -}}
{{- $variables = append $variables (dict "name" "AWS_REGION" "value" .) -}}
{{- end -}}
{{- with .Values.aws.existingSecret -}}
{{- $secret := . -}}
{{/* By name and not as a whole, so that a pod whose Secret lacks a key says which one. */}}
{{- range list "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" -}}
{{- $variables = append $variables (dict "name" . "valueFrom" (dict "secretKeyRef" (dict "name" $secret "key" .))) -}}
{{- end -}}
{{- $token := dict "name" $secret "key" "AWS_SESSION_TOKEN" "optional" true -}}
{{- $variables = append $variables (dict "name" "AWS_SESSION_TOKEN" "valueFrom" (dict "secretKeyRef" $token)) -}}
{{- end -}}
{{- with concat $variables (default list .Values.extraEnv) -}}{{- toYaml . -}}{{- end -}}
{{- end -}}
