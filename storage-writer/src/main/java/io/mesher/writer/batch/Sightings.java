package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which records of a batch speak of the same event; the first of them stands for it. */
public final class Sightings {
  private final Map<EventKey, GroupedEvent> firsts = new LinkedHashMap<>();
  private final List<GroupedEvent> others = new ArrayList<>();

  public Sightings(Collection<GroupedEvent> batch) {
    for (var event : batch) {
      var first = firsts.putIfAbsent(EventKey.of(event), event);
      if (first != null && !first.receivedAt().equals(event.receivedAt())) {
        others.add(event);
      }
    }
  }

  /** One record per event, in the batch's order. */
  public Collection<GroupedEvent> firsts() {
    return firsts.values();
  }

  /** The records whose event the database had not seen, in the batch's order. */
  public List<GroupedEvent> fresh(Set<EventKey> inserted) {
    return firsts.values().stream().filter(e -> inserted.contains(EventKey.of(e))).toList();
  }

  /** Splits what was not inserted by what the database knows of it. */
  public Repeats repeats(Set<EventKey> inserted, Map<EventKey, Instant> known) {
    var repeats = new Repeats(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var first : firsts.entrySet()) {
      if (!inserted.contains(first.getKey())) {
        repeats.add(first.getValue(), known.get(first.getKey()));
      }
    }
    for (var other : others) {
      var key = EventKey.of(other);
      var first = firsts.get(key);
      repeats.add(
          other, first != null && inserted.contains(key) ? first.receivedAt() : known.get(key));
    }
    return repeats;
  }

  /** The keys of all events. */
  public Set<EventKey> keys() {
    return firsts.keySet().stream().collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Records that store nothing.
   *
   * @param redelivered by Kafka: the same record again, counted before
   * @param resent by the client: the same id, received another time
   * @param orphaned of a project that is gone
   */
  public record Repeats(
      List<GroupedEvent> redelivered, List<GroupedEvent> resent, List<GroupedEvent> orphaned) {

    private void add(GroupedEvent event, @Nullable Instant storedAt) {
      if (storedAt == null) {
        orphaned.add(event);
      } else if (storedAt.equals(event.receivedAt())) {
        redelivered.add(event);
      } else {
        resent.add(event);
      }
    }
  }
}
