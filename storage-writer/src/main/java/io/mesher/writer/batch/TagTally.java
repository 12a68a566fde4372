package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tags of a batch, counted within the bounds of their project: some keys always, {@link #MORE_KEYS}
 * others, first come, first served; {@link #VALUES} values of each, the rest under {@link #OTHER}.
 */
public final class TagTally {
  /** Keys that every project may have. */
  public static final Set<String> ALWAYS =
      Set.of("environment", "release", "level", "browser", "os", "server_name");

  /** Keys of a project beyond those. */
  public static final int MORE_KEYS = 20;

  /** Values of a key. */
  public static final int VALUES = 1_000;

  public static final String OTHER = "other";

  private static final int MAX_LENGTH = 200;

  private final Map<GroupedEvent, Set<Tag>> tags;

  /** Takes the tags of a batch; needs nothing that the database decides. */
  public TagTally(Collection<GroupedEvent> batch) {
    tags = new IdentityHashMap<>(batch.size());
    batch.forEach(event -> tags.put(event, read(event)));
  }

  private Set<Tag> tagsOf(GroupedEvent event) {
    return Objects.requireNonNull(tags.get(event), "not an event of this batch");
  }

  /** The tags of an event that may be counted, what it says in fields included. */
  private static Set<Tag> read(GroupedEvent event) {
    var tags = new LinkedHashMap<String, String>();
    tags.put("level", event.level());
    put(tags, "environment", event.environment());
    put(tags, "release", event.release());
    event.tags().forEach((key, value) -> put(tags, key, value));
    var result = new LinkedHashSet<Tag>();
    tags.forEach((key, value) -> result.add(new Tag(event.projectId(), key, value)));
    return result;
  }

  private static void put(Map<String, String> tags, String key, @Nullable String value) {
    if (value != null && !value.isEmpty() && !key.isEmpty()) {
      tags.putIfAbsent(cut(key), cut(value));
    }
  }

  private static String cut(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end);
  }

  /** Every distinct tag of these events. */
  public Set<Tag> candidates(Collection<GroupedEvent> events) {
    var tags = new HashSet<Tag>();
    events.forEach(event -> tags.addAll(tagsOf(event)));
    return tags;
  }

  /** Counts per issue and day; tags of keys that a project may not have any more are left out. */
  public Map<TagCount, Long> count(
      Collection<GroupedEvent> stored, Function<GroupedEvent, UUID> issueOf, TagBounds bounds) {
    var counts = new LinkedHashMap<TagCount, Long>();
    for (var event : stored) {
      var issue = issueOf.apply(event);
      var day = event.receivedAt().atOffset(ZoneOffset.UTC).toLocalDate();
      for (var tag : tagsOf(event)) {
        if (bounds.admitsKey(tag.key())) {
          var value = bounds.admits(tag) ? tag.value() : OTHER;
          counts.merge(new TagCount(tag.projectId(), issue, tag.name(), value, day), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  /** The same without the issues. */
  public static Map<ProjectTagCount, Long> ofProjects(Map<TagCount, Long> counts) {
    var sums = new LinkedHashMap<ProjectTagCount, Long>();
    counts.forEach((counted, count) -> sums.merge(counted.ofProject(), count, Long::sum));
    return sums;
  }

  /** A tag of a project. */
  public record Tag(UUID projectId, String name, String value) {
    public TagKey key() {
      return new TagKey(projectId, name);
    }
  }

  /** A tag's key in a project. */
  public record TagKey(UUID projectId, String name) {}

  /** What is counted of an issue. */
  public record TagCount(UUID projectId, UUID issueId, String key, String value, LocalDate day) {
    ProjectTagCount ofProject() {
      return new ProjectTagCount(projectId, key, value, day);
    }
  }

  /** What is counted of a project. */
  public record ProjectTagCount(UUID projectId, String key, String value, LocalDate day) {}
}
