package io.mesher.writer.store;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * Any interleaving, duplication and redelivery over one to three writers leaves the rows and totals
 * of a naive model that looks at every distinct event once.
 */
class WriterModelIT {
  private static final Instant START = Instant.parse("2026-02-03T23:59:40Z");

  private static final Writers WRITERS = new Writers(3);

  @AfterContainer
  static void stop() {
    WRITERS.close();
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void totalsAreThoseOfTheDistinctEvents(
      @ForAll("records") List<Record> records,
      @ForAll @IntRange(min = 1, max = 3) int writerCount,
      @ForAll Random random) {
    var project = TestProject.create();
    var events = events(project.id(), records);

    WRITERS.storeAtOnce(deliveries(events, writerCount, random));

    var rows = rows(project.id());
    assertThat(rows.keySet())
        .isEqualTo(events.stream().map(GroupedEvent::eventId).collect(Collectors.toSet()));
    var winners = events.stream().filter(event -> isStored(event, rows)).distinct().toList();
    var stored = new ArrayList<GroupedEvent>();
    var seen = new HashSet<UUID>();
    winners.stream().filter(event -> seen.add(event.eventId())).forEach(stored::add);

    assertThat(actual(ISSUES, project.id())).isEqualTo(naiveIssues(stored, rows));
    assertThat(actual(HASHES, project.id())).isEmpty();
    assertThat(actual(MINUTES, project.id())).isEqualTo(naive(stored, e -> volume(e, 60)));
    assertThat(actual(HOURS, project.id())).isEqualTo(naive(stored, e -> volume(e, 3600)));
    assertThat(actual(ISSUE_HOURS, project.id()))
        .isEqualTo(naive(stored, e -> issue(e, rows) + "|" + bucket(e, 3600)));
    assertThat(actual(REGIONS, project.id()))
        .isEqualTo(
            naive(stored, e -> issue(e, rows) + "|" + Objects.requireNonNull(e.tags().get("r"))));
    assertThat(actual(REGIONS_OF_PROJECT, project.id()))
        .isEqualTo(naive(stored, e -> Objects.requireNonNull(e.tags().get("r"))));
    var copies = events.stream().map(e -> e.eventId() + "|" + e.receivedAt()).distinct().count();
    var outcomes = new TreeMap<String, Long>();
    outcomes.put("accepted", (long) stored.size());
    if (copies > stored.size()) {
      outcomes.put("deduplicated", copies - stored.size());
    }
    assertThat(actual(OUTCOMES, project.id())).isEqualTo(outcomes);
    assertThat(actual(NOTICES, project.id()))
        .isEqualTo(
            rows.values().stream()
                .map(row -> String.valueOf(row.get("issue_id")))
                .distinct()
                .collect(Collectors.toMap(id -> id, id -> 1L, Long::sum, TreeMap::new)));
  }

  /** What is sent: few ids and hashes, so that they meet. */
  record Record(int id, int copy, List<String> hashes, int second, String level, int user) {}

  @Provide
  Arbitrary<List<Record>> records() {
    var hashes =
        Arbitraries.of("a", "b", "c", "d", "e", "f")
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .uniqueElements();
    return Combinators.combine(
            Arbitraries.integers().between(0, 15),
            Arbitraries.frequency(net.jqwik.api.Tuple.of(5, 0), net.jqwik.api.Tuple.of(1, 1)),
            hashes,
            Arbitraries.integers().between(0, 40),
            Arbitraries.of("error", "info"),
            Arbitraries.integers().between(0, 3))
        .as(Record::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  /** What an id says is said once: a copy with another time is a resend of the same event. */
  private static List<GroupedEvent> events(UUID project, List<Record> records) {
    var first = new TreeMap<Integer, Record>();
    var ids = new TreeMap<Integer, UUID>();
    var events = new ArrayList<GroupedEvent>();
    for (var record : records) {
      var said = first.computeIfAbsent(record.id(), id -> record);
      events.add(
          anEvent(project)
              .withId(ids.computeIfAbsent(record.id(), id -> UUID.randomUUID()))
              .receivedAt(START.plusSeconds(said.second() + 3L * record.copy()))
              .withLevel(said.level())
              .hashed(said.hashes().toArray(String[]::new))
              .ofUser(said.user() == 0 ? null : "id:" + said.user())
              .withTags(Map.of("r", "eu" + said.user()))
              .build());
    }
    return events;
  }

  /** Each writer gets a part, in batches of random size, some of them delivered again. */
  private static List<List<List<GroupedEvent>>> deliveries(
      List<GroupedEvent> events, int writerCount, Random random) {
    var parts = new ArrayList<List<List<GroupedEvent>>>();
    for (int i = 0; i < writerCount; i++) {
      parts.add(new ArrayList<>());
    }
    int from = 0;
    while (from < events.size()) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(10));
      var batch = events.subList(Math.max(0, from - random.nextInt(4)), to);
      parts.get(random.nextInt(writerCount)).add(batch);
      if (random.nextInt(3) == 0) {
        parts.get(random.nextInt(writerCount)).add(batch);
      }
      from = to;
    }
    return parts;
  }

  private static final String ISSUES =
      """
      SELECT id || '|' || event_count || '|' || user_count || '|' || extract(epoch FROM first_seen)::bigint
             || '|' || extract(epoch FROM last_seen)::bigint AS key, 1::bigint AS n
      FROM issues WHERE project_id = ?""";

  /** Hashes of an issue that has no events: ghosts. */
  private static final String HASHES =
      """
      SELECT hash AS key, 1::bigint AS n FROM group_hashes g WHERE project_id = ?
        AND NOT EXISTS (SELECT FROM events e WHERE e.issue_id = g.issue_id)""";

  private static final String MINUTES =
      """
      SELECT level || '|' || environment || '|' || extract(epoch FROM bucket)::bigint AS key,
             sum(count)::bigint AS n
      FROM event_rollups_minute WHERE project_id = ? GROUP BY 1""";
  private static final String HOURS = MINUTES.replace("minute", "hour");
  private static final String ISSUE_HOURS =
      """
      SELECT issue_id || '|' || extract(epoch FROM bucket)::bigint AS key, sum(count)::bigint AS n
      FROM issue_rollups_hour WHERE project_id = ? GROUP BY 1""";
  private static final String REGIONS =
      """
      SELECT issue_id || '|' || value AS key, sum(count)::bigint AS n
      FROM tag_rollups WHERE project_id = ? AND key = 'r' GROUP BY 1""";
  private static final String REGIONS_OF_PROJECT =
      """
      SELECT value AS key, sum(count)::bigint AS n
      FROM project_tag_rollups WHERE project_id = ? AND key = 'r' GROUP BY 1""";
  private static final String OUTCOMES =
      "SELECT outcome AS key, sum(count)::bigint AS n FROM outcomes WHERE project_id = ? GROUP BY 1";
  private static final String NOTICES =
      """
      SELECT key, count(*) AS n FROM outbox
      WHERE payload->>'project_id' = ?::text AND payload->>'action' = 'new' GROUP BY 1""";

  private static Map<String, Long> actual(String sql, UUID project) {
    var counts = new TreeMap<String, Long>();
    for (var row : TestDatabase.query(sql, project)) {
      counts.put(String.valueOf(row.get("key")), (Long) Objects.requireNonNull(row.get("n")));
    }
    return counts;
  }

  private static Map<UUID, Map<String, @Nullable Object>> rows(UUID project) {
    return TestDatabase.query(
            "SELECT id, issue_id, extract(epoch FROM received_at)::bigint AS at FROM events WHERE project_id = ?",
            project)
        .stream()
        .collect(Collectors.toMap(row -> (UUID) Objects.requireNonNull(row.get("id")), row -> row));
  }

  private static boolean isStored(
      GroupedEvent event, Map<UUID, Map<String, @Nullable Object>> rows) {
    var row = rows.get(event.eventId());
    return row != null && Long.valueOf(event.receivedAt().getEpochSecond()).equals(row.get("at"));
  }

  private static String issue(GroupedEvent event, Map<UUID, Map<String, @Nullable Object>> rows) {
    return String.valueOf(Objects.requireNonNull(rows.get(event.eventId())).get("issue_id"));
  }

  private static Map<String, Long> naiveIssues(
      List<GroupedEvent> stored, Map<UUID, Map<String, @Nullable Object>> rows) {
    return stored.stream().collect(Collectors.groupingBy(e -> issue(e, rows))).entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> summary(entry.getKey(), entry.getValue()),
                entry -> 1L,
                Long::sum,
                TreeMap::new));
  }

  private static String summary(String issue, List<GroupedEvent> events) {
    var times = events.stream().map(e -> e.receivedAt().getEpochSecond()).sorted().toList();
    var users = events.stream().map(GroupedEvent::user).filter(Objects::nonNull).distinct().count();
    return String.join(
        "|",
        issue,
        Integer.toString(events.size()),
        Long.toString(users),
        times.getFirst().toString(),
        times.getLast().toString());
  }

  private static Map<String, Long> naive(
      List<GroupedEvent> stored, java.util.function.Function<GroupedEvent, String> key) {
    return stored.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
  }

  private static String volume(GroupedEvent event, int seconds) {
    return event.level() + "|" + event.environment() + "|" + bucket(event, seconds);
  }

  private static long bucket(GroupedEvent event, int seconds) {
    var second = event.receivedAt().getEpochSecond();
    return second - second % seconds;
  }
}
