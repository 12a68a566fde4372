package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stack traces: {@code {frames:[…]}} with Sentry's names, outermost caller first. */
final class Frames {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Frames() {}

  /** The canonical form of whatever stands for a stack trace; null when it has no frame. */
  static @Nullable ObjectNode stacktrace(@Nullable JsonNode node) {
    var frames = frames(node);
    if (frames.isEmpty()) {
      return null;
    }
    var stacktrace =
        node instanceof ObjectNode object && object.has("frames") ? object : NODES.objectNode();
    stacktrace.set("frames", NODES.arrayNode(frames.size()).addAll(frames));
    return stacktrace;
  }

  private static List<ObjectNode> frames(@Nullable JsonNode node) {
    var source =
        node instanceof ObjectNode object && object.has("frames") ? object.get("frames") : node;
    var frames = new ArrayList<ObjectNode>();
    for (var frame : Nodes.objects(source, "function")) {
      Nodes.rename(frame, "function_name", "function");
      for (var name : List.of("function", "filename", "abs_path", "module", "context_line")) {
        Nodes.makeText(frame, name);
      }
      Nodes.makeInteger(frame, "lineno");
      Nodes.makeInteger(frame, "colno");
      Nodes.makeBoolean(frame, "in_app");
      if (!frame.isEmpty()) {
        frames.add(frame);
      }
    }
    return frames;
  }
}
