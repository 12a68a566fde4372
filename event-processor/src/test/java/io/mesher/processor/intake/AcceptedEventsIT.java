package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TopicReader;
import io.mesher.testkit.server.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class AcceptedEventsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final AcceptedRecords records = new AcceptedRecords();

  @Test
  void everyRecordIsGroupedOrDeadWithItsBytes() {
    try (var grouped = TopicReader.fromNow(Topic.EVENTS_GROUPED.topicName());
        var dead = TopicReader.fromNow(Topic.EVENTS_DEAD.topicName());
        var writer = new TopicWriter()) {
      var good = new ArrayList<ProducerRecord<String, byte[]>>();
      for (int i = 0; i < 200; i++) {
        good.add(records.event(i));
      }
      var notJson = records.record("{\"broken\":");
      var noBody = new ProducerRecord<String, byte[]>(notJson.topic(), null, notJson.value());
      var marker = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
      noBody.headers().add("test", marker);

      good.forEach(writer::send);
      writer.send(notJson);
      writer.send(noBody);
      good.subList(0, 20).forEach(writer::send);

      assertThat(grouped.await(220, LIMIT, this::isOurs))
          .extracting(record -> decoded(record).eventId())
          .containsAll(
              good.stream().map(r -> AcceptedEvent.readFrom(r.headers()).eventId()).toList());
      var broken = dead.await(1, LIMIT, record -> isOf(record, notJson)).getFirst();
      assertThat(broken.value()).isEqualTo(notJson.value());
      assertThat(DeadEvent.readFrom(broken.headers()))
          .satisfies(
              death -> {
                assertThat(death.reason()).isEqualTo("not JSON at line 1, column 11");
                assertThat(death.topic()).isEqualTo(notJson.topic());
                assertThat(death.stage()).isEqualTo("event-processor");
              });
      assertThat(new RecordHeaders(DeadEvent.withoutDeath(broken.headers())))
          .isEqualTo(new RecordHeaders(notJson.headers()));
      var headless =
          dead.await(
                  1,
                  LIMIT,
                  record ->
                      record.headers().lastHeader("test") != null
                          && java.util.Arrays.equals(
                              record.headers().lastHeader("test").value(), marker))
              .getFirst();
      assertThat(DeadEvent.readFrom(headless.headers()).reason())
          .isEqualTo("header mesher-schema is missing or malformed");
    }
  }

  @Test
  void anIssuesEventsShareTheirKey() {
    try (var grouped = TopicReader.fromNow(Topic.EVENTS_GROUPED.topicName());
        var writer = new TopicWriter()) {
      writer.send(records.event(0));
      writer.send(records.event(7));

      var two = grouped.await(2, LIMIT, this::isOurs);

      assertThat(two)
          .allSatisfy(
              record ->
                  assertThat(record.key())
                      .isEqualTo(records.projectId() + ":" + decoded(record).fingerprint()));
      assertThat(two.get(0).key()).isEqualTo(two.get(1).key());
      assertThat(two.get(0).partition()).isEqualTo(two.get(1).partition());
    }
  }

  @Test
  void aGatewayWhoseClockIsDaysOffPutsItsEventsIntoToday() {
    try (var grouped = TopicReader.fromNow(Topic.EVENTS_GROUPED.topicName());
        var writer = new TopicWriter()) {
      var before = Instant.now().minus(BrokerTime.TOLERANCE);
      writer.send(records.record("{\"message\":\"slow\"}", before.minus(Duration.ofDays(9))));
      writer.send(records.record("{\"message\":\"fast\"}", before.plus(Duration.ofDays(9))));

      assertThat(grouped.await(2, LIMIT, this::isOurs))
          .extracting(record -> decoded(record).receivedAt())
          .allSatisfy(at -> assertThat(at).isBetween(before, before.plus(Duration.ofHours(2))));
    }
  }

  @Test
  void aLargeEventThatDoesNotCompressPasses() {
    try (var grouped = TopicReader.fromNow(Topic.EVENTS_GROUPED.topicName());
        var writer = new TopicWriter()) {
      var random = new java.util.Random(1);
      var noise = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        byte[] bytes = new byte[12_000];
        random.nextBytes(bytes);
        noise
            .append(",\"e")
            .append(i)
            .append("\":\"")
            .append(java.util.Base64.getEncoder().encodeToString(bytes))
            .append('"');
      }
      writer.send(records.record("{\"message\":\"large\",\"extra\":{\"a\":1" + noise + "}}"));

      var large = decoded(grouped.await(1, LIMIT, this::isOurs).getFirst());

      assertThat(large.payload()).hasSizeGreaterThan(600_000);
    }
  }

  private boolean isOurs(ConsumerRecord<String, byte[]> record) {
    return record.key().startsWith(records.projectId().toString());
  }

  private static boolean isOf(
      ConsumerRecord<String, byte[]> dead, ProducerRecord<String, byte[]> accepted) {
    return dead.headers().lastHeader("event") != null
        && AcceptedEvent.readFrom(dead.headers())
            .equals(AcceptedEvent.readFrom(accepted.headers()));
  }

  private static GroupedEvent decoded(ConsumerRecord<String, byte[]> record) {
    return RecordCodec.groupedEvents().decode(record.value());
  }
}
