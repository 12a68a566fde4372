package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.topic.Topic;
import io.mesher.contracts.topic.TopicSetup;
import io.mesher.localstack.server.EmbeddedKafka;
import io.mesher.testkit.server.EmbeddedTestServers;
import io.mesher.testkit.server.PackagedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service with a Kafka of its own, which may go away. */
class ProcessorLifeIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** How long Kafka stays away; a soak raises it to minutes. */
  private static final Duration OUTAGE =
      Duration.ofSeconds(Long.getLong("mesher.outage.seconds", 8));

  private final AcceptedRecords records = new AcceptedRecords();
  private final int port = EmbeddedTestServers.freePort();
  private final int controllerPort = EmbeddedTestServers.freePort();
  private Path data = Path.of("target");
  private EmbeddedKafka kafka;

  @BeforeEach
  void startKafka() throws IOException {
    data =
        Files.createTempDirectory(
            Files.createDirectories(Path.of("target", "servers")).toAbsolutePath(), "life");
    kafka = EmbeddedKafka.start(data, port, controllerPort);
    TopicSetup.SINGLE_BROKER.prepare(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void aKilledProcessorLosesNothingAndAStoppedOneRepeatsNothing() {
    Set<UUID> sent = send(3_000, 0);
    try (var first = start(kafka.bootstrapServers())) {
      await().atMost(LIMIT).until(() -> !groupedIds().isEmpty());
      first.kill();
    }

    sent.addAll(send(500, 3_000));
    try (var second = start(kafka.bootstrapServers())) {
      await().atMost(LIMIT).until(() -> new HashSet<>(groupedIds()).equals(sent));
      second.stop();
    }
    int outputs = groupedIds().size();

    Set<UUID> last = send(1, 9_999);
    try (var third = start(kafka.bootstrapServers())) {
      await().atMost(LIMIT).until(() -> groupedIds().containsAll(last));

      assertThat(groupedIds()).hasSize(outputs + 1);
      third.stop();
    }
  }

  @Test
  void kafkaAwayMakesItUnreadyAndItGoesOnByItself() {
    try (var processor = start(kafka.bootstrapServers())) {
      Set<UUID> sent = send(100, 0);
      await().atMost(LIMIT).until(() -> new HashSet<>(groupedIds()).equals(sent));
      assertThat(processor.isReady()).isTrue();

      kafka.close();
      await().atMost(LIMIT).until(() -> !processor.isReady());
      await()
          .during(OUTAGE)
          .atMost(OUTAGE.plusSeconds(10))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> processor.isRunning() && processor.isLive() && !processor.isReady());
      kafka = EmbeddedKafka.start(data, port, controllerPort);

      sent.addAll(send(100, 100));
      await().atMost(LIMIT).until(() -> new HashSet<>(groupedIds()).equals(sent));
      await().atMost(LIMIT).until(processor::isReady);
      assertThat(processor.isLive()).isTrue();
    }
  }

  @Test
  void aProcessorThatStartsBeforeKafkaWaitsForIt() {
    kafka.close();
    try (var processor = start("127.0.0.1:" + port)) {
      await().atMost(LIMIT).until(processor::isLive);
      assertThat(processor.isReady()).isFalse();

      kafka = EmbeddedKafka.start(data, port, controllerPort);
      Set<UUID> sent = send(10, 0);

      await().atMost(LIMIT).until(() -> new HashSet<>(groupedIds()).equals(sent));
      assertThat(processor.isRunning()).isTrue();
    }
  }

  @Test
  void recordsThatRetentionDeletedUnreadAreCountedAndTheRestIsProcessed() throws Exception {
    try (var first = start(kafka.bootstrapServers())) {
      Set<UUID> sent = send(200, 0, 0);
      await().atMost(LIMIT).until(() -> new HashSet<>(groupedIds()).equals(sent));
      first.stop();
    }
    int outputs = groupedIds().size();
    send(200, 200, 0);
    long deleted = deleteHalfOfWhatIsUnread();

    try (var second = start(kafka.bootstrapServers())) {
      await().atMost(LIMIT).until(() -> groupedIds().size() == outputs + 200 - deleted);

      assertThat(second.metric("mesher_processor_records_lost_total")).isEqualTo(deleted);
      assertThat(second.log())
          .contains("were deleted before they were read")
          .contains("add event-processors, or raise retention.ms and retention.bytes");
      assertThat(reportedAsLost()).isEqualTo(deleted);
      second.stop();
    }
  }

  /** What the writer will count: of the same report, delivered again, once. */
  private long reportedAsLost() {
    var reports = new HashMap<String, Long>();
    for (var record : records(Topic.OUTCOMES)) {
      var report = RecordCodec.json(OutcomeReport.class).decode(record.value());
      var count = report.counts().getFirst();
      assertThat(count.outcome()).isEqualTo("lost");
      assertThat(count.reason()).isEqualTo(Topic.Names.EVENTS_ACCEPTED);
      reports.put(report.instance() + "/" + report.sequence(), count.quantity());
    }
    return reports.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of each partition, as retention does it; how many records are gone that nobody had read. */
  private long deleteHalfOfWhatIsUnread() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      var committed =
          admin
              .listConsumerGroupOffsets("mesher-event-processor")
              .partitionsToOffsetAndMetadata()
              .get();
      var specs = new HashMap<TopicPartition, OffsetSpec>();
      committed.keySet().forEach(partition -> specs.put(partition, OffsetSpec.latest()));
      var ends = admin.listOffsets(specs).all().get();
      var deletions = new HashMap<TopicPartition, RecordsToDelete>();
      long deleted = 0;
      for (var place : committed.entrySet()) {
        long read = place.getValue().offset();
        long end = Objects.requireNonNull(ends.get(place.getKey())).offset();
        long half = (end - read) / 2;
        deleted += half;
        deletions.put(place.getKey(), RecordsToDelete.beforeOffset(read + half));
      }
      admin.deleteRecords(deletions).all().get();
      assertThat(deleted).isPositive();
      return deleted;
    }
  }

  private static PackagedService start(String bootstrapServers) {
    return PackagedService.start(Map.of("MESHER_KAFKA_BOOTSTRAP_SERVERS", bootstrapServers));
  }

  private Set<UUID> send(int count, int from) {
    return send(count, from, null);
  }

  private Set<UUID> send(int count, int from, @Nullable Integer partition) {
    var ids = new HashSet<UUID>();
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "acks",
                "all",
                "max.in.flight.requests.per.connection",
                1),
            new StringSerializer(),
            new ByteArraySerializer())) {
      var acks = new ArrayList<Future<RecordMetadata>>();
      for (int i = from; i < from + count; i++) {
        ProducerRecord<String, byte[]> record = records.event(i);
        ids.add(AcceptedEvent.readFrom(record.headers()).eventId());
        acks.add(
            producer.send(
                new ProducerRecord<String, byte[]>(
                    record.topic(),
                    partition,
                    record.timestamp(),
                    null,
                    record.value(),
                    record.headers())));
      }
      for (var ack : acks) {
        ack.get();
      }
    } catch (java.util.concurrent.ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
    return ids;
  }

  /** The ids of all grouped events from the topic's beginning on, repeats included. */
  private List<UUID> groupedIds() {
    return records(Topic.EVENTS_GROUPED).stream()
        .map(record -> RecordCodec.groupedEvents().decode(record.value()).eventId())
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic.topicName()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(found::add);
      }
      return found;
    }
  }
}
