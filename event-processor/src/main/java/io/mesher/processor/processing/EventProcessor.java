package io.mesher.processor.processing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.PayloadCodec;
import io.mesher.processor.decode.EventReader;
import io.mesher.processor.decode.UndecodableEventException;
import io.mesher.processor.grouping.Grouper;
import io.mesher.processor.normalise.Normaliser;
import io.mesher.processor.normalise.Origin;
import io.mesher.processor.scrub.Scrubber;
import io.mesher.processor.title.Headline;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes, normalises, scrubs, titles and groups one event. Pure: the same bytes give the same
 * answer.
 */
public final class EventProcessor {
  private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

  private final Grouper grouper;

  public EventProcessor(Grouper grouper) {
    this.grouper = grouper;
  }

  /**
   * Processes one event.
   *
   * @throws UndecodableEventException when the body is no JSON object
   */
  public GroupedEvent process(AcceptedEvent accepted, byte[] body) {
    var event = EventReader.read(body);
    Normaliser.normalise(
        event,
        new Origin(
            accepted.eventId(), accepted.receivedAt(), accepted.sdk(), accepted.peerAddress()));
    Scrubber.of(accepted.scrub().fields(), accepted.scrub().ip()).scrub(event);
    var headline = Headline.of(event);
    var grouping = grouper.group(Subjects.of(event));
    return new GroupedEvent(
        accepted.projectId(),
        accepted.eventId(),
        accepted.receivedAt(),
        Instant.parse(event.path("timestamp").asText()),
        event.path("level").asText(),
        headline.message(),
        headline.title(),
        headline.culprit(),
        event.path("platform").asText(),
        text(event, "environment"),
        text(event, "release"),
        tags(event),
        UserKey.of(event.path("user")),
        text(event.path("sdk"), "name"),
        text(event.path("sdk"), "version"),
        grouping.version(),
        grouping.hashes(),
        PayloadCodec.ZSTD,
        PayloadCodec.ZSTD.encode(bytes(event)));
  }

  private static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always written", e);
    }
  }

  private static Map<String, String> tags(ObjectNode event) {
    var tags = new LinkedHashMap<String, String>();
    event.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
    return tags;
  }

  private static @Nullable String text(JsonNode node, String name) {
    var text = node.path(name).textValue();
    return text == null || text.isBlank() ? null : text;
  }
}
