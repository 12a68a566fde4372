package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code message} becomes the formatted text; the template and its parameters stay in {@code
 * logentry}. Either may come as text or as {@code {message, formatted, params}}.
 */
final class Messages {
  /** {@code %s}, {@code %d}, {@code %(name)s}, {@code {}}, {@code {0}}, {@code {name}}. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile("%(?:\\((\\w{1,64})\\))?[-+ 0-9.]{0,8}[sdrifxXeEgGcv]|\\{(\\w{0,64})}");

  private Messages() {}

  /** The formatted message; null when there is none. */
  static @Nullable String normalise(ObjectNode event) {
    var message = event.remove("message");
    var logentry = event.remove("logentry");
    if (message instanceof ObjectNode object) {
      logentry = Nodes.isNothing(logentry) ? object : logentry;
      message = null;
    }
    var entry = logentry instanceof ObjectNode object && !Nodes.isNothing(object) ? object : null;
    if (entry != null) {
      Nodes.makeText(entry, "message");
      Nodes.makeText(entry, "formatted");
      event.set("logentry", entry);
    }
    var text = firstOf(formatted(entry), Nodes.text(message), Nodes.scalar(logentry));
    if (text != null) {
      event.put("message", text);
    }
    return text;
  }

  private static @Nullable String formatted(@Nullable ObjectNode entry) {
    if (entry == null) {
      return null;
    }
    var formatted = Nodes.text(entry.get("formatted"));
    var template = Nodes.text(entry.get("message"));
    return formatted == null && template != null
        ? format(template, entry.get("params"))
        : formatted;
  }

  /** Fills a template in; what has no parameter stays as it is. */
  private static String format(String template, @Nullable JsonNode params) {
    if (params == null || Nodes.isNothing(params) || params.isValueNode()) {
      return template;
    }
    Iterator<JsonNode> inOrder = params.elements();
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> {
              var name = match.group(1) == null ? match.group(2) : match.group(1);
              var value =
                  name == null || name.isEmpty() || params.isArray() && !isIndex(name)
                      ? inOrder.hasNext() ? inOrder.next() : null
                      : byName(params, name);
              return Matcher.quoteReplacement(
                  value == null || value.isMissingNode() ? match.group() : value.asText());
            });
  }

  private static boolean isIndex(String name) {
    return name.length() <= 3 && name.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static JsonNode byName(JsonNode params, String name) {
    return params.isArray() ? params.path(Integer.parseInt(name)) : params.path(name);
  }

  private static @Nullable String firstOf(@Nullable String... texts) {
    for (var text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }
}
