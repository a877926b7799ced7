{{/* The exporter's environment variables. */}}
{{- define "iam-credential-exporter.environment" -}}
{{- $variables := list -}}
{{- with .Values.aws.region -}}
{{- $variables = append $variables (dict "name" "AWS_REGION" "value" .) -}}
{{- end -}}
{{/* Not all networks enforce a NetworkPolicy, and it may be off. */}}
{{- if not .Values.networkPolicy.instanceMetadata -}}
{{- $variables = append $variables (dict "name" "AWS_EC2_METADATA_DISABLED" "value" "true") -}}
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
