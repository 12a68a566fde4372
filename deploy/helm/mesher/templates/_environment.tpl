{{/* What each service reads, and nothing that it does not: secrets reach only who needs them. */}}
{{- define "mesher.environment" -}}
{{- $parts := get (dict
  "ingest-gateway" (list "kafka" "database" "redis" "proxies" "logs" "traces" "sampling")
  "ws-gateway" (list "kafka" "database" "reader" "redis" "url" "logs" "traces" "sampling")
  "event-processor" (list "kafka" "logs" "traces")
  "storage-writer" (list "kafka" "database" "secret" "logs" "traces")
  "issues-api" (list "kafka" "database" "redis" "secret" "url" "proxies" "mail" "alerts" "logs")
  "prepare" (list "kafka" "database" "topics")) .component -}}
{{- range $parts }}
{{ include (printf "mesher.environment.%s" .) $.root }}
{{- end }}
{{- end -}}

{{- define "mesher.environment.kafka" -}}
- name: MESHER_KAFKA_BOOTSTRAP_SERVERS
  value: {{ include "mesher.kafka" . | quote }}
{{- end -}}

{{- define "mesher.environment.topics" -}}
- name: MESHER_TOPIC_PARTITIONS
  value: {{ .Values.topics.partitions | quote }}
- name: MESHER_TOPIC_REPLICATION
  value: {{ .Values.topics.replication | quote }}
- name: MESHER_TOPIC_MIN_INSYNC_REPLICAS
  value: {{ .Values.topics.minInsyncReplicas | quote }}
{{- with .Values.topics.maxBytes }}
- name: MESHER_TOPIC_MAX_BYTES
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{- define "mesher.environment.database" -}}
- name: MESHER_DATABASE_HOST
  value: {{ include "mesher.databaseHost" . | quote }}
- name: MESHER_DATABASE_PORT
  value: {{ .Values.database.port | quote }}
- name: MESHER_DATABASE_NAME
  value: {{ .Values.database.name | quote }}
- name: MESHER_DATABASE_USER
  value: {{ .Values.database.user | quote }}
- name: MESHER_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ .Values.existingSecret }}
      key: {{ .Values.secretKeys.databasePassword }}
{{- end -}}

{{- define "mesher.environment.reader" -}}
{{- with .Values.database.readerRole -}}
- name: MESHER_DATABASE_READER_ROLE
  value: {{ . | quote }}
{{- end -}}
{{- end -}}

{{- define "mesher.environment.redis" -}}
- name: MESHER_REDIS_URL
  {{- if .Values.secretKeys.redisUrl }}
  valueFrom:
    secretKeyRef:
      name: {{ .Values.existingSecret }}
      key: {{ .Values.secretKeys.redisUrl }}
  {{- else }}
  value: {{ include "mesher.redisUrl" . | quote }}
  {{- end }}
{{- end -}}

{{- define "mesher.environment.url" -}}
- name: MESHER_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
{{- end -}}

{{- define "mesher.environment.secret" -}}
- name: MESHER_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .Values.existingSecret }}
      key: {{ .Values.secretKeys.secret }}
{{- end -}}

{{- define "mesher.environment.proxies" -}}
{{- with .Values.trustedProxies -}}
- name: MESHER_TRUSTED_PROXIES
  value: {{ join "," . | quote }}
{{- end -}}
{{- end -}}

{{- define "mesher.environment.logs" -}}
- name: MESHER_LOG_JSON
  value: {{ .Values.jsonLogs | quote }}
{{- end -}}

{{- define "mesher.environment.traces" -}}
{{- with .Values.tracing -}}
{{- if .enabled -}}
- name: OTEL_SDK_DISABLED
  value: "false"
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ .endpoint | quote }}
- name: OTEL_EXPORTER_OTLP_PROTOCOL
  value: {{ .protocol | quote }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mesher.environment.sampling" -}}
{{- with .Values.tracing -}}
{{- if .enabled -}}
- name: OTEL_TRACES_SAMPLER_ARG
  value: {{ .part | quote }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mesher.environment.mail" -}}
{{- with .Values.smtp -}}
{{- if .host -}}
- name: MESHER_SMTP_HOST
  value: {{ .host | quote }}
- name: MESHER_SMTP_PORT
  value: {{ .port | quote }}
- name: MESHER_SMTP_FROM
  value: {{ .from | quote }}
- name: MESHER_SMTP_TLS
  value: {{ .tls | quote }}
- name: MESHER_SMTP_IMPLICIT_TLS
  value: {{ .implicitTls | quote }}
{{- if .user }}
- name: MESHER_SMTP_USER
  value: {{ .user | quote }}
- name: MESHER_SMTP_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $.Values.existingSecret }}
      key: {{ $.Values.secretKeys.smtpPassword }}
{{- end }}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "mesher.environment.alerts" -}}
{{- with .Values.alerts.allowedNetworks -}}
- name: MESHER_ALERT_ALLOWED_NETWORKS
  value: {{ join "," . | quote }}
{{ end -}}
{{- with .Values.alerts.emailDomains -}}
- name: MESHER_ALERT_EMAIL_DOMAINS
  value: {{ join "," . | quote }}
{{- end -}}
{{- end -}}
