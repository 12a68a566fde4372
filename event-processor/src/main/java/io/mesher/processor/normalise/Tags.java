package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Tags: an object or pairs, with null and non-string values; always an object of texts after. */
final class Tags {
  static final int MAX_TAGS = 100;
  static final int MAX_LENGTH = 200;

  private Tags() {}

  static void normalise(ObjectNode event, Trimmed trimmed) {
    var source = event.remove("tags");
    var tags = JsonNodeFactory.instance.objectNode();
    if (source instanceof ObjectNode object) {
      object.properties().forEach(tag -> put(tags, tag.getKey(), tag.getValue(), trimmed));
    } else if (source instanceof ArrayNode pairs) {
      pairs.forEach(pair -> putPair(tags, pair, trimmed));
    }
    if (!tags.isEmpty()) {
      event.set("tags", tags);
    }
  }

  private static void putPair(ObjectNode tags, JsonNode pair, Trimmed trimmed) {
    if (pair.isArray() && pair.size() == 2) {
      put(tags, Nodes.scalar(pair.get(0)), pair.get(1), trimmed);
    } else if (pair.isObject()) {
      put(tags, Nodes.scalar(pair.get("key")), pair.get("value"), trimmed);
    }
  }

  private static void put(
      ObjectNode tags, @Nullable String key, @Nullable JsonNode value, Trimmed trimmed) {
    var text = Nodes.text(value);
    if (key == null || key.isBlank() || text == null) {
      return;
    }
    if (tags.size() >= MAX_TAGS && !tags.has(key)) {
      trimmed.mark("tags", tags.size() + 1);
      return;
    }
    var name = trimmed.text("tags", key.strip(), MAX_LENGTH);
    tags.put(name, trimmed.text("tags." + name, text, MAX_LENGTH));
  }
}
