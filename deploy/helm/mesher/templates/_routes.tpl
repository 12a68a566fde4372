{{/* The paths of the public contract: the same table as that of the local stack's edge and of the Caddyfile. */}}
{{- define "mesher.routes" -}}
- {match: Exact, path: /api/v1/events, service: ingest-gateway}
- {match: Exact, path: /api/v1/events/bulk, service: ingest-gateway}
- {match: Prefix, path: /api/v1, service: issues-api}
- {match: Prefix, path: /api, service: ingest-gateway}
- {match: Prefix, path: /ingest, service: ws-gateway}
- {match: Prefix, path: /stream, service: ws-gateway}
- {match: Prefix, path: /ws, service: ws-gateway}
- {match: Prefix, path: /, service: issues-api}
{{- end -}}
