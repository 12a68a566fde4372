package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.ws.fixture.Stored;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMessageTest {

  @Test
  void filtersAreUnderstood() {
    var message =
        ClientMessage.parse(
            """
            {"type":"subscribe","filters":{"level":"error","environment":"production",
             "release":"shop@1.2.3","tags":{"region":"eu"}}}""");

    assertThat(message)
        .isEqualTo(
            new ClientMessage.Subscribe(
                new StreamFilter("error", "production", "shop@1.2.3", Map.of("region", "eu"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"type\":\"subscribe\"}",
        "{\"type\":\"subscribe\",\"filters\":null}",
        "{\"type\":\"subscribe\",\"filters\":{}}",
        "{\"type\":\"subscribe\",\"filters\":{\"level\":\"\",\"environment\":null,\"tags\":{}}}",
      })
  void noFilterMeansEverything(String text) {
    assertThat(ClientMessage.parse(text)).isEqualTo(new ClientMessage.Subscribe(StreamFilter.ALL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense; invalid json",
        "'';a message is a json object",
        "[];a message is a json object",
        "{};unknown message type",
        "{\"type\":\"subscribe\",\"filters\":[]};filters is a json object",
        "{\"type\":\"subscribe\",\"filters\":{\"level\":\"loud\"}};"
            + "invalid level: must be fatal, error, warning, info, or debug",
        "{\"type\":\"subscribe\",\"filters\":{\"release\":7}};"
            + "filter release is a string of at most 200 characters",
        "{\"type\":\"subscribe\",\"filters\":{\"tags\":\"region:eu\"}};"
            + "filter tags is an object of at most 10 strings",
      })
  void whatIsWrongIsSaid(String text, String error) {
    assertThat(ClientMessage.parse(text)).isEqualTo(new ClientMessage.Misunderstood(error));
  }

  @Test
  void everyPartOfAFilterMustMatch() {
    var event =
        Stored.event(
            UUID.randomUUID(), "t", "error", "production", Map.of("region", "eu", "host", "a"));

    assertThat(StreamFilter.ALL.matches(event)).isTrue();
    assertThat(new StreamFilter("error", "production", "shop@1.2.3", Map.of("host", "a")))
        .matches(filter -> filter.matches(event));
    assertThat(new StreamFilter("fatal", null, null, Map.of()).matches(event)).isFalse();
    assertThat(new StreamFilter(null, "staging", null, Map.of()).matches(event)).isFalse();
    assertThat(new StreamFilter(null, null, "shop@2", Map.of()).matches(event)).isFalse();
    assertThat(new StreamFilter(null, null, null, Map.of("host", "b")).matches(event)).isFalse();
  }
}
