package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions, threads and stray stack traces. Mesher's own {@code exception} and {@code stacktrace}
 * become one of Sentry's exceptions; a stack trace beside a mere message becomes a synthetic one,
 * as browsers send it.
 */
final class Exceptions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Exceptions() {}

  static void normalise(ObjectNode event, @Nullable String message) {
    var exceptions = Nodes.objects(event.remove("exception"), "value");
    exceptions.forEach(Exceptions::normaliseOne);
    exceptions.removeIf(Exceptions::saysNothing);
    var stray = Frames.stacktrace(event.remove("stacktrace"));
    if (stray != null) {
      attach(stray, exceptions, event, message);
    }
    if (!exceptions.isEmpty()) {
      event.set("exception", Nodes.values(exceptions));
    }
    var threads = Nodes.objects(event.remove("threads"), "name");
    threads.forEach(Exceptions::normaliseStacktrace);
    if (!threads.isEmpty()) {
      event.set("threads", Nodes.values(threads));
    }
  }

  private static void normaliseOne(ObjectNode exception) {
    Nodes.rename(exception, "type_name", "type");
    Nodes.rename(exception, "module_name", "module");
    for (var name : List.of("type", "value", "module")) {
      Nodes.makeText(exception, name);
    }
    normaliseStacktrace(exception);
    if (!exception.path("mechanism").isObject()) {
      exception.remove("mechanism");
    }
  }

  private static void normaliseStacktrace(ObjectNode holder) {
    var stacktrace = Frames.stacktrace(holder.remove("stacktrace"));
    if (stacktrace != null) {
      holder.set("stacktrace", stacktrace);
    }
  }

  private static boolean saysNothing(ObjectNode exception) {
    return Nodes.isNothing(exception.get("type"))
        && Nodes.isNothing(exception.get("value"))
        && !exception.has("stacktrace");
  }

  private static void attach(
      ObjectNode stacktrace,
      List<ObjectNode> exceptions,
      ObjectNode event,
      @Nullable String message) {
    if (exceptions.isEmpty()) {
      var synthetic = NODES.objectNode();
      if (message != null) {
        synthetic.put("value", message);
      }
      synthetic.putObject("mechanism").put("type", "generic").put("synthetic", true);
      synthetic.set("stacktrace", stacktrace);
      exceptions.add(synthetic);
    } else if (exceptions.getLast().has("stacktrace")) {
      event.set("stacktrace", stacktrace);
    } else {
      exceptions.getLast().set("stacktrace", stacktrace);
    }
  }
}
