package io.mesher.api.support;

import io.mesher.contracts.event.PayloadCodec;
import io.mesher.testkit.server.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Builds the row of an event, as the storage-writer leaves it. */
public final class AnEvent {
  private final UUID project;
  private final UUID issue;
  private UUID id = UUID.randomUUID();
  private String message = "no stock";
  private String level = "error";
  private String tags = "{}";
  private String payload = "{\"message\":\"no stock\"}";
  private OffsetDateTime receivedAt =
      OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);

  private AnEvent(UUID project, UUID issue) {
    this.project = project;
    this.issue = issue;
  }

  public static AnEvent of(String project, String issue) {
    return new AnEvent(UUID.fromString(project), UUID.fromString(issue));
  }

  public AnEvent withId(UUID id) {
    this.id = id;
    return this;
  }

  public AnEvent saying(String message) {
    this.message = message;
    return this;
  }

  public AnEvent withLevel(String level) {
    this.level = level;
    return this;
  }

  public AnEvent tagged(String json) {
    this.tags = json;
    return this;
  }

  public AnEvent withPayload(String json) {
    this.payload = json;
    return this;
  }

  public AnEvent receivedAt(OffsetDateTime time) {
    this.receivedAt = time;
    return this;
  }

  /** Inserts it, with its day's partition; its id. */
  public String insert() {
    partitionOf(receivedAt.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate());
    TestDatabase.execute(
        "INSERT INTO events (id, project_id, issue_id, level, message, title, culprit, fingerprint,"
            + " platform, environment, release, tags, sdk_name, sdk_version, timestamp,"
            + " received_at, payload_codec, payload)"
            + " VALUES (?, ?, ?, ?, ?, 'a title', 'shop.Stock in take', ?, 'java', 'production',"
            + " 'shop@1.2.3', CAST(? AS jsonb), 'sentry.java', '8.0.0', ?, ?, ?, ?)",
        id,
        project,
        issue,
        level,
        message,
        issue.toString().replace("-", ""),
        tags,
        receivedAt.minusSeconds(1),
        receivedAt,
        PayloadCodec.ZSTD.number(),
        PayloadCodec.ZSTD.encode(payload.getBytes(StandardCharsets.UTF_8)));
    TestDatabase.execute(
        "UPDATE issues SET first_seen = least(first_seen, ?), last_seen = greatest(last_seen, ?)"
            + " WHERE id = ?",
        receivedAt,
        receivedAt,
        issue);
    return id.toString();
  }

  private static void partitionOf(LocalDate day) {
    TestDatabase.execute(
        "CREATE TABLE IF NOT EXISTS events_%s PARTITION OF events FOR VALUES FROM ('%s') TO ('%s')"
            .formatted(
                day.format(DateTimeFormatter.BASIC_ISO_DATE),
                day + " 00:00:00+00",
                day.plusDays(1) + " 00:00:00+00"));
  }
}
