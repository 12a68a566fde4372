package io.mesher.processor.scrub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Replaces secrets in a normalised event, in place: by the names of members, by the form of texts,
 * and what the project asks for beyond that. Doing it twice changes nothing.
 */
public final class Scrubber {
  /** Stands for what was taken out. */
  public static final String MARK = "[Filtered]";

  /** What Mesher itself or a compiler wrote: holds no secret, and must stay as it is. */
  private static final Set<String> UNTOUCHED =
      Set.of(
          "event_id",
          "timestamp",
          "level",
          "platform",
          "filename",
          "function",
          "module",
          "lineno",
          "colno",
          "instruction_addr",
          "image_addr",
          "symbol_addr",
          "debug_id",
          "code_id",
          "_mesher",
          "modules",
          "debug_meta",
          "sdk",
          "trace_id",
          "span_id");

  /** Versions look like addresses. */
  private static final Set<String> VERSIONED =
      Set.of("release", "dist", "version", "sdk", "modules", "browser", "os", "runtime", "build");

  private static final Set<String> CODE = Set.of("context_line", "pre_context", "post_context");

  /** Rules of a project that asks for nothing more: by far the most. */
  private static final Scrubber USUAL = new Scrubber(List.of(), false);

  private final SensitiveNames names;
  private final SecretTexts texts;
  private final boolean addresses;

  private Scrubber(Collection<String> fields, boolean addresses) {
    this.names = new SensitiveNames(fields);
    this.texts = new SecretTexts(names, MARK);
    this.addresses = addresses;
  }

  /**
   * A scrubber for a project.
   *
   * @param fields names of members, beyond the usual, whose values are replaced
   * @param addresses whether IP addresses are taken out, too
   */
  public static Scrubber of(Collection<String> fields, boolean addresses) {
    return fields.isEmpty() && !addresses ? USUAL : new Scrubber(fields, addresses);
  }

  /** Scrubs an event. */
  public void scrub(ObjectNode event) {
    if (addresses) {
      Addresses.removeFromUser(event);
    }
    scrubObject(event, false, addresses);
  }

  private void scrubObject(ObjectNode object, boolean code, boolean withAddresses) {
    for (var member : object.properties()) {
      var name = member.getKey();
      var value = member.getValue();
      if (UNTOUCHED.contains(name) || isNothing(value)) {
        continue;
      }
      if (names.contains(name)) {
        member.setValue(filtered(value));
      } else if (withAddresses && Addresses.isNamed(name)) {
        member.setValue(TextNode.valueOf(MARK));
      } else {
        member.setValue(
            scrubbed(
                value, code || CODE.contains(name), withAddresses && !VERSIONED.contains(name)));
      }
    }
  }

  private JsonNode scrubbed(JsonNode value, boolean code, boolean withAddresses) {
    if (value.isTextual()) {
      var text = texts.replaced(value.textValue(), code);
      text = withAddresses ? Addresses.replaced(text, MARK) : text;
      return text.equals(value.textValue()) ? value : TextNode.valueOf(text);
    }
    if (value instanceof ObjectNode object) {
      scrubObject(object, code, withAddresses);
    } else if (value instanceof ArrayNode list) {
      scrubList(list, code, withAddresses);
    } else if (value.isIntegralNumber()) {
      var digits = value.asText();
      return digits.length() >= 13
              && digits.charAt(0) >= '2'
              && digits.charAt(0) <= '6'
              && CardNumbers.isCard(digits)
          ? TextNode.valueOf(MARK)
          : value;
    }
    return value;
  }

  private void scrubList(ArrayNode list, boolean code, boolean withAddresses) {
    if (isPair(list) && names.contains(list.get(0).textValue())) {
      list.set(1, filtered(list.get(1)));
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      list.set(i, scrubbed(list.get(i), code, withAddresses));
    }
  }

  /** Headers and form fields also come as lists of a name and a value. */
  private static boolean isPair(ArrayNode list) {
    return list.size() == 2 && list.get(0).isTextual() && !isNothing(list.get(1));
  }

  /** Of a set of cookies or credentials the names are kept: they help, and are no secrets. */
  private static JsonNode filtered(JsonNode value) {
    if (!(value instanceof ObjectNode object)) {
      return TextNode.valueOf(MARK);
    }
    for (var member : object.properties()) {
      if (!isNothing(member.getValue())) {
        member.setValue(filtered(member.getValue()));
      }
    }
    return object;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || value.isBoolean() || value.isTextual() && value.textValue().isEmpty();
  }
}
