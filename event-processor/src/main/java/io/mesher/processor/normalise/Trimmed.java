package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was cut from an event: the place, and the size it had (characters or elements). */
final class Trimmed {
  /** Ends a text that was cut. */
  static final String MARK = "…";

  private static final int MAX_MARKS = 50;
  private static final int MAX_PATH = 200;

  private final Map<String, Integer> sizes = new LinkedHashMap<>();

  void mark(String path, int size) {
    var place = path.length() <= MAX_PATH ? path : path.substring(0, MAX_PATH);
    if (sizes.size() < MAX_MARKS) {
      sizes.put(place, size);
    }
  }

  /** The text, cut to {@code max} characters, the mark included. */
  String text(String path, String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    mark(path, text.length());
    return cut(text, max);
  }

  /** Never in the middle of a surrogate pair. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = max - MARK.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + MARK;
  }

  /** Adds the marks as {@code _mesher.trimmed}. */
  void writeTo(ObjectNode event) {
    if (sizes.isEmpty()) {
      return;
    }
    var marks = JsonNodeFactory.instance.objectNode();
    sizes.forEach(marks::put);
    event.putObject("_mesher").set("trimmed", marks);
  }
}
