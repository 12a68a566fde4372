package io.mesher.writer.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionAgesTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

  private PartitionAges ages(String... days) {
    var tables = List.of(days).stream().map(LocalDate::parse).map(DayTable::of).toList();
    return new PartitionAges(() -> tables, Clock.fixed(NOON, ZoneOffset.UTC), metrics);
  }

  private double gauge(String name) {
    return metrics.get(name).gauge().value();
  }

  @Test
  void daysReachFromTheBeginningOfTheOldestToTheEndOfTheNewest() {
    var ages = ages("2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11");

    ages.look();

    assertThat(gauge("mesher.partition.oldest.age.seconds"))
        .isEqualTo(Duration.ofHours(60).toSeconds());
    assertThat(gauge("mesher.partition.ahead.seconds")).isEqualTo(Duration.ofHours(36).toSeconds());
  }

  @Test
  void whatIsNotKnownYetIsNoNumber() {
    ages();

    assertThat(gauge("mesher.partition.oldest.age.seconds")).isNaN();
    assertThat(gauge("mesher.partition.ahead.seconds")).isNaN();
  }
}
