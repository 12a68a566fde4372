package io.mesher.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.api.sql.Rows;
import io.mesher.contracts.event.PayloadCodec;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event's row, payload decompressed and parsed. */
record StoredRow(
    UUID id,
    UUID projectId,
    UUID issueId,
    String level,
    String message,
    String title,
    String culprit,
    String fingerprint,
    String platform,
    @Nullable String environment,
    @Nullable String release,
    String tags,
    @Nullable String sdkName,
    @Nullable String sdkVersion,
    Instant timestamp,
    Instant receivedAt,
    JsonNode payload) {

  static StoredRow of(Row row) {
    var codec = PayloadCodec.of(row.getShort("payload_codec"));
    return new StoredRow(
        row.getUUID("id"),
        row.getUUID("project_id"),
        row.getUUID("issue_id"),
        row.getString("level"),
        row.getString("message"),
        row.getString("title"),
        row.getString("culprit"),
        row.getString("fingerprint"),
        row.getString("platform"),
        row.getString("environment"),
        row.getString("release"),
        row.getString("tags"),
        row.getString("sdk_name"),
        row.getString("sdk_version"),
        Rows.instant(row, "timestamp"),
        Rows.instant(row, "received_at"),
        EventShape.parse(codec.decode(row.getBuffer("payload").getBytes())));
  }
}
