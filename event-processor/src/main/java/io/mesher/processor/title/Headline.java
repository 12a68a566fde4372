package io.mesher.processor.title;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Title, culprit and message, as people know them from Sentry.
 *
 * @param title {@code type: first line of value} of the main exception; of a synthetic one its
 *     message or the function that crashed; of a message event its first line
 * @param culprit the transaction, else {@code module-or-file in function} of the last in-app frame;
 *     empty when neither is known
 * @param message the message, else what the main exception says
 */
public record Headline(String title, String culprit, String message) {
  public static final int MAX_MESSAGE = 8_192;

  private static final int MAX_TITLE = 256;
  private static final int MAX_VALUE = 100;
  private static final int MAX_CULPRIT = 256;
  private static final String UNTITLED = "<untitled>";

  /** The headline of a normalised event. */
  public static Headline of(ObjectNode event) {
    var exceptions = event.path("exception").path("values");
    var main = exceptions.path(exceptions.size() - 1);
    var message = text(event, "message");
    var crash = crashFrame(event, main);
    return new Headline(
        cut(title(main, message, crash), MAX_TITLE),
        cut(culprit(event, crash), MAX_CULPRIT),
        cut(message == null ? said(main) : message, MAX_MESSAGE));
  }

  private static String title(JsonNode main, @Nullable String message, JsonNode crash) {
    var type = text(main, "type");
    var value = text(main, "value");
    if (type != null && !isSynthetic(main)) {
      return value == null ? type : type + ": " + cut(firstLine(value), MAX_VALUE);
    }
    var said = message == null ? value : message;
    if (said != null) {
      return firstLine(said);
    }
    var function = text(crash, "function");
    return function != null ? function : type != null ? type : UNTITLED;
  }

  private static boolean isSynthetic(JsonNode exception) {
    return exception.path("mechanism").path("synthetic").asBoolean();
  }

  private static String said(JsonNode main) {
    var type = text(main, "type");
    var value = text(main, "value");
    if (type == null || isSynthetic(main)) {
      return value == null ? "" : value;
    }
    return value == null ? type : type + ": " + value;
  }

  private static String culprit(ObjectNode event, JsonNode crash) {
    var transaction = text(event, "transaction");
    if (transaction != null) {
      return transaction;
    }
    var where = text(crash, "module");
    where = where == null ? text(crash, "filename") : where;
    var function = text(crash, "function");
    if (where == null) {
      return function == null ? "" : function;
    }
    return function == null ? where : where + " in " + function;
  }

  /** The last in-app frame of the main exception, else of the thread that crashed. */
  private static JsonNode crashFrame(ObjectNode event, JsonNode main) {
    var frame = lastInApp(main);
    return frame.isMissingNode() ? lastInApp(crashedThread(event)) : frame;
  }

  private static JsonNode crashedThread(ObjectNode event) {
    JsonNode current = event.path("threads").path("none");
    for (var thread : event.path("threads").path("values")) {
      if (thread.path("crashed").asBoolean()) {
        return thread;
      }
      if (thread.path("current").asBoolean()) {
        current = thread;
      }
    }
    return current;
  }

  private static JsonNode lastInApp(JsonNode holder) {
    var frames = holder.path("stacktrace").path("frames");
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).path("in_app").asBoolean()) {
        return frames.get(i);
      }
    }
    return frames.path(frames.size() - 1);
  }

  private static @Nullable String text(JsonNode node, String name) {
    var text = node.path(name).textValue();
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static String firstLine(String text) {
    var stripped = text.strip();
    int end = 0;
    while (end < stripped.length()
        && stripped.charAt(end) != '\n'
        && stripped.charAt(end) != '\r') {
      end++;
    }
    return stripped.substring(0, end).strip();
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 2)) ? max - 2 : max - 1;
    return text.substring(0, end) + "…";
  }
}
