package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.topic.TopicSetup;
import io.mesher.localstack.server.EmbeddedKafka;
import io.mesher.testkit.server.EmbeddedTestServers;
import io.mesher.testkit.server.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Places of the packaged service in its consumer group, which other members join and leave. */
class CommitIT {
  private static final String GROUP = "mesher-event-processor";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int SOME = 50;
  private static final int PARTITIONS = 12;

  private final AcceptedRecords records = new AcceptedRecords();
  private EmbeddedKafka kafka;
  private Admin admin;

  @BeforeEach
  void startKafka() throws IOException {
    var data =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "servers")).toAbsolutePath(), "commit");
    kafka =
        EmbeddedKafka.start(data, EmbeddedTestServers.freePort(), EmbeddedTestServers.freePort());
    var servers = Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers());
    TopicSetup.SINGLE_BROKER.prepare(servers);
    admin = Admin.create(servers);
  }

  @AfterEach
  void stopKafka() {
    admin.close();
    kafka.close();
  }

  @Test
  void aPlaceThatARebalanceRefusedIsCommittedAfterIt() throws Exception {
    try (var processor =
        PackagedService.start(
            Map.of("MESHER_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers()),
            "-Dmp.messaging.incoming.accepted.heartbeat.interval.ms=" + GroupMember.HEARTBEAT)) {
      try (var silent = new GroupMember(kafka.bootstrapServers(), GROUP);
          var late = new GroupMember(kafka.bootstrapServers(), GROUP)) {
        await()
            .atMost(LIMIT)
            .ignoreExceptionsMatching(e -> e.getCause() instanceof GroupIdNotFoundException)
            .until(() -> sharesAreSettled(1));
        silent.poll();
        await().atMost(LIMIT).until(() -> sharesAreSettled(2));
        var kept = partitionsOfTheProcessor();

        silent.pause();
        late.poll();
        await().atMost(LIMIT).until(() -> group().groupState() == GroupState.PREPARING_REBALANCE);
        // Until the processor has heard of the rebalance, it commits.
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofMillis(500))
            .until(
                () -> {
                  kept.forEach(this::send);
                  return processor.log().contains("could not be committed, they will again");
                });
        assertThat(lag(kept)).isPositive();

        silent.poll();
        await().atMost(LIMIT).until(() -> sharesAreSettled(3));
      }

      await().atMost(LIMIT).until(() -> sharesAreSettled(1));
      await().atMost(Duration.ofSeconds(5)).until(() -> lag(partitionsOfTheProcessor()) == 0);
    }
  }

  private void send(TopicPartition partition) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < SOME; i++) {
        ProducerRecord<String, byte[]> event = records.event(i);
        producer.send(
            new ProducerRecord<>(
                partition.topic(),
                partition.partition(),
                event.timestamp(),
                null,
                event.value(),
                event.headers()));
      }
    }
  }

  private ConsumerGroupDescription group() throws Exception {
    return admin.describeConsumerGroups(Set.of(GROUP)).all().get().values().iterator().next();
  }

  private boolean sharesAreSettled(int members) throws Exception {
    var group = group();
    return group.groupState() == GroupState.STABLE
        && group.members().size() == members
        && group.members().stream().mapToInt(member -> partitions(member).size()).sum()
            == PARTITIONS;
  }

  private Set<TopicPartition> partitionsOfTheProcessor() throws Exception {
    return group().members().stream()
        .filter(member -> !member.clientId().startsWith(GroupMember.CLIENT))
        .flatMap(member -> partitions(member).stream())
        .collect(Collectors.toSet());
  }

  private static Set<TopicPartition> partitions(MemberDescription member) {
    return member.assignment().topicPartitions();
  }

  /** Records of the partitions that are not committed. */
  private long lag(Set<TopicPartition> partitions) throws Exception {
    var committed = admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
    var ends =
        admin
            .listOffsets(
                partitions.stream()
                    .collect(Collectors.toMap(any -> any, any -> OffsetSpec.latest())))
            .all()
            .get();
    return partitions.stream()
        .mapToLong(
            partition -> {
              var place = committed.get(partition);
              return Objects.requireNonNull(ends.get(partition)).offset()
                  - (place == null ? 0 : place.offset());
            })
        .sum();
  }
}
