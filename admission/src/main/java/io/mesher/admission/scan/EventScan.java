package io.mesher.admission.scan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event's JSON once, from end to end, without building anything: is it JSON, which id does
 * it carry, does it have what is required. Of members that occur twice the last counts. Pure and
 * thread-safe; every failure is a {@link Refusal}.
 */
public final class EventScan {
  /** Bytes of one event at most, after inflation. */
  public static final int MAX_EVENT = 1024 * 1024;

  /** Bytes of a bulk at most, after inflation. */
  public static final int MAX_BULK = 5 * 1024 * 1024;

  /** Events of a bulk at most. */
  public static final int MAX_BULK_EVENTS = 100;

  /** Deeper is refused: what reads the event later may be recursive. */
  static final int MAX_DEPTH = 500;

  private static final Set<String> LEVELS = Set.of("fatal", "error", "warning", "info", "debug");

  private static final JsonFactory STRICT = factory(false);
  private static final JsonFactory TOLERANT = factory(true);

  private static JsonFactory factory(boolean nan) {
    return new JsonFactoryBuilder()
        .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, nan)
        .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_BULK)
                .maxStringLength(MAX_BULK)
                .maxNameLength(MAX_BULK)
                .build())
        .build();
  }

  private EventScan() {}

  /** One native event. */
  public static ScannedEvent nativeEvent(byte[] json) {
    if (json.length > MAX_EVENT) {
      throw Refusal.tooLarge(null);
    }
    return scan(
        STRICT,
        json,
        (in, read) -> {
          var refused = new Refusal[1];
          var event = objectAtTop(in, true, refused);
          expectEnd(in);
          if (refused[0] != null) {
            throw refused[0];
          }
          return event;
        });
  }

  /**
   * One event as Sentry's SDKs send it: any JSON object, {@code NaN} and {@code Infinity} included.
   * An id that is none counts as absent.
   */
  public static ScannedEvent sentryEvent(byte[] json) {
    return scan(
        TOLERANT,
        json,
        (in, read) -> {
          var event = objectAtTop(in, false, new Refusal[1]);
          expectEnd(in);
          return event;
        });
  }

  /**
   * A JSON array of native events, each with its own verdict, in their order. The array as a whole
   * is refused when it is not JSON, too long or too large.
   */
  public static List<BulkElement> bulk(byte[] json) {
    if (json.length > MAX_BULK) {
      throw Refusal.tooLarge(null);
    }
    return scan(STRICT, json, EventScan::elements);
  }

  private static List<BulkElement> elements(JsonParser in, byte[] json) throws IOException {
    if (in.nextToken() != JsonToken.START_ARRAY) {
      finish(in);
      throw Refusal.malformed("invalid json", "a bulk request is a JSON array");
    }
    var elements = new ArrayList<BulkElement>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (elements.size() == MAX_BULK_EVENTS) {
        throw Refusal.invalid("too many events in bulk request (max 100)");
      }
      elements.add(element(in, json));
    }
    expectEnd(in);
    return elements;
  }

  private static BulkElement element(JsonParser in, byte[] json) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return new BulkElement.Refused(Refusal.malformed("invalid json", "an event is an object"));
    }
    int start = (int) in.currentTokenLocation().getByteOffset();
    var refused = new Refusal[1];
    var event = object(in, true, refused);
    int end = (int) in.currentLocation().getByteOffset();
    if (end - start > MAX_EVENT) {
      return new BulkElement.Refused(Refusal.tooLarge(null));
    }
    return refused[0] == null
        ? new BulkElement.Scanned(event, Arrays.copyOfRange(json, start, end))
        : new BulkElement.Refused(refused[0]);
  }

  private static ScannedEvent objectAtTop(
      JsonParser in, boolean isNative, @Nullable Refusal[] refused) throws IOException {
    var first = in.nextToken();
    if (first != JsonToken.START_OBJECT) {
      finish(in);
      throw Refusal.malformed("invalid json", "an event is a JSON object");
    }
    return object(in, isNative, refused);
  }

  /** From the start of an object to its end. */
  private static ScannedEvent object(JsonParser in, boolean isNative, @Nullable Refusal[] refused)
      throws IOException {
    UUID id = null;
    boolean idOdd = false;
    boolean message = false;
    boolean exception = false;
    boolean levelOdd = false;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      var value = in.nextToken();
      switch (name) {
        case "event_id" -> {
          id = value == JsonToken.VALUE_STRING ? EventIds.parse(in.getText()) : null;
          idOdd = id == null && value != JsonToken.VALUE_NULL;
          in.skipChildren();
        }
        case "message" -> message = hasContent(in, value);
        case "exception" -> exception = hasContent(in, value);
        case "level" -> {
          levelOdd =
              value != JsonToken.VALUE_NULL
                  && !(value == JsonToken.VALUE_STRING && LEVELS.contains(in.getText()));
          in.skipChildren();
        }
        default -> in.skipChildren();
      }
    }
    if (isNative) {
      refused[0] = verdict(message || exception, levelOdd, idOdd);
    }
    return new ScannedEvent(id);
  }

  private static @Nullable Refusal verdict(boolean content, boolean levelOdd, boolean idOdd) {
    if (!content) {
      return Refusal.invalid("missing required field: message");
    }
    if (levelOdd) {
      return Refusal.invalid("invalid level: must be fatal, error, warning, info, or debug");
    }
    return idOdd ? Refusal.invalid("invalid event_id: must be 32 hex digits or a UUID") : null;
  }

  /** Whether a value says anything: no null, no blank text, nothing empty. */
  private static boolean hasContent(JsonParser in, JsonToken value) throws IOException {
    return switch (value) {
      case VALUE_STRING -> !in.getText().isBlank();
      case START_OBJECT, START_ARRAY -> {
        boolean filled = false;
        int depth = 1;
        while (depth > 0) {
          var token = in.nextToken();
          if (token.isStructStart()) {
            depth++;
          } else if (token.isStructEnd()) {
            depth--;
          } else if (token == JsonToken.VALUE_STRING) {
            filled = filled || in.getTextLength() > 0;
          } else if (token.isScalarValue()) {
            filled = filled || token.isNumeric() || token.isBoolean();
          }
        }
        yield filled;
      }
      case VALUE_NULL -> false;
      default -> true;
    };
  }

  private static void expectEnd(JsonParser in) throws IOException {
    if (in.nextToken() != null) {
      var at = in.currentTokenLocation();
      throw Refusal.malformed(
          "invalid json",
          "more after the end at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
    }
  }

  /** Reads on, so that what is no JSON is named as that. */
  private static void finish(JsonParser in) throws IOException {
    while (in.nextToken() != null) {
      in.skipChildren();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    /** Reads with a parser of these bytes. */
    T of(JsonParser in, byte[] read) throws IOException;
  }

  /**
   * Text that was cut in the middle of a character is no reason to lose an event: what is not
   * readable is read once more with every malformed UTF-8 sequence replaced, as it will be later.
   */
  private static <T> T scan(JsonFactory factory, byte[] json, Reading<T> reading) {
    try {
      return scanAsItIs(factory, json, reading);
    } catch (Refusal refusal) {
      byte[] repaired = new String(json, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      if (refusal.kind() != RefusalKind.MALFORMED || Arrays.equals(repaired, json)) {
        throw refusal;
      }
      return scanAsItIs(factory, repaired, reading);
    }
  }

  private static <T> T scanAsItIs(JsonFactory factory, byte[] json, Reading<T> reading) {
    try (var in = factory.createParser(json)) {
      try {
        return reading.of(in, json);
      } catch (JacksonException broken) {
        var at = broken.getLocation() == null ? in.currentLocation() : broken.getLocation();
        throw Refusal.malformed(
            "invalid json",
            "not readable as JSON at line %d, column %d"
                .formatted(at.getLineNr(), at.getColumnNr()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can't fail to be read", e);
    }
  }
}
