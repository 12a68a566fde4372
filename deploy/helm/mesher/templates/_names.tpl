{{- define "mesher.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- $name = .Release.Name -}}
{{- else -}}
{{- $name = printf "%s-%s" .Release.Name $name -}}
{{- end -}}
{{/* Services have no dots in their names and begin with a letter; releases need not. */}}
{{- $name = .Values.fullnameOverride | default (replace "." "-" $name) | trunc 40 | trimSuffix "-" -}}
{{- if not (regexMatch "^[a-z]" $name) -}}
{{- fail (printf "the name %s begins with no letter, as Services' must: set fullnameOverride" $name) -}}
{{- end -}}
{{- $name -}}
{{- end -}}

{{/* What tells this release's component from all others; never changes, as selectors can't. */}}
{{- define "mesher.selector" -}}
app.kubernetes.io/name: mesher
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{/* Those that an upgrade leaves as they are. */}}
{{- define "mesher.lastingLabels" -}}
{{ include "mesher.selector" . }}
app.kubernetes.io/part-of: mesher
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end -}}

{{- define "mesher.labels" -}}
{{ include "mesher.lastingLabels" . }}
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "mesher.image" -}}
{{ .root.Values.image.repository }}/{{ .component }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end -}}

{{- define "mesher.kafka" -}}
{{- if .Values.kafka.bootstrapServers -}}
{{ .Values.kafka.bootstrapServers }}
{{- else if .Values.kafka.strimzi.enabled -}}
{{ include "mesher.fullname" . }}-kafka-bootstrap:9092
{{- else -}}
{{ include "mesher.fullname" . }}-kafka:9092
{{- end -}}
{{- end -}}

{{/* KEDA asks from its own namespace, where the short name of a Service of this one means nothing. */}}
{{- define "mesher.kafkaFromElsewhere" -}}
{{- $servers := list -}}
{{- range splitList "," (include "mesher.kafka" .) -}}
{{- $servers = append $servers (regexReplaceAll "^([^.:]+):" . (printf "${1}.%s.svc:" $.Release.Namespace)) -}}
{{- end -}}
{{- join "," $servers -}}
{{- end -}}

{{- define "mesher.databaseHost" -}}
{{ .Values.database.host | default (printf "%s-postgres" (include "mesher.fullname" .)) }}
{{- end -}}

{{- define "mesher.redisUrl" -}}
{{ .Values.redis.url | default (printf "redis://%s-redis:6379" (include "mesher.fullname" .)) }}
{{- end -}}

{{/* Servers that come with the release are there only after the hooks of an installation. */}}
{{- define "mesher.bundled" -}}
{{- if or .Values.trial.enabled .Values.kafka.strimzi.enabled -}}true{{- end -}}
{{- end -}}
