package io.mesher.ingest.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an SDK says it did not send: {@code
 * {"discarded_events":[{"reason","category","quantity"}]}}. One that is not readable says nothing;
 * it never costs the event beside it.
 */
record ClientReport(List<Discarded> discarded) {
  /** Bytes of a report at most. */
  static final int MAX_SIZE = 4 * 1024;

  /** A single number beyond it is nonsense, and would spoil the sums. */
  private static final long MOST = 1_000_000_000;

  private static final JsonFactory JSON = new JsonFactory();

  /** How many were discarded of what and why. */
  record Discarded(String reason, String category, long quantity) {}

  static ClientReport read(byte[] json) {
    var discarded = new ArrayList<Discarded>();
    try (var in = JSON.createParser(json)) {
      if (in.nextToken() == JsonToken.START_OBJECT) {
        while (in.nextToken() != JsonToken.END_OBJECT) {
          var name = in.currentName();
          if (in.nextToken() == JsonToken.START_ARRAY && name.equals("discarded_events")) {
            readAll(in, discarded);
          } else {
            in.skipChildren();
          }
        }
      }
      return new ClientReport(discarded);
    } catch (IOException notReadable) {
      return new ClientReport(List.of());
    }
  }

  private static void readAll(JsonParser in, List<Discarded> discarded) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        discarded.add(readOne(in));
      } else {
        in.skipChildren();
      }
    }
  }

  private static Discarded readOne(JsonParser in) throws IOException {
    var reason = "";
    var category = "";
    long quantity = 0;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      var name = in.currentName();
      var value = in.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("reason")) {
        reason = in.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("category")) {
        category = in.getText();
      } else if (value == JsonToken.VALUE_NUMBER_INT && name.equals("quantity")) {
        quantity = Math.clamp(in.getLongValue(), 0, MOST);
      } else {
        in.skipChildren();
      }
    }
    return new Discarded(reason, category, quantity);
  }
}
