package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The client's time: RFC 3339, in UTC where it names no zone, or seconds since the epoch. */
final class Timestamps {
  private static final Duration AHEAD = Duration.ofSeconds(60);
  private static final Duration OLD = Duration.ofDays(30);
  private static final double MAX_SECONDS = 253_402_300_799.0;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendPattern("[XXX][XX][X]")
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  private Timestamps() {}

  /** The client's time; {@code receivedAt} where it is absent, unreadable or implausible. */
  static Instant of(@Nullable JsonNode node, Instant receivedAt) {
    var instant = node == null ? null : parse(node);
    return instant == null
            || instant.isAfter(receivedAt.plus(AHEAD))
            || instant.isBefore(receivedAt.minus(OLD))
        ? receivedAt
        : instant;
  }

  private static @Nullable Instant parse(JsonNode node) {
    if (node.isNumber()) {
      return ofSeconds(node.doubleValue());
    }
    if (!node.isTextual()) {
      return null;
    }
    var text = node.textValue().strip();
    return text.matches("\\d{1,12}(\\.\\d{1,12})?")
        ? ofSeconds(Double.parseDouble(text))
        : ofText(text);
  }

  private static @Nullable Instant ofSeconds(double seconds) {
    return seconds > 0 && seconds <= MAX_SECONDS
        ? Instant.ofEpochSecond(0, Math.round(seconds * 1e6) * 1_000L)
        : null;
  }

  private static @Nullable Instant ofText(String text) {
    try {
      TemporalAccessor time = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime zoned
          ? zoned.toInstant()
          : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
