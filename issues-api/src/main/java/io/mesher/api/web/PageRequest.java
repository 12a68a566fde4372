package io.mesher.api.web;

import io.mesher.api.problem.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit 1 to 100
 * @param after where the last page ended
 */
public record PageRequest(int limit, Optional<Cursor> after) {
  private static final int DEFAULT_LIMIT = 25;
  private static final int MAX_LIMIT = 100;

  /** The last item of a page: what the list is sorted by, and the id that decides among equals. */
  public record Cursor(String value, UUID id) {

    /** The value where the list is sorted by a time. */
    public Instant time() {
      try {
        return TimeRange.time(value);
      } catch (DateTimeException e) {
        throw malformed();
      }
    }

    /** The value where the list is sorted by a count. */
    public long count() {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw malformed();
      }
    }
  }

  /** As the query parameters say; a limit that is absent or out of range is 25. */
  public static PageRequest of(
      @Nullable String limit, @Nullable String cursor, @Nullable String cursorId) {
    return new PageRequest(limit(limit, DEFAULT_LIMIT), cursor(cursor, cursorId));
  }

  /** A limit between 1 and 100, or the default. */
  public static int limit(@Nullable String limit, int otherwise) {
    if (limit == null || !limit.matches("[0-9]{1,3}")) {
      return otherwise;
    }
    int number = Integer.parseInt(limit);
    return number >= 1 && number <= MAX_LIMIT ? number : otherwise;
  }

  private static Optional<Cursor> cursor(@Nullable String cursor, @Nullable String cursorId) {
    if (cursor == null && cursorId == null) {
      return Optional.empty();
    }
    if (cursor == null || cursorId == null || !Ids.isUuid(cursorId)) {
      throw malformed();
    }
    return Optional.of(new Cursor(cursor, UUID.fromString(cursorId)));
  }

  private static BadRequestException malformed() {
    return new BadRequestException(
        "malformed cursor", "take next_cursor and next_cursor_id of the page before, both");
  }
}
