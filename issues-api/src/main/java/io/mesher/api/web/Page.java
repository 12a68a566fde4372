package io.mesher.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list that may grow while it is read.
 *
 * @param nextCursor with {@code nextCursorId}: what to ask the next page with; absent on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
    List<T> data, boolean hasMore, @Nullable String nextCursor, @Nullable UUID nextCursorId) {

  /**
   * A page out of one item more than was asked for, as that tells whether there is more.
   *
   * @param cursor what the list is sorted by, of an item
   */
  public static <T> Page<T> of(
      List<T> items, PageRequest request, Function<T, String> cursor, Function<T, UUID> id) {
    if (items.size() <= request.limit()) {
      return new Page<>(items, false, null, null);
    }
    var page = items.subList(0, request.limit());
    var last = page.getLast();
    return new Page<>(page, true, cursor.apply(last), id.apply(last));
  }
}
