package io.mesher.writer.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Arrays for {@code unnest}: one a column, so that a statement serves a whole batch. */
final class Column {
  private Column() {}

  static <T> UUID[] uuids(Collection<? extends T> rows, Function<T, UUID> value) {
    return rows.stream().map(value).toArray(UUID[]::new);
  }

  static <T> @Nullable String[] texts(
      Collection<? extends T> rows, Function<T, @Nullable String> value) {
    return rows.stream().map(value).toArray(String[]::new);
  }

  static <T> @Nullable OffsetDateTime[] times(
      Collection<? extends T> rows, Function<T, @Nullable Instant> value) {
    return rows.stream().map(value).map(Column::atUtc).toArray(OffsetDateTime[]::new);
  }

  static <T> Long[] longs(Collection<? extends T> rows, ToLongFunction<T> value) {
    return rows.stream().mapToLong(value).boxed().toArray(Long[]::new);
  }

  static <T> Integer[] ints(Collection<? extends T> rows, Function<T, Integer> value) {
    return rows.stream().map(value).toArray(Integer[]::new);
  }

  static <T> LocalDate[] days(Collection<? extends T> rows, Function<T, LocalDate> value) {
    return rows.stream().map(value).toArray(LocalDate[]::new);
  }

  private static @Nullable OffsetDateTime atUtc(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }
}
