{{/* What the API server would refuse of the pod, or take and do something else with. */}}

{{- define "iam-credential-exporter.validate.configuration" -}}
{{- with .Values }}
{{- if and .existingConfigMap .existingConfigSecret }}
- existingConfigMap and existingConfigSecret are both set, and there is one configuration: remove one of them
{{- end }}
{{- if and .config (or .existingConfigMap .existingConfigSecret) }}
- config is set, and so is {{ .existingConfigMap | empty | ternary "existingConfigSecret" "existingConfigMap" }}, and there is one configuration: remove one of them
{{- end }}
{{- if and .caBundle.configMap .caBundle.secret }}
- caBundle.configMap and caBundle.secret are both set: remove one of them
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.proxy" -}}
{{- range $key := list "https" "http" }}
{{- if contains "@" (get $.Values.proxy $key) }}
- proxy.{{ $key }} holds a user, and a password has no place in values: put the address into a Secret, name it in extraEnv as {{ upper $key }}_PROXY by valueFrom.secretKeyRef, and let its port out by networkPolicy.extraEgress
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.rollout" -}}
{{- $rolling := default dict (.Values.strategy).rollingUpdate }}
{{- if and $rolling (eq (default "" (.Values.strategy).type) "Recreate") }}
- strategy.type is Recreate, and strategy.rollingUpdate is set: remove one of them
{{- end }}
{{- if and (eq (get $rolling "maxSurge" | toString | trimSuffix "%") "0") (eq (get $rolling "maxUnavailable" | toString | trimSuffix "%") "0") }}
- strategy.rollingUpdate lets no pod come and none go: write maxSurge: 1
{{- end }}
{{- if and .Values.strategy .Values.storage.existingClaim (ne (default "" (.Values.strategy).type) "Recreate") }}
- strategy lets two pods write the same files to storage.existingClaim: write strategy: { type: Recreate }, or remove the claim
{{- end }}
{{- if and (eq .Values.dnsPolicy "None") (not (default dict .Values.dnsConfig).nameservers) }}
- dnsPolicy is None, and dnsConfig.nameservers names none: add one, or write another dnsPolicy
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.annotations" -}}
{{- range list "checksum/config" "checksum/service-account" }}
{{- if hasKey (default dict $.Values.podAnnotations) . }}
- podAnnotations holds {{ . }}, by which the chart restarts the pod: use another name
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.volumes" -}}
{{- $volumes := list }}
{{- $own := include "iam-credential-exporter.ownVolumeMounts" . | fromYamlArray }}
{{- range $own }}{{ $volumes = append $volumes .name }}{{ end }}
{{- $ownNames := $volumes }}
{{- range .Values.extraVolumes }}
{{- if has .name $ownNames }}
- extraVolumes holds one that is called {{ .name }}, as the chart's own is: give it another name
{{- else if has .name $volumes }}
- extraVolumes holds two that are called {{ .name }}: give one of them another name
{{- end }}
{{- $volumes = append $volumes .name }}
{{- end }}
{{- $paths := list }}
{{- range $own }}{{ $paths = append $paths .mountPath }}{{ end }}
{{- $ownPaths := $paths }}
{{- range .Values.extraVolumeMounts }}
{{- $name := .name }}
{{- $path := clean .mountPath }}
{{- if not (has .name $volumes) }}
- extraVolumeMounts mounts {{ .name }}, and there is no volume of that name: add it to extraVolumes
{{- end }}
{{- if has $path $ownPaths }}
- extraVolumeMounts mounts {{ .name }} at {{ $path }}, where the chart has a volume of its own: use another mountPath
{{- else if has $path $paths }}
- extraVolumeMounts mounts two volumes at {{ $path }}: use another mountPath for one of them
{{- end }}
{{- range $ownPaths }}
{{- if hasPrefix (print . "/") $path }}
- extraVolumeMounts mounts {{ $name }} at {{ $path }}, below {{ . }}, where the chart has a volume of its own: use another mountPath, such as /{{ base $path }}
{{- end }}
{{- end }}
{{- $paths = append $paths $path }}
{{- end }}
{{- range $key := list "initContainers" "extraContainers" }}
{{- range $container := default list (get $.Values $key) }}
{{- range .volumeMounts }}
{{- if not (has .name $volumes) }}
- {{ $key }}.{{ $container.name }}.volumeMounts mounts {{ .name }}, and there is no volume of that name: add it to extraVolumes
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.containers" -}}
{{- $names := list "exporter" }}
{{- range $key := list "initContainers" "extraContainers" }}
{{- range default list (get $.Values $key) }}
{{- if eq .name "exporter" }}
- {{ $key }} holds one that is called exporter, as the chart's own is: give it another name
{{- else if has .name $names }}
- {{ $key }} holds {{ .name }}, and another container has that name: give it another one
{{- end }}
{{- $names = append $names .name }}
{{- $path := printf "%s.%s.env" $key .name }}
{{- include "iam-credential-exporter.validate.twice" (list $path .env) }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "iam-credential-exporter.validate.environment" -}}
{{- $homes := dict "AWS_REGION" "aws.region" "AWS_EC2_METADATA_DISABLED" "networkPolicy.instanceMetadata" "NODE_EXTRA_CA_CERTS" "caBundle" }}
{{- $homes = merge $homes (dict "HTTPS_PROXY" "proxy.https" "HTTP_PROXY" "proxy.http" "NO_PROXY" "proxy.noProxy" "SHARD" "shards") }}
{{- $own := list }}
{{- range include "iam-credential-exporter.ownEnvironment" . | fromYamlArray }}{{ $own = append $own .name }}{{ end }}
{{- range .Values.extraEnv }}
{{- /* Of a proxy's variables both spellings count. */}}
{{- if has (upper .name) $own }}
- extraEnv holds {{ .name }}, which the chart sets from {{ default "aws.existingSecret" (get $homes (upper .name)) }}: remove one of them
{{- end }}
{{- end }}
{{- include "iam-credential-exporter.validate.twice" (list "extraEnv" .Values.extraEnv) }}
{{- end -}}

{{/* Of a list of the path of environment variables and of them. The later one would win, and a server-side apply ends with an error. */}}
{{- define "iam-credential-exporter.validate.twice" -}}
{{- $path := first . }}
{{- $names := list }}
{{- range last . }}
{{- if has .name $names }}
- {{ $path }} holds {{ .name }} twice: remove one of them
{{- end }}
{{- $names = append $names .name }}
{{- end }}
{{- end -}}
