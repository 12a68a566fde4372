package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Cuts long texts, long lists and deep structures to the bounds of the member they are in. */
final class Trimmer {
  /**
   * The bounds of a member and all below it.
   *
   * @param text characters of a text
   * @param items elements of a list or members of an object
   * @param depth levels below
   */
  private record Bound(int text, int items, int depth) {
    Bound below() {
      return new Bound(text, items, depth - 1);
    }
  }

  private static final String TOO_DEEP = "[cut: nested too deeply]";
  private static final Bound EVENT = new Bound(8_192, 200, 20);
  private static final Bound MESSAGE = new Bound(8_192, 100, 4);
  private static final Bound SHORT = new Bound(250, 50, 2);
  private static final Bound CRUMBS = new Bound(2_048, 100, 6);
  private static final Bound EXTRA = new Bound(16_384, 256, 8);
  private static final Bound REQUEST = new Bound(16_384, 100, 6);
  private static final Bound MODULES = new Bound(250, 1_000, 2);
  private static final Bound THREADS = new Bound(8_192, 256, 10);
  private static final Bound EXCEPTIONS = new Bound(8_192, 50, 10);
  private static final Bound FRAMES = new Bound(1_024, 250, 8);
  private static final Bound SOURCE = new Bound(512, 20, 2);
  private static final Bound VARS = new Bound(1_024, 50, 5);

  private final Trimmed trimmed;

  Trimmer(Trimmed trimmed) {
    this.trimmed = trimmed;
  }

  void trim(ObjectNode event) {
    trimObject(event, "", EVENT);
  }

  private static Bound boundOf(String name, Bound inherited, boolean top) {
    return switch (name) {
      case "frames" -> FRAMES;
      case "vars" -> VARS;
      case "pre_context", "post_context", "context_line" -> SOURCE;
      default -> top ? boundOfMember(name) : inherited.below();
    };
  }

  private static Bound boundOfMember(String name) {
    return switch (name) {
      case "message", "logentry" -> MESSAGE;
      case "level",
          "platform",
          "environment",
          "release",
          "dist",
          "server_name",
          "transaction",
          "logger",
          "sdk" ->
          SHORT;
      case "exception" -> EXCEPTIONS;
      case "threads" -> THREADS;
      case "breadcrumbs" -> CRUMBS;
      case "extra", "contexts" -> EXTRA;
      case "request" -> REQUEST;
      case "modules" -> MODULES;
      default -> EVENT.below();
    };
  }

  private void trimObject(ObjectNode object, String path, Bound bound) {
    if (object.size() > bound.items()) {
      trimmed.mark(path.isEmpty() ? "." : path, object.size());
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      object.remove(names.subList(bound.items(), names.size()));
    }
    for (var member : object.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (value.isValueNode() && !value.isTextual()) {
        continue;
      }
      var place = path.isEmpty() ? name : path + "." + name;
      member.setValue(trimmedValue(value, place, boundOf(name, bound, path.isEmpty())));
    }
  }

  private JsonNode trimmedValue(JsonNode value, String path, Bound bound) {
    if (value.isTextual()) {
      var text = value.textValue();
      return text.length() <= bound.text()
          ? value
          : TextNode.valueOf(trimmed.text(path, text, bound.text()));
    }
    if (value.isContainerNode() && bound.depth() <= 0) {
      trimmed.mark(path, value.size());
      return TextNode.valueOf(TOO_DEEP);
    }
    if (value instanceof ObjectNode object) {
      trimObject(object, path, bound);
    } else if (value instanceof ArrayNode list) {
      trimList(list, path, bound);
    }
    return value;
  }

  private void trimList(ArrayNode list, String path, Bound bound) {
    if (list.size() > bound.items()) {
      trimmed.mark(path, list.size());
      var kept = kept(list, path, bound.items());
      list.removeAll();
      list.addAll(kept);
    }
    for (int i = 0; i < list.size(); i++) {
      var item = list.get(i);
      if (item.isTextual() || item.isContainerNode()) {
        list.set(i, trimmedValue(item, path + "[" + i + "]", bound.below()));
      }
    }
  }

  /** Of breadcrumbs the newest, of frames and exceptions both ends, of all else the first. */
  private static List<JsonNode> kept(ArrayNode list, String path, int max) {
    var items = new ArrayList<JsonNode>(list.size());
    list.forEach(items::add);
    if (path.equals("breadcrumbs.values")) {
      return List.copyOf(items.subList(items.size() - max, items.size()));
    }
    int head = path.endsWith("frames") || path.equals("exception.values") ? max / 2 : max;
    var kept = new ArrayList<>(items.subList(0, head));
    kept.addAll(items.subList(items.size() - (max - head), items.size()));
    return kept;
  }
}
