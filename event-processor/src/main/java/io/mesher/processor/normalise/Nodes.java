package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tolerant readers of this package share. */
final class Nodes {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Nodes() {}

  /** Whether there is anything: null, blank text, and empty containers are nothing. */
  static boolean isNothing(@Nullable JsonNode node) {
    return node == null
        || node.isNull()
        || node.isMissingNode()
        || (node.isTextual() && node.textValue().isBlank())
        || (node.isContainerNode() && node.isEmpty());
  }

  /** A scalar as text, a container as JSON; null for nothing. */
  static @Nullable String text(@Nullable JsonNode node) {
    if (node == null || isNothing(node)) {
      return null;
    }
    return node.isValueNode() ? node.asText() : node.toString();
  }

  /** A scalar as text; null for nothing and for containers. */
  static @Nullable String scalar(@Nullable JsonNode node) {
    return node != null && node.isValueNode() ? text(node) : null;
  }

  /**
   * The objects of {@code {values:[…]}}, a bare list, a bare object; a text among them becomes an
   * object with it as {@code textMember}.
   */
  static List<ObjectNode> objects(@Nullable JsonNode node, String textMember) {
    var objects = new ArrayList<ObjectNode>();
    collect(node, textMember, objects);
    return objects;
  }

  private static void collect(@Nullable JsonNode node, String textMember, List<ObjectNode> into) {
    if (node == null || isNothing(node)) {
      return;
    }
    if (node instanceof ArrayNode list) {
      list.forEach(item -> collect(item, textMember, into));
    } else if (node instanceof ObjectNode object) {
      if (object.has("values") && !object.has("type") && !object.has("value")) {
        collect(object.get("values"), textMember, into);
      } else {
        into.add(object);
      }
    } else {
      into.add(NODES.objectNode().put(textMember, node.asText()));
    }
  }

  /** {@code {"values":[…]}}. */
  static ObjectNode values(List<ObjectNode> items) {
    var values = NODES.objectNode();
    values.set("values", NODES.arrayNode(items.size()).addAll(items));
    return values;
  }

  /** Gives a member its newer name, unless that is taken. */
  static void rename(ObjectNode object, String from, String to) {
    var value = object.remove(from);
    if (value != null && isNothing(object.get(to))) {
      object.set(to, value);
    }
  }

  /** Makes a member text, or removes it where there is nothing to make it of. */
  static void makeText(ObjectNode object, String name) {
    var node = object.get(name);
    if (node == null || node.isTextual()) {
      return;
    }
    var text = text(node);
    if (text == null) {
      object.remove(name);
    } else {
      object.put(name, text);
    }
  }

  /** Makes a member an integer, or removes it. */
  static void makeInteger(ObjectNode object, String name) {
    var node = object.get(name);
    if (node == null || node.isIntegralNumber()) {
      return;
    }
    if (node.isNumber() && Math.abs(node.doubleValue()) < Long.MAX_VALUE) {
      object.put(name, node.longValue());
    } else if (node.isTextual() && node.textValue().matches("-?\\d{1,18}")) {
      object.put(name, Long.parseLong(node.textValue()));
    } else {
      object.remove(name);
    }
  }

  /** Makes a member a boolean, or removes it. */
  static void makeBoolean(ObjectNode object, String name) {
    var node = object.get(name);
    if (node == null || node.isBoolean()) {
      return;
    }
    switch (node.asText()) {
      case "true", "1" -> object.put(name, true);
      case "false", "0" -> object.put(name, false);
      default -> object.remove(name);
    }
  }
}
