package io.mesher.ingest.envelope.parser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.mesher.admission.refusal.Refusal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads header lines: JSON objects of which few members matter and the rest is read past. */
final class HeaderLines {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(100)
                  .maxNumberLength(EnvelopeParser.MAX_HEADER)
                  .maxNameLength(EnvelopeParser.MAX_HEADER)
                  .build())
          .build();

  private HeaderLines() {}

  static EnvelopeHeader envelope(byte[] line) {
    try (var in = JSON.createParser(line)) {
      String eventId = null;
      String dsn = null;
      begin(in);
      while (in.nextToken() != JsonToken.END_OBJECT) {
        var name = in.currentName();
        in.nextToken();
        switch (name) {
          case "event_id" -> eventId = text(in);
          case "dsn" -> dsn = text(in);
          default -> in.skipChildren();
        }
      }
      expectEnd(in);
      return new EnvelopeHeader(eventId, dsn);
    } catch (IOException e) {
      throw malformed("the envelope's header is not readable as JSON");
    }
  }

  static ItemHeader item(byte[] line) {
    try (var in = JSON.createParser(line)) {
      String type = null;
      long length = -1;
      begin(in);
      while (in.nextToken() != JsonToken.END_OBJECT) {
        var name = in.currentName();
        in.nextToken();
        switch (name) {
          case "type" -> type = text(in);
          case "length" -> length = length(in);
          default -> in.skipChildren();
        }
      }
      expectEnd(in);
      return new ItemHeader(type == null ? "" : type, length);
    } catch (IOException e) {
      throw malformed("an item's header is not readable as JSON");
    }
  }

  private static void begin(JsonParser in) throws IOException {
    if (in.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("a header is a JSON object");
    }
  }

  private static void expectEnd(JsonParser in) throws IOException {
    if (in.nextToken() != null) {
      throw malformed("a header is one JSON object");
    }
  }

  private static @Nullable String text(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_STRING) {
      return in.getText();
    }
    in.skipChildren();
    return null;
  }

  private static long length(JsonParser in) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return -1;
    }
    if (in.currentToken() != JsonToken.VALUE_NUMBER_INT || in.getTextLength() > 18) {
      throw malformed("an item's length is a number of bytes");
    }
    long length = in.getLongValue();
    if (length < 0) {
      throw malformed("an item's length is not negative");
    }
    return length;
  }

  private static Refusal malformed(String detail) {
    return Refusal.malformed("invalid envelope", detail);
  }
}
