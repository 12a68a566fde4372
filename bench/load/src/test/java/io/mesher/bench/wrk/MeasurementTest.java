package io.mesher.bench.wrk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasurementTest {
  private static final String OUTPUT =
      """
      Running 10s test @ http://127.0.0.1:8082/api/v1/events
        1 threads and 128 connections
        Latency Distribution
           50%    8.02ms
           99%   31.40ms
        151063 requests in 10.04s, 27.80MB read
      MORERequests/sec:  15046.21
      Transfer/sec:      2.77MB
      """;

  @Test
  void wrksFiguresAreRead() {
    var measurement = Measurement.parse(OUTPUT.replace("MORE", ""));

    assertThat(measurement).isEqualTo(new Measurement(15046.21, 151063, 0, "31.40ms"));
  }

  @Test
  void refusalsAreCounted() {
    var measurement = Measurement.parse(OUTPUT.replace("MORE", "  Non-2xx or 3xx responses: 17\n"));

    assertThat(measurement.refused()).isEqualTo(17);
  }

  @Test
  void brokenConnectionsAreNoMeasurement() {
    var broken = OUTPUT.replace("MORE", "  Socket errors: connect 0, read 3, write 0, timeout 1\n");

    assertThatThrownBy(() -> Measurement.parse(broken))
        .hasMessage("connections failed: connect 0, read 3, write 0, timeout 1");
  }
}
