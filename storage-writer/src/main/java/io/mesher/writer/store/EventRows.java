package io.mesher.writer.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.writer.batch.Verdict;
import io.mesher.writer.database.Transaction;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The events themselves. */
final class EventRows {
  static final String INSERT =
      """
      INSERT INTO events (id, project_id, issue_id, level, message, title, culprit, fingerprint,
                          platform, environment, release, tags, sdk_name, sdk_version, timestamp,
                          received_at, payload_codec, payload)
      SELECT id, project_id, issue_id, level, message, title, culprit, fingerprint,
             platform, environment, release, tags::jsonb, sdk_name, sdk_version, timestamp,
             received_at, payload_codec, payload
      FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[],
                  $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[],
                  $14::text[], $15::timestamptz[], $16::timestamptz[], $17::int[], $18::bytea[])
           AS u (id, project_id, issue_id, level, message, title, culprit, fingerprint,
                 platform, environment, release, tags, sdk_name, sdk_version, timestamp,
                 received_at, payload_codec, payload)""";

  private static final JsonFactory JSON = new JsonFactory();

  private EventRows() {}

  static void insert(Transaction transaction, Verdict verdict) {
    var events = verdict.stored();
    transaction.send(
        INSERT,
        Column.uuids(events, GroupedEvent::eventId),
        Column.uuids(events, GroupedEvent::projectId),
        Column.uuids(events, verdict::issueOf),
        Column.texts(events, GroupedEvent::level),
        Column.texts(events, GroupedEvent::message),
        Column.texts(events, GroupedEvent::title),
        Column.texts(events, GroupedEvent::culprit),
        Column.texts(events, GroupedEvent::fingerprint),
        Column.texts(events, GroupedEvent::platform),
        Column.texts(events, GroupedEvent::environment),
        Column.texts(events, GroupedEvent::release),
        Column.texts(events, event -> json(event.tags())),
        Column.texts(events, GroupedEvent::sdkName),
        Column.texts(events, GroupedEvent::sdkVersion),
        Column.times(events, GroupedEvent::timestamp),
        Column.times(events, GroupedEvent::receivedAt),
        Column.ints(events, event -> event.payloadCodec().number()),
        events.stream().map(event -> Buffer.buffer(event.payload())).toArray(Buffer[]::new));
  }

  private static String json(Map<String, String> tags) {
    var text = new StringWriter(16 + 32 * tags.size());
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (var tag : tags.entrySet()) {
        out.writeStringField(tag.getKey(), tag.getValue());
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
