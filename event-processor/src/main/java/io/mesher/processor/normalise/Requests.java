package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The HTTP request: headers, cookies and environment as objects, from objects or pairs. */
final class Requests {
  private Requests() {}

  static void normalise(ObjectNode event) {
    Odd.unlessObject(event, "request");
    if (!(event.get("request") instanceof ObjectNode request)) {
      return;
    }
    for (var name : List.of("url", "method", "fragment")) {
      Nodes.makeText(request, name);
    }
    for (var name : List.of("headers", "cookies", "env", "query_string")) {
      if (request.get(name) instanceof ArrayNode pairs) {
        request.set(name, ofPairs(pairs));
      }
    }
    if (request.get("headers") instanceof ObjectNode headers) {
      headers.properties().forEach(header -> header.setValue(flat(header.getValue())));
    }
  }

  private static ObjectNode ofPairs(ArrayNode pairs) {
    var object = JsonNodeFactory.instance.objectNode();
    for (var pair : pairs) {
      var name = pair.isArray() && pair.size() == 2 ? Nodes.scalar(pair.get(0)) : null;
      if (name != null) {
        object.set(name, pair.get(1));
      }
    }
    return object;
  }

  /** A header that was sent more than once is one text, as HTTP says. */
  private static JsonNode flat(JsonNode value) {
    if (!value.isArray()) {
      return value;
    }
    var joined = new StringBuilder();
    value.forEach(item -> joined.append(joined.isEmpty() ? "" : ", ").append(item.asText()));
    return JsonNodeFactory.instance.textNode(joined.toString());
  }
}
