{{/* The exporter's environment variables. */}}
{{- define "iam-credential-exporter.environment" -}}
{{- $own := include "iam-credential-exporter.ownEnvironment" . | fromYamlArray -}}
{{- with concat $own (default list .Values.extraEnv) -}}{{- toYaml . -}}{{- end -}}
{{- end -}}

{{/* Those that the chart sets, as a list. */}}
{{- define "iam-credential-exporter.ownEnvironment" -}}
{{- $variables := list -}}
{{- if include "iam-credential-exporter.isSharded" . -}}
{{/* StatefulSets label their pods so from Kubernetes 1.28 on. */}}
{{- $index := dict "fieldPath" "metadata.labels['apps.kubernetes.io/pod-index']" -}}
{{- $variables = append $variables (dict "name" "SHARD" "valueFrom" (dict "fieldRef" $index)) -}}
{{- end -}}
{{- with .Values.aws.region -}}
{{- $variables = append $variables (dict "name" "AWS_REGION" "value" .) -}}
{{- end -}}
{{/* Not all networks enforce a NetworkPolicy, and it may be off. */}}
{{- if not .Values.networkPolicy.instanceMetadata -}}
{{- $variables = append $variables (dict "name" "AWS_EC2_METADATA_DISABLED" "value" "true") -}}
{{- end -}}
{{- range $name, $value := dict "HTTPS_PROXY" .Values.proxy.https "HTTP_PROXY" .Values.proxy.http "NO_PROXY" .Values.proxy.noProxy -}}
{{- if $value -}}
{{- $variables = append $variables (dict "name" $name "value" $value) -}}
{{- end -}}
{{- end -}}
{{- if or .Values.caBundle.configMap .Values.caBundle.secret -}}
{{- $variables = append $variables (dict "name" "NODE_EXTRA_CA_CERTS" "value" "/etc/ssl/iam-credential-exporter/ca.crt") -}}
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
{{- toYaml $variables -}}
{{- end -}}

{{/* The ports of the proxies, as a list. */}}
{{- define "iam-credential-exporter.proxyPorts" -}}
{{- $ports := list -}}
{{- range list .Values.proxy.https .Values.proxy.http -}}
{{- if . -}}
{{- $default := hasPrefix "https:" . | ternary "443" "80" -}}
{{- $ports = append $ports (regexFind ":[0-9]+/?$" . | trimPrefix ":" | trimSuffix "/" | default $default | int64) -}}
{{- end -}}
{{- end -}}
{{- uniq $ports | toJson -}}
{{- end -}}
