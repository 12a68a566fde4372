package io.mesher.admission.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mesher.admission.credential.Known.Absent;
import io.mesher.admission.credential.Known.Changed;
import io.mesher.admission.credential.Known.Gone;
import io.mesher.admission.credential.Known.Present;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Known} as Redis holds it: {@code <version> <rank> <json>}, so that a script can compare
 * two without reading JSON.
 */
final class KnownText<V> {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final ObjectReader reader;
  private final ObjectWriter writer;

  KnownText(Class<V> type) {
    this.reader = JSON.readerFor(type);
    this.writer = JSON.writerFor(type);
  }

  String write(Known<V> known) {
    var head = known.version() + " " + known.rank();
    return known instanceof Present<V> present ? head + " " + json(present.value()) : head;
  }

  /** Reads what was written; null when it is not readable, which is as good as not there. */
  @Nullable Known<V> read(String text) {
    var parts = text.split(" ", 3);
    if (parts.length < 2) {
      return null;
    }
    try {
      long version = Long.parseLong(parts[0]);
      return switch (parts[1]) {
        case "0" -> version == 0 ? new Absent<>() : new Changed<>(version);
        case "1" -> new Present<>(version, reader.<V>readValue(parts[2]));
        case "2" -> new Gone<>(version);
        default -> null;
      };
    } catch (JsonProcessingException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private String json(V value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it can't be written as JSON", e);
    }
  }
}
