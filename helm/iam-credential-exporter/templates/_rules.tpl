{{/* files/rules.yaml as a dictionary. It is not a template: its texts are full of Prometheus' own {{ $labels }}. */}}
{{- define "iam-credential-exporter.ruleFile" -}}
{{- .Files.Get "files/rules.yaml" -}}
{{- end -}}

{{/* The names of its alerts, sorted, as a JSON list. */}}
{{- define "iam-credential-exporter.alertNames" -}}
{{- $names := list -}}
{{- range (include "iam-credential-exporter.ruleFile" . | fromYaml).groups -}}
{{- range .rules -}}
{{- if .alert -}}{{- $names = append $names .alert -}}{{- end -}}
{{- end -}}
{{- end -}}
{{- $names | uniq | sortAlpha | toJson -}}
{{- end -}}

{{/*
The labels that tell its alerts apart, as a JSON list: those that its expressions group by, those that rules add and those of
prometheusRule.identityLabels. Not among them is the severity, which is not what an alert is about.
*/}}
{{- define "iam-credential-exporter.identityLabels" -}}
{{- $labels := concat (list "alertname" "__name__") (default list .Values.prometheusRule.identityLabels) -}}
{{- range (include "iam-credential-exporter.ruleFile" . | fromYaml).groups -}}
{{- range .rules -}}
{{- range regexFindAll "\\bby ?\\([^)]*\\)" .expr -1 -}}
{{- $labels = concat $labels (regexFindAll "\\w+" (trimPrefix "by" .) -1) -}}
{{- end -}}
{{- $labels = concat $labels (keys (default dict .labels)) -}}
{{- end -}}
{{- end -}}
{{- without (uniq $labels) "severity" | toJson -}}
{{- end -}}

{{/*
The groups of files/rules.yaml with what prometheusRule says of them. No alert has a `for`: one of a finding waits by the offset in its expression, and a guard by the seconds there.
*/}}
{{- define "iam-credential-exporter.ruleGroups" -}}
{{- $values := .Values.prometheusRule -}}
{{- $groups := list -}}
{{- range (include "iam-credential-exporter.ruleFile" . | fromYaml).groups -}}
{{- $rules := list -}}
{{- $group := . -}}
{{- range $rule := .rules -}}
{{- with $values.identityLabels -}}
{{- $rule = set $rule "expr" (regexReplaceAll "\\b(by|on) \\((\\w)" $rule.expr (printf "${1} (%s, ${2}" (join ", " .))) -}}
{{- end -}}
{{- $settings := dict -}}
{{- if .alert -}}
{{- with $values.interval }}{{ $_ := set $group "interval" . }}{{ end -}}
{{- $settings = get (default dict $values.alerts) .alert | default dict -}}
{{- with $settings.for -}}
{{- $wait := include "iam-credential-exporter.milliseconds" . | int64 -}}
{{- $offset := $wait | empty | ternary "" (printf " offset %s" .) -}}
{{- $expr := regexReplaceAll "(:waited_seconds.*) >= [0-9]+" $rule.expr (printf "${1} >= %d" (div $wait 1000)) -}}
{{- $rule = set $rule "expr" (regexReplaceAll " offset \\w+" $expr $offset) -}}
{{- end -}}
{{- $labels := merge (dict) (default dict $settings.labels) (default dict $values.alertLabels) (default dict $rule.labels) -}}
{{- if $labels -}}{{- $rule = set $rule "labels" $labels -}}{{- end -}}
{{- with $values.runbookBaseUrl -}}
{{- $_ := set $rule.annotations "runbook_url" (printf "%s/%s.md" (trimSuffix "/" .) $rule.alert) -}}
{{- end -}}
{{- $own := merge (dict) (default dict $settings.annotations) (default dict $values.alertAnnotations) -}}
{{- if $own -}}{{- $rule = set $rule "annotations" (merge $own $rule.annotations) -}}{{- end -}}
{{- end -}}
{{- if ne (get $settings "enabled" | toString) "false" -}}
{{- $rules = append $rules $rule -}}
{{- end -}}
{{- end -}}
{{- if $rules -}}{{- $groups = append $groups (set . "rules" $rules) -}}{{- end -}}
{{- end -}}
{{- $groups | toYaml -}}
{{- end -}}

{{/* One group of extraRules, or nothing. */}}
{{- define "iam-credential-exporter.extraRuleGroups" -}}
{{- with .Values.prometheusRule -}}
{{- if .extraRules -}}
{{- $group := dict "name" "iam-credential-exporter-extra" "rules" .extraRules -}}
{{- with .interval }}{{ $_ := set $group "interval" . }}{{ end -}}
{{- list $group | toYaml -}}
{{- end -}}
{{- end -}}
{{- end -}}
