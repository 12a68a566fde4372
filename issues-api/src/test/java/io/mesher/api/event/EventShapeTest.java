package io.mesher.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventShapeTest {

  @Test
  void theMainExceptionAndTheCrashComeFirst() {
    var event =
        shape(
            """
            {"exception":{"values":[
              {"type":"Cause","stacktrace":{"frames":[{"function":"a"},{"function":"b"}]}},
              {"type":"Main","module":"m","stacktrace":{"frames":[{"function":"c"},{"function":"d"}]}}]}}
            """);

    var exception = Objects.requireNonNull(event.exception());
    assertThat(exception.path("type_name").asText()).isEqualTo("Main");
    assertThat(exception.path("module_name").asText()).isEqualTo("m");
    assertThat(exception.at("/values/1/type").asText()).isEqualTo("Cause");
    assertThat(exception.at("/values/1/stacktrace/frames/0/function").asText()).isEqualTo("b");
    assertThat(event.stacktrace()).extracting(Frame::functionName).containsExactly("d", "c");
  }

  @Test
  void withoutAnExceptionTheCrashedThreadIsShown() {
    var event =
        shape(
            """
            {"threads":{"values":[{"id":1,"stacktrace":{"frames":[{"function":"idle"}]}},
              {"id":2,"crashed":true,"stacktrace":{"frames":[{"function":"a"},{"function":"b"}]}}]}}
            """);

    assertThat(event.exception()).isNull();
    assertThat(event.stacktrace()).extracting(Frame::functionName).containsExactly("b", "a");
    assertThat(
            Objects.requireNonNull(event.threads()).at("/1/stacktrace/frames/0/function").asText())
        .isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "{\"exception\":{\"values\":[null]}}",
        "{\"exception\":null,\"breadcrumbs\":7,\"tags\":[]}",
        "{\"exception\":{\"values\":[{\"stacktrace\":{\"frames\":[null,3]}}]}}"
      })
  void oddPayloadsAreShownAsFarAsTheyGo(String payload) {
    var event = shape(payload);

    assertThat(event.stacktrace()).isEmpty();
    assertThat(event.breadcrumbs()).isEmpty();
    assertThat(event.tags()).isEmpty();
  }

  private static EventView shape(String payload) {
    var id = UUID.randomUUID();
    return EventShape.of(
        new StoredRow(
            id,
            id,
            id,
            "error",
            "message",
            "title",
            "culprit",
            "fingerprint",
            "java",
            null,
            null,
            "{}",
            null,
            null,
            Instant.EPOCH,
            Instant.EPOCH,
            EventShape.parse(payload.getBytes(StandardCharsets.UTF_8))));
  }
}
