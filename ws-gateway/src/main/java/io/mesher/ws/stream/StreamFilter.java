package io.mesher.ws.stream;

import io.mesher.contracts.event.StoredEvent;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which events a client wants; null and empty mean any. */
record StreamFilter(
    @Nullable String level,
    @Nullable String environment,
    @Nullable String release,
    Map<String, String> tags) {

  static final StreamFilter ALL = new StreamFilter(null, null, null, Map.of());

  boolean matches(StoredEvent event) {
    return wants(level, event.level())
        && wants(environment, event.environment())
        && wants(release, event.release())
        && event.tags().entrySet().containsAll(tags.entrySet());
  }

  private static boolean wants(@Nullable String wanted, @Nullable String actual) {
    return wanted == null || Objects.equals(wanted, actual);
  }
}
