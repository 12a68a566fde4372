package io.mesher.ingest.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.ingest.envelope.ClientReport.Discarded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientReportTest {

  @Test
  void whatAnSdkDidNotSendIsRead() {
    var json =
        """
        {"timestamp":1.5,"odd":[{"quantity":9}],"discarded_events":[
          {"reason":"queue_overflow","category":"error","quantity":3,"more":{"quantity":7}},
          null, {"quantity":-5,"category":"session"},
          {"reason":"sample_rate","category":"transaction","quantity":4000000000000}]}
        """;

    assertThat(ClientReport.read(json.getBytes(UTF_8)).discarded())
        .containsExactly(
            new Discarded("queue_overflow", "error", 3),
            new Discarded("", "session", 0),
            new Discarded("sample_rate", "transaction", 1_000_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "no json",
        "{\"discarded_events\":7}",
        "{\"discarded_events\":[{\"quantity\":99999999999999999999999}]}"
      })
  void whatIsNotReadableSaysNothing(String json) {
    assertThat(ClientReport.read(json.getBytes(UTF_8)).discarded()).isEmpty();
  }
}
