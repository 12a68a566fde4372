package io.mesher.ws.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a watching client may say. */
sealed interface ClientMessage {

  /** From now on only these events. */
  record Subscribe(StreamFilter filter) implements ClientMessage {}

  /** What is not understood, and why. */
  record Misunderstood(String error) implements ClientMessage {}

  /** Longest value of a filter: no event has a longer one. */
  int MAX_VALUE = 200;

  int MAX_TAGS = 10;
  Set<String> LEVELS = Set.of("fatal", "error", "warning", "info", "debug");

  /** Reads a message; what is wrong with it is an answer, not an exception. */
  static ClientMessage parse(String text) {
    try {
      var message = StreamJson.MAPPER.readTree(text);
      if (!message.isObject()) {
        return new Misunderstood("a message is a json object");
      }
      if (!message.path("type").asText().equals("subscribe")) {
        return new Misunderstood("unknown message type");
      }
      return new Subscribe(filter(message.path("filters")));
    } catch (JsonProcessingException e) {
      return new Misunderstood("invalid json");
    } catch (BadFilterException e) {
      return new Misunderstood(e.error);
    }
  }

  private static StreamFilter filter(JsonNode filters) {
    if (filters.isMissingNode() || filters.isNull()) {
      return StreamFilter.ALL;
    }
    if (!filters.isObject()) {
      throw new BadFilterException("filters is a json object");
    }
    var level = text(filters, "level");
    if (level != null && !LEVELS.contains(level)) {
      throw new BadFilterException("invalid level: must be fatal, error, warning, info, or debug");
    }
    return new StreamFilter(
        level, text(filters, "environment"), text(filters, "release"), tags(filters.path("tags")));
  }

  private static @Nullable String text(JsonNode object, String member) {
    var value = object.path(member);
    if (value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.asText().isEmpty())) {
      return null;
    }
    if (!value.isTextual() || value.asText().length() > MAX_VALUE) {
      throw new BadFilterException(
          "filter " + member + " is a string of at most " + MAX_VALUE + " characters");
    }
    return value.asText();
  }

  private static Map<String, String> tags(JsonNode tags) {
    if (tags.isMissingNode() || tags.isNull()) {
      return Map.of();
    }
    if (!tags.isObject() || tags.size() > MAX_TAGS) {
      throw new BadFilterException("filter tags is an object of at most " + MAX_TAGS + " strings");
    }
    var wanted = new HashMap<String, String>();
    for (var tag : tags.properties()) {
      var value = text(tags, tag.getKey());
      if (value != null) {
        wanted.put(tag.getKey(), value);
      }
    }
    return Map.copyOf(wanted);
  }

  /** Leaves the parser; its text goes to the client. */
  final class BadFilterException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String error;

    private BadFilterException(String error) {
      super(error, null, false, false);
      this.error = error;
    }
  }
}
