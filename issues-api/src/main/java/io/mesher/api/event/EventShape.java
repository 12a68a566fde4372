package io.mesher.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Turns a stored payload (Sentry's names and order: cause first, outermost frame first) into what a
 * page shows: main exception and crash first. Tolerates parts that are missing.
 */
final class EventShape {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper JSON = new ObjectMapper();

  private EventShape() {}

  static EventView of(StoredRow row) {
    JsonNode payload = row.payload();
    @Nullable ObjectNode exception = exception(payload);
    return new EventView(
        row.id(),
        row.projectId(),
        row.issueId(),
        row.level(),
        row.message(),
        row.title(),
        row.culprit(),
        row.fingerprint(),
        row.platform(),
        row.environment(),
        row.release(),
        Json.text(payload, "dist"),
        Json.text(payload, "server_name"),
        Json.text(payload, "transaction"),
        exception,
        frames(exception == null ? crashedThread(payload) : exception.path("values").path(0)),
        threads(payload),
        arrayOf(payload.path("breadcrumbs")),
        object(payload, "tags"),
        object(payload, "extra"),
        object(payload, "contexts"),
        Json.present(payload, "user"),
        Json.present(payload, "request"),
        row.sdkName(),
        row.sdkVersion(),
        row.timestamp(),
        row.receivedAt());
  }

  /** The payload as a tree. */
  static JsonNode parse(byte[] payload) {
    try {
      return JSON.readTree(payload);
    } catch (IOException e) {
      throw new UncheckedIOException("a stored payload is no JSON", e);
    }
  }

  private static @Nullable ObjectNode exception(JsonNode payload) {
    ArrayNode chain = reversed(arrayOf(payload.path("exception")));
    if (chain.isEmpty()) {
      return null;
    }
    chain.forEach(EventShape::crashFirst);
    JsonNode main = chain.get(0);
    var exception = NODES.objectNode();
    exception.put("type_name", Json.text(main, "type"));
    exception.put("value", Json.text(main, "value"));
    exception.put("module_name", Json.text(main, "module"));
    exception.set("values", chain);
    return exception;
  }

  private static @Nullable JsonNode threads(JsonNode payload) {
    ArrayNode threads = arrayOf(payload.path("threads"));
    threads.forEach(EventShape::crashFirst);
    return threads.isEmpty() ? null : threads;
  }

  private static void crashFirst(JsonNode holder) {
    if (holder.path("stacktrace") instanceof ObjectNode stacktrace
        && stacktrace.path("frames") instanceof ArrayNode frames) {
      stacktrace.set("frames", reversed(frames));
    }
  }

  private static JsonNode crashedThread(JsonNode payload) {
    List<JsonNode> threads =
        StreamSupport.stream(arrayOf(payload.path("threads")).spliterator(), false).toList();
    JsonNode crashed =
        threads.stream()
            .filter(thread -> thread.path("crashed").asBoolean())
            .findFirst()
            .or(() -> threads.stream().findFirst())
            .orElse(NODES.missingNode())
            .deepCopy();
    crashFirst(crashed);
    return crashed;
  }

  private static List<Frame> frames(JsonNode holder) {
    return StreamSupport.stream(holder.path("stacktrace").path("frames").spliterator(), false)
        .filter(JsonNode::isObject)
        .map(Frame::of)
        .toList();
  }

  /** {@code {"values":[…]}} as its list. */
  private static ArrayNode arrayOf(JsonNode holder) {
    return holder.path("values") instanceof ArrayNode values ? values : NODES.arrayNode();
  }

  private static ArrayNode reversed(ArrayNode list) {
    var reversed = NODES.arrayNode(list.size());
    for (int i = list.size() - 1; i >= 0; i--) {
      reversed.add(list.get(i));
    }
    return reversed;
  }

  private static JsonNode object(JsonNode payload, String member) {
    return payload.path(member) instanceof ObjectNode object ? object : NODES.objectNode();
  }
}
