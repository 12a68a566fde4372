package io.mesher.processor.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * JSON as SDKs write it: {@code NaN} tokens, raw control characters, broken UTF-8 and lone
 * surrogates are read, not refused. Of members with one name the last counts. What lies deeper than
 * {@link #MAX_DEPTH} is replaced by a mark.
 */
public final class EventReader {
  /** Levels of nesting that are kept; a stack frame's variables begin at the seventh. */
  public static final int MAX_DEPTH = 24;

  /** Stands for what was nested too deeply to keep. */
  public static final String TOO_DEEP = "[cut: nested too deeply]";

  private static final int MAX_NAME_LENGTH = 200;
  private static final int MAX_LONG_DIGITS = 18;
  private static final int MAX_NUMBER_LENGTH = 100;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(20_000)
                  .maxNumberLength(StreamReadConstraints.DEFAULT_MAX_STRING_LEN)
                  .build())
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private EventReader() {}

  /**
   * Reads one event.
   *
   * @throws UndecodableEventException when the bytes are no JSON object
   */
  public static ObjectNode read(byte[] bytes) {
    try {
      return read(JSON.createParser(bytes));
    } catch (CharConversionException | StreamReadException e) {
      return readLeniently(bytes);
    } catch (IOException e) {
      throw new UndecodableEventException("not readable as JSON", e);
    }
  }

  /** Once more with every malformed UTF-8 sequence replaced: slower, so only when it is needed. */
  private static ObjectNode readLeniently(byte[] bytes) {
    try {
      return read(JSON.createParser(new String(bytes, StandardCharsets.UTF_8)));
    } catch (StreamConstraintsException e) {
      throw new UndecodableEventException("JSON beyond what is read: nested too deeply", e);
    } catch (StreamReadException e) {
      var at = e.getLocation();
      throw new UndecodableEventException(
          at == null
              ? "not JSON"
              : "not JSON at line " + at.getLineNr() + ", column " + at.getColumnNr(),
          e);
    } catch (IOException e) {
      throw new UndecodableEventException("not readable as JSON", e);
    }
  }

  private static ObjectNode read(JsonParser parser) throws IOException {
    try (parser) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw parser.currentToken() == null
            ? new UndecodableEventException("empty")
            : new UndecodableEventException("not a JSON object");
      }
      var event = object(parser, 1);
      if (parser.nextToken() != null) {
        throw new UndecodableEventException("something follows the JSON object");
      }
      return event;
    }
  }

  private static ObjectNode object(JsonParser parser, int depth) throws IOException {
    var object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = name(parser.currentName());
      parser.nextToken();
      object.set(name, value(parser, depth));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser, int depth) throws IOException {
    var array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser, depth));
    }
    return array;
  }

  private static JsonNode value(JsonParser parser, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> depth < MAX_DEPTH ? object(parser, depth + 1) : skipped(parser);
      case START_ARRAY -> depth < MAX_DEPTH ? array(parser, depth + 1) : skipped(parser);
      case VALUE_STRING -> NODES.textNode(CleanText.of(parser.getText()));
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }

  private static JsonNode skipped(JsonParser parser) throws IOException {
    parser.skipChildren();
    return NODES.textNode(TOO_DEEP);
  }

  /** Long numbers stay exact up to a bound, beyond it they are kept as text. */
  private static JsonNode integer(JsonParser parser) throws IOException {
    int length = parser.getTextLength();
    if (length <= MAX_LONG_DIGITS) {
      return NODES.numberNode(parser.getLongValue());
    }
    return length <= MAX_NUMBER_LENGTH
        ? NODES.numberNode(new BigInteger(parser.getText()))
        : NODES.textNode(parser.getText());
  }

  private static JsonNode decimal(JsonParser parser) throws IOException {
    if (parser.getTextLength() > MAX_NUMBER_LENGTH) {
      return NODES.textNode(parser.getText());
    }
    double number = parser.getDoubleValue();
    return Double.isFinite(number) ? NODES.numberNode(number) : NODES.textNode(parser.getText());
  }

  private static String name(String name) {
    return CleanText.of(
        name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH));
  }
}
