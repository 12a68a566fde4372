{{- define "mesher.labels" -}}
app.kubernetes.io/name: mesher
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "mesher.environment" -}}
- name: MESHER_KAFKA_BOOTSTRAP_SERVERS
  value: {{ .Values.kafka.bootstrapServers | quote }}
- name: MESHER_DATABASE_HOST
  value: {{ .Values.database.host | quote }}
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
      key: database-password
- name: MESHER_REDIS_URL
  value: {{ .Values.redis.url | quote }}
- name: MESHER_PUBLIC_URL
  value: {{ .Values.publicUrl | quote }}
- name: MESHER_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .Values.existingSecret }}
      key: mesher-secret
{{- end -}}

{{- define "mesher.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "mesher.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}
