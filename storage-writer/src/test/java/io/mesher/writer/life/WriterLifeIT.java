package io.mesher.writer.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.PackagedService;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The packaged writer as a process, with servers of its own. {@code -Dsoak} takes minutes. */
class WriterLifeIT {
  private static final boolean SOAK = System.getProperty("soak") != null;
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);

  private static final int BATCH = 20;
  private static final int BATCHES = 50;
  private static final int KILLS = SOAK ? 25 : 3;
  private static final Duration OUTAGE = Duration.ofSeconds(SOAK ? 180 : 6);

  /** What a successor may take, from the freeze on. */
  private static final Duration SUCCESSION = Duration.ofSeconds(20);

  private static final Duration FREEZE = Duration.ofSeconds(SOAK ? 60 : 0);
  private static final Duration SESSION = Duration.ofSeconds(SOAK ? 10 : 4);
  private static final Duration IDLE = Duration.ofSeconds(SOAK ? 5 : 2);

  private final BreakableServers servers = BreakableServers.ofThisRun();
  private final Exactness events = new Exactness(servers);
  private final String group = "life-" + UUID.randomUUID();

  @Test
  void aWriterKilledAtRandomPointsOfFiftyBatchesCountsEachEventOnce() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    servers.send(events.more(BATCH * BATCHES), null);

    for (long until : random.longs(KILLS, 0, BATCH * BATCHES - 1L).sorted().toArray()) {
      try (var writer = startAlone()) {
        await().atMost(LIMIT).pollInterval(POLL).until(() -> events.rows() > until);
        writer.kill();
      }
    }
    try (var last = startAlone()) {
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      servers.send(events.more(1), null);
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      await().atMost(LIMIT).until(this::isOutboxEmpty);
      last.stop();
    }

    events.assertExact();
  }

  @Test
  void withPostgresqlAwayItWaitsUnreadyAndLiveAndLosesNothing() {
    try (var writer = startAlone()) {
      servers.send(events.more(100), null);
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      await().atMost(LIMIT).until(writer::isReady);

      servers.stopPostgresql();
      try {
        servers.send(events.more(100), null);
        await().atMost(LIMIT).until(() -> !writer.isReady());
        await()
            .during(OUTAGE)
            .atMost(OUTAGE.plusSeconds(20))
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> writer.isRunning() && writer.isLive() && !writer.isReady());
      } finally {
        servers.startPostgresql();
      }

      servers.send(events.more(100), null);
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      await().atMost(LIMIT).until(writer::isReady);
      assertThat(writer.isLive()).isTrue();
      events.assertExact();
    }
  }

  @Test
  void aWriterFrozenInTheMiddleOfATransactionHoldsItsSuccessorUpForSecondsOnly()
      throws SQLException {
    try (var frozen = startOneOfMany()) {
      servers.send(events.more(7), null);
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      var first = members().keySet();
      try (var successor = startOneOfMany()) {
        await().atMost(LIMIT).until(() -> members().values().stream().noneMatch(Set::isEmpty));
        await().atMost(LIMIT).until(() -> members().size() == 2 && isShared());
        int partition =
            members().entrySet().stream()
                .filter(member -> first.contains(member.getKey()))
                .flatMap(member -> member.getValue().stream())
                .findFirst()
                .orElseThrow();

        freezeInATransaction(frozen, partition);
        long began = System.nanoTime();

        await().atMost(SUCCESSION).pollInterval(POLL).until(events::isStored);
        assertThat(successor.isLive()).isTrue();
        await().atMost(FREEZE.plusSeconds(1)).until(() -> isOver(began, FREEZE));
        frozen.thaw();
        servers.send(events.more(24), null);
        await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
        await().atMost(LIMIT).until(() -> members().size() == 2);
        assertThat(frozen.isRunning()).isTrue();
        events.assertExact();
      }
    }
  }

  @Test
  void recordsDeletedUnreadAreCountedNamedAndPassedOver() throws Exception {
    try (var writer = startAlone()) {
      servers.send(events.more(50), 0);
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      writer.stop();
    }
    long before = lost();
    var unread = events.more(60);
    servers.send(unread, 0);
    deleteFromPartition0(25);
    events.lost(unread.subList(0, 25));

    try (var writer = startAlone()) {
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      await().atMost(LIMIT).until(() -> lost() == before + 25);

      assertThat(writer.metric("mesher_writer_lost_total")).isEqualTo(25);
      assertThat(writer.log())
          .contains("25 records of mesher.events.grouped-0 were deleted before they were read")
          .contains("add storage-writers, or raise retention.ms and retention.bytes");
      events.assertExact();
      writer.kill();
    }
    servers.send(events.more(1), 0);
    try (var again = startAlone()) {
      await().atMost(LIMIT).pollInterval(POLL).until(events::isStored);
      assertThat(lost()).isEqualTo(before + 25);
    }
  }

  /** A stable name: a successor need not wait until the group has given the killed one up. */
  private PackagedService startAlone() {
    var environment = environment();
    environment.put("MESHER_WRITER_CONSUMER_INSTANCE_ID", "writer-0");
    return PackagedService.start(environment);
  }

  private PackagedService startOneOfMany() {
    return PackagedService.start(
        environment(),
        "-Dmesher.writer.consumer.session-timeout=" + SESSION.toSeconds() + "s",
        "-Dquarkus.datasource.reactive.additional-properties.idle_in_transaction_session_timeout="
            + IDLE.toMillis());
  }

  private Map<String, String> environment() {
    var environment = servers.environment();
    environment.put("MESHER_WRITER_CONSUMER_GROUP", group);
    environment.put("MESHER_WRITER_CONSUMER_MAX_RECORDS", Integer.toString(BATCH));
    return environment;
  }

  /** Its batch waits for a lock when it is frozen; then the lock is granted, to a dead hand. */
  private void freezeInATransaction(PackagedService writer, int partition) throws SQLException {
    try (var connection = servers.connect();
        var statement =
            connection.prepareStatement("SELECT FROM issues WHERE project_id = ? FOR UPDATE")) {
      connection.setAutoCommit(false);
      statement.setObject(1, events.project());
      statement.execute();
      servers.send(events.more(14), partition);
      await().atMost(LIMIT).pollInterval(POLL).until(() -> writersThatWaitForALock() > 0);
      writer.freeze();
      connection.rollback();
    }
  }

  private long writersThatWaitForALock() {
    return servers.number(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE application_name = 'mesher-storage-writer' AND wait_event_type = 'Lock'\
        """);
  }

  private static boolean isOver(long began, Duration time) {
    return System.nanoTime() - began >= time.toNanos();
  }

  private boolean isOutboxEmpty() {
    return servers.number("SELECT count(*) FROM outbox") == 0;
  }

  private long lost() {
    return servers.number(
        "SELECT coalesce(sum(count), 0) FROM outcomes WHERE outcome = 'lost' AND reason = ?",
        Topic.Names.EVENTS_GROUPED);
  }

  private boolean isShared() {
    return members().values().stream().mapToInt(Set::size).sum() == 12;
  }

  /** The group's members with the partitions of grouped events that each reads. */
  private Map<String, Set<Integer>> members() {
    try (var admin = Admin.create(servers.kafka())) {
      var description =
          Objects.requireNonNull(
              admin.describeConsumerGroups(List.of(group)).all().get().get(group));
      return description.members().stream()
          .collect(Collectors.toMap(MemberDescription::consumerId, WriterLifeIT::partitions));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Set<Integer> partitions(MemberDescription member) {
    return member.assignment().topicPartitions().stream()
        .filter(partition -> partition.topic().equals(Topic.Names.EVENTS_GROUPED))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  private void deleteFromPartition0(int count) throws Exception {
    var partition = new TopicPartition(Topic.Names.EVENTS_GROUPED, 0);
    try (var admin = Admin.create(servers.kafka())) {
      var place =
          Objects.requireNonNull(
              admin
                  .listConsumerGroupOffsets(group)
                  .partitionsToOffsetAndMetadata()
                  .get()
                  .get(partition));
      admin
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(place.offset() + count)))
          .all()
          .get();
    }
  }
}
