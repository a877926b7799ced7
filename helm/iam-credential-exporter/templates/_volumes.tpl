{{/* The volumes that the chart puts into the pod, as a list. */}}
{{- define "iam-credential-exporter.ownVolumes" -}}
- name: config
  {{- with .Values.existingConfigSecret }}
  secret:
    secretName: {{ . | quote }}
  {{- else }}
  configMap:
    name: {{ default (include "iam-credential-exporter.fullname" .) .Values.existingConfigMap | quote }}
  {{- end }}
{{- with .Values.caBundle }}
{{- $items := list (dict "key" .key "path" "ca.crt") }}
{{- if .secret }}
- name: ca-bundle
  secret:
    secretName: {{ .secret | quote }}
    items:
      {{- toYaml $items | nindent 6 }}
{{- else if .configMap }}
- name: ca-bundle
  configMap:
    name: {{ .configMap | quote }}
    items:
      {{- toYaml $items | nindent 6 }}
{{- end }}
{{- end }}
{{- with .Values.webConfig.existingSecret }}
- name: web-config
  secret:
    secretName: {{ . | quote }}
{{- end }}
{{- with .Values.storage }}
{{- /* Of a volumeClaimTemplate Kubernetes makes the volume itself. */}}
{{- if and .enabled (not .volumeClaimTemplate) }}
- name: storage
  {{- with .existingClaim }}
  persistentVolumeClaim:
    claimName: {{ . | quote }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ .sizeLimit | quote }}
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The mounts of all volumes that are the chart's, as a list. */}}
{{- define "iam-credential-exporter.ownVolumeMounts" -}}
- name: config
  mountPath: /etc/iam-credential-exporter
  readOnly: true
{{- if or .Values.caBundle.configMap .Values.caBundle.secret }}
- name: ca-bundle
  mountPath: /etc/ssl/iam-credential-exporter
  readOnly: true
{{- end }}
{{- if .Values.webConfig.existingSecret }}
- name: web-config
  mountPath: /etc/iam-credential-exporter-web
  readOnly: true
{{- end }}
{{- if .Values.storage.enabled }}
- name: storage
  mountPath: /var/lib/iam-credential-exporter
{{- end }}
{{- end -}}
