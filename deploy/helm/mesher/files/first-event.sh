# Sends an event and reads it back. Without a project to test with: the services answer as they should.
if [ -z "${DSN_KEY:-}" ]; then
  curl -fsS -o /dev/null "$API/healthz"
  status=$(curl -sS -o /dev/null -w '%{http_code}' -d '{"message": "no key"}' "$INGEST/api/v1/events")
  [ "$status" = 401 ] || { echo "an event without a key was answered with $status"; exit 1; }
  echo "The services answer. Set test.existingSecret to send an event as well."
  exit 0
fi
id=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
curl -fsS -H "Authorization: Bearer $DSN_KEY" -H 'Content-Type: application/json' \
  -d "{\"event_id\": \"$id\", \"message\": \"helm test\", \"level\": \"info\"}" "$INGEST/api/v1/events"
for try in $(seq 30); do
  if curl -fsS -o /dev/null -H "Authorization: Bearer $TOKEN" "$API/api/v1/events/$id?project=$PROJECT" 2>/dev/null; then
    echo "Event $id is stored."
    exit 0
  fi
  sleep 1
done
echo "Event $id was accepted and is not stored after 30 s."
exit 1
