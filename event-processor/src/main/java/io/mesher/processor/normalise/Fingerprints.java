package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The client's own fingerprint: a text, a number, or an array of such; always an array after. */
final class Fingerprints {
  private static final int MAX_PARTS = 20;
  private static final int MAX_LENGTH = 500;

  private Fingerprints() {}

  static void normalise(ObjectNode event, Trimmed trimmed) {
    var source = event.remove("fingerprint");
    if (source == null || Nodes.isNothing(source)) {
      return;
    }
    var parts = event.arrayNode();
    var items = source instanceof ArrayNode list ? list : event.arrayNode().add(source);
    for (var item : items) {
      var text = Nodes.text(item);
      if (text != null && parts.size() < MAX_PARTS) {
        parts.add(trimmed.text("fingerprint", text, MAX_LENGTH));
      }
    }
    if (!parts.isEmpty()) {
      event.set("fingerprint", parts);
    }
  }
}
