{{/*
The pod of a Deployment and of a StatefulSet, of a list of the root context and of the labels that a StatefulSet adds to tell its pods
from those of another one.
*/}}
{{- define "iam-credential-exporter.podTemplate" -}}
{{- with first . -}}
metadata:
  labels:
    {{- merge (include "iam-credential-exporter.podLabels" . | fromYaml) (last $) (default dict .Values.podLabels) (default dict .Values.commonLabels) | toYaml | nindent 4 }}
  {{- with include "iam-credential-exporter.podAnnotations" . | trim }}
  annotations:
    {{- . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "iam-credential-exporter.serviceAccountName" . | quote }}
  # IRSA and EKS Pod Identity project a token of their own into the pod.
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- with include "iam-credential-exporter.imagePullSecrets" . }}
  imagePullSecrets:
    {{- . | nindent 4 }}
  {{- end }}
  {{- with .Values.podSecurityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . | quote }}
  {{- end }}
  {{- with .Values.runtimeClassName }}
  runtimeClassName: {{ . | quote }}
  {{- end }}
  {{- if .Values.hostNetwork }}
  hostNetwork: true
  {{- end }}
  {{- with .Values.dnsPolicy | default (ternary "ClusterFirstWithHostNet" "" .Values.hostNetwork) }}
  dnsPolicy: {{ . }}
  {{- end }}
  {{- with .Values.dnsConfig }}
  dnsConfig:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.hostAliases }}
  hostAliases:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  terminationGracePeriodSeconds: {{ .Values.terminationGracePeriodSeconds | int64 }}
  {{- with .Values.initContainers }}
  initContainers:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: exporter
      image: {{ include "iam-credential-exporter.image" . | quote }}
      imagePullPolicy: {{ .Values.image.pullPolicy }}
      args:
        - --config.file=/etc/iam-credential-exporter/config.yaml
        - --web.listen-address=:{{ .Values.containerPort | int64 }}
        {{- with .Values.webConfig }}
        {{- if .existingSecret }}
        - {{ printf "--web.config.file=/etc/iam-credential-exporter-web/%s" .key }}
        - --web.probe-listen-address=:{{ .probePort | int64 }}
        {{- end }}
        {{- end }}
        - --log.level={{ .Values.logLevel }}
        - --log.format={{ .Values.logFormat }}
        {{- if include "iam-credential-exporter.isSharded" . }}
        - --total-shards={{ .Values.shards | int64 }}
        # Kubernetes puts the variable in.
        - --shard=$(SHARD)
        {{- end }}
        {{- if .Values.storage.enabled }}
        # A folder in the volume, which the exporter makes and keeps for itself.
        - --storage.path=/var/lib/iam-credential-exporter/reports
        {{- end }}
        {{- with .Values.extraArgs }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with include "iam-credential-exporter.environment" . }}
      env:
        {{- . | nindent 8 }}
      {{- end }}
      {{- with .Values.extraEnvFrom }}
      envFrom:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      ports:
        - name: metrics
          containerPort: {{ .Values.containerPort | int64 }}
          protocol: TCP
        {{- if .Values.webConfig.existingSecret }}
        - name: probes
          containerPort: {{ .Values.webConfig.probePort | int64 }}
          protocol: TCP
        {{- end }}
      livenessProbe:
        httpGet:
          path: /-/healthy
          port: {{ include "iam-credential-exporter.probePort" . }}
        {{- with .Values.livenessProbe }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      readinessProbe:
        httpGet:
          path: /-/ready
          port: {{ include "iam-credential-exporter.probePort" . }}
        {{- with .Values.readinessProbe }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      {{- with .Values.resources }}
      resources:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .Values.securityContext }}
      securityContext:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      volumeMounts:
        {{- include "iam-credential-exporter.ownVolumeMounts" . | nindent 8 }}
        {{- with .Values.extraVolumeMounts }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    {{- with .Values.extraContainers }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  volumes:
    {{- include "iam-credential-exporter.ownVolumes" . | nindent 4 }}
    {{- with .Values.extraVolumes }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .Values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with include "iam-credential-exporter.topologySpreadConstraints" . }}
  topologySpreadConstraints:
    {{- . | nindent 4 }}
  {{- end }}
{{- end -}}
{{- end -}}
