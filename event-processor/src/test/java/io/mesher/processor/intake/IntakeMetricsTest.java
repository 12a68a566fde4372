package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class IntakeMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final IntakeMetrics metrics = new IntakeMetrics(meters);

  @Test
  void theLagIsTheAgeOfTheOldestRecordInHandAndOfRetention() {
    var retention = Topic.EVENTS_ACCEPTED.retention();
    var half = Instant.now().minus(retention.dividedBy(2));

    metrics.holding(poll(Instant.now(), half));

    assertThat(gauge("mesher.processor.lag.seconds"))
        .isCloseTo(retention.toSeconds() / 2.0, within(600.0));
    assertThat(gauge("mesher.processor.lag.retention.ratio")).isCloseTo(0.5, within(0.01));
  }

  @Test
  void whoHasNothingToDoHasNoLag() {
    assertThat(gauge("mesher.processor.lag.seconds")).isZero();

    metrics.holding(poll(Instant.now().minusSeconds(900)));
    metrics.handedOver();

    await().atMost(Duration.ofSeconds(30)).until(() -> gauge("mesher.processor.lag.seconds") == 0);
  }

  @Test
  void latencyIsReckonedFromTheGatewaysReceipt() {
    metrics.grouped(Instant.now().minusSeconds(600));
    metrics.grouped(Instant.now().plusSeconds(600));

    var latency = meters.get("mesher.processor.latency").timer();
    assertThat(latency.count()).isEqualTo(2);
    assertThat(latency.totalTime(TimeUnit.SECONDS)).isCloseTo(600, within(60.0));
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private static ConsumerRecords<byte[], byte[]> poll(Instant... written) {
    var partition = new TopicPartition(Topic.Names.EVENTS_ACCEPTED, 0);
    var records = List.of(written).stream().map(IntakeMetricsTest::record).toList();
    return new ConsumerRecords<>(Map.of(partition, records), Map.of());
  }

  private static ConsumerRecord<byte[], byte[]> record(Instant written) {
    return new ConsumerRecord<>(
        Topic.Names.EVENTS_ACCEPTED,
        0,
        0,
        written.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        null,
        new byte[0],
        new RecordHeaders(),
        Optional.empty());
  }
}
