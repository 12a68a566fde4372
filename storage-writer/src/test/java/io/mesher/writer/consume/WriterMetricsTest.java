package io.mesher.writer.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mesher.contracts.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WriterMetricsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WriterMetrics metrics = new WriterMetrics(meters);

  @Test
  void theLagIsTheAgeOfTheOldestEventInHandAndOfRetention() {
    var retention = Topic.EVENTS_GROUPED.retention();

    metrics.holding(Instant.now().minus(retention.dividedBy(2)).toEpochMilli());

    assertThat(gauge("mesher.writer.lag.seconds"))
        .isCloseTo(retention.toSeconds() / 2.0, within(600.0));
    assertThat(gauge("mesher.writer.lag.retention.ratio")).isCloseTo(0.5, within(0.01));
  }

  @Test
  void whoHasCaughtUpHasNoLag() {
    metrics.holding(Instant.now().minusSeconds(900).toEpochMilli());

    metrics.caughtUp();

    assertThat(gauge("mesher.writer.lag.seconds")).isZero();
    assertThat(gauge("mesher.writer.lag.retention.ratio")).isZero();
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
