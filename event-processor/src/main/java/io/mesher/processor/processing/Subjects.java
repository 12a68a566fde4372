package io.mesher.processor.processing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mesher.processor.grouping.Failure;
import io.mesher.processor.grouping.Frame;
import io.mesher.processor.grouping.Subject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What grouping looks at, taken from a normalised event. */
final class Subjects {
  private Subjects() {}

  static Subject of(ObjectNode event) {
    var fingerprint = new ArrayList<String>();
    event.path("fingerprint").forEach(part -> fingerprint.add(part.asText()));
    return new Subject(
        event.path("platform").asText("other"),
        fingerprint,
        failures(event),
        text(event.path("logentry"), "message"),
        text(event, "message"));
  }

  /** The chain; its last one borrows the stack of the thread that crashed when none has its own. */
  private static List<Failure> failures(ObjectNode event) {
    var failures = new ArrayList<Failure>();
    boolean anyStack = false;
    for (var exception : event.path("exception").path("values")) {
      var frames = frames(exception);
      anyStack |= !frames.isEmpty();
      failures.add(failure(exception, frames));
    }
    if (anyStack) {
      return failures;
    }
    var crashed = frames(crashedThread(event));
    if (crashed.isEmpty()) {
      return failures;
    }
    if (failures.isEmpty()) {
      return List.of(new Failure(null, null, true, crashed));
    }
    var main = failures.removeLast();
    failures.add(new Failure(main.type(), main.value(), main.synthetic(), crashed));
    return failures;
  }

  private static Failure failure(JsonNode exception, List<Frame> frames) {
    return new Failure(
        text(exception, "type"),
        text(exception, "value"),
        exception.path("mechanism").path("synthetic").asBoolean(),
        frames);
  }

  private static JsonNode crashedThread(ObjectNode event) {
    var threads = event.path("threads").path("values");
    for (var thread : threads) {
      if (thread.path("crashed").asBoolean()) {
        return thread;
      }
    }
    for (var thread : threads) {
      if (thread.path("current").asBoolean()) {
        return thread;
      }
    }
    return threads.size() == 1 ? threads.get(0) : threads.path("none");
  }

  private static List<Frame> frames(JsonNode holder) {
    var frames = new ArrayList<Frame>();
    for (var frame : holder.path("stacktrace").path("frames")) {
      frames.add(
          new Frame(
              text(frame, "module"),
              text(frame, "filename"),
              text(frame, "function"),
              frame.has("in_app") ? frame.path("in_app").asBoolean() : null));
    }
    return frames;
  }

  private static @Nullable String text(JsonNode node, String name) {
    var text = node.path(name).textValue();
    return text == null || text.isBlank() ? null : text;
  }
}
