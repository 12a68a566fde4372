package io.mesher.writer.partition;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A day's table of events. */
public record DayTable(String name, LocalDate day) {
  private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'events_'uuuuMMdd");

  static DayTable of(LocalDate day) {
    return new DayTable(NAME.format(day), day);
  }

  /** The day of a table's name; empty when it is no day's. */
  static Optional<DayTable> named(String table) {
    try {
      return Optional.of(new DayTable(table, LocalDate.parse(table, NAME)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
