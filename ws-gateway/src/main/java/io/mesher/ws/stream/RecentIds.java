package io.mesher.ws.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest ids that were seen, so many and no more. For one thread. */
final class RecentIds<K> {
  private final Map<K, Boolean> seen;

  RecentIds(int capacity) {
    this.seen =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /** True for an id's first time, as far as is remembered. */
  boolean isNew(K id) {
    return seen.put(id, Boolean.TRUE) == null;
  }
}
