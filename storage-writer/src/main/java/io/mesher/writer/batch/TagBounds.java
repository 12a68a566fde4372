package io.mesher.writer.batch;

import io.mesher.writer.batch.TagTally.Tag;
import io.mesher.writer.batch.TagTally.TagKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which keys and values of tags the database has admitted. */
public final class TagBounds {
  private final Map<TagKey, Boolean> fullByKey = new HashMap<>();
  private final Set<Tag> values = new HashSet<>();

  public void addKey(TagKey key, boolean full) {
    fullByKey.put(key, full);
  }

  public void addValue(Tag tag) {
    values.add(tag);
  }

  boolean admitsKey(TagKey key) {
    return fullByKey.containsKey(key);
  }

  boolean admits(Tag tag) {
    return values.contains(tag);
  }

  /** Tags that might be admitted if they asked: their key has room, or their project has. */
  public List<Tag> mayAsk(Collection<Tag> candidates) {
    var keys = new HashMap<UUID, Long>();
    for (var key : fullByKey.keySet()) {
      if (!TagTally.ALWAYS.contains(key.name())) {
        keys.merge(key.projectId(), 1L, Long::sum);
      }
    }
    return candidates.stream()
        .filter(tag -> !values.contains(tag))
        .filter(tag -> hasRoom(tag.key(), keys))
        .toList();
  }

  private boolean hasRoom(TagKey key, Map<UUID, Long> keys) {
    var full = fullByKey.get(key);
    if (full != null) {
      return !full;
    }
    return TagTally.ALWAYS.contains(key.name())
        || keys.getOrDefault(key.projectId(), 0L) < TagTally.MORE_KEYS;
  }
}
