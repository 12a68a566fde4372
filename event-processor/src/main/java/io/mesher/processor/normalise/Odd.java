package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Members of a shape that nobody reads go to {@code extra}, so that people still see them. */
final class Odd {
  private Odd() {}

  static void keep(ObjectNode event, String name, @Nullable JsonNode value) {
    if (value == null || Nodes.isNothing(value)) {
      return;
    }
    var extra = event.get("extra") instanceof ObjectNode object ? object : event.putObject("extra");
    if (!extra.has(name)) {
      extra.set(name, value);
    }
  }

  /** Leaves a member that is an object; moves what is something else. */
  static void unlessObject(ObjectNode event, String name) {
    var value = event.get(name);
    if (value instanceof ObjectNode object && !object.isEmpty()) {
      return;
    }
    keep(event, name, event.remove(name));
  }
}
