package io.mesher.ws.stream;

import java.util.LinkedHashMap;
import java.util.Map;

/** The newest version of each thing that changed lately, of so many things. For one thread. */
final class NewestVersions<K> {
  private final Map<K, Long> newest;

  NewestVersions(int capacity) {
    this.newest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
            return size() > capacity;
          }
        };
  }

  /** True for a version above all that were seen, as far as is remembered. */
  boolean isNewer(K id, long version) {
    var known = newest.get(id);
    if (known != null && known >= version) {
      return false;
    }
    newest.put(id, version);
    return true;
  }
}
