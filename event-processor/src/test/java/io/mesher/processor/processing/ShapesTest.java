package io.mesher.processor.processing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.ScrubRules;
import io.mesher.processor.grouping.Grouper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shapes in which SDKs write the same thing, and the headlines people know from Sentry. */
class ShapesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EventProcessor processor = new EventProcessor(new Grouper());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"values\":[{\"message\":\"clicked\"}]}",
        "[{\"message\":\"clicked\"}]",
        "{\"message\":\"clicked\"}",
        "{\"values\":{\"message\":\"clicked\"}}",
        "[null,{\"message\":\"clicked\"}]"
      })
  void everyShapeOfBreadcrumbsIsRead(String crumbs) throws IOException {
    var payload = payload(process("{\"message\":\"m\",\"breadcrumbs\":" + crumbs + "}"));

    assertThat(payload.at("/breadcrumbs/values")).hasSize(1);
    assertThat(payload.at("/breadcrumbs/values/0/message").asText()).isEqualTo("clicked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "{}", "{\"values\":null}", "{\"values\":[]}", "[null]"})
  void nothingIsNoBreadcrumb(String crumbs) throws IOException {
    var payload = payload(process("{\"message\":\"m\",\"breadcrumbs\":" + crumbs + "}"));

    assertThat(payload.at("/breadcrumbs/values")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"values\":[{\"crashed\":true,\"stacktrace\":{\"frames\":[{\"function\":\"run\",\"module\":\"a.B\"}]}}]}",
        "[{\"crashed\":true,\"stacktrace\":{\"frames\":[null,{\"function\":\"run\",\"module\":\"a.B\"}]}}]",
        "{\"crashed\":true,\"stacktrace\":{\"frames\":[{\"function\":\"run\",\"module\":\"a.B\"}]}}"
      })
  void everyShapeOfThreadsIsRead(String threads) {
    var grouped = process("{\"threads\":" + threads + "}");

    assertThat(grouped.culprit()).isEqualTo("a.B in run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"id\":42} | id:42",
        "{\"id\":\"42\"} | id:42",
        "{\"id\":null,\"email\":\"zoe@example.org\"} | email:zoe@example.org",
        "{\"username\":\"zoe\"} | username:zoe",
        "{\"ip_address\":\"192.0.2.1\"} | ip:192.0.2.1"
      })
  void everyShapeOfUserIsRead(String user, String expected) {
    assertThat(process("{\"message\":\"m\",\"user\":" + user + "}").user()).isEqualTo(expected);
  }

  @Test
  void aFingerprintIsAStringOrAListWithNumbers() {
    var text = process("{\"message\":\"one\",\"fingerprint\":\"mine\"}");
    var list = process("{\"message\":\"two\",\"fingerprint\":[\"mine\"]}");
    var numbers = process("{\"message\":\"three\",\"fingerprint\":[\"mine\",7,null]}");
    var same = process("{\"message\":\"four\",\"fingerprint\":[\"mine\",\"7\"]}");

    assertThat(text.fingerprint()).isEqualTo(list.fingerprint());
    assertThat(numbers.fingerprint()).isEqualTo(same.fingerprint());
    assertThat(numbers.fingerprint()).isNotEqualTo(list.fingerprint());
  }

  @Test
  void headersAndQueriesArePairsOrObjects() throws IOException {
    var object =
        payload(process("{\"message\":\"m\",\"request\":{\"headers\":{\"Accept\":\"a\"}}}"));
    var pairs =
        payload(process("{\"message\":\"m\",\"request\":{\"headers\":[[\"Accept\",\"a\"]]}}"));

    assertThat(object.at("/request/headers")).isEqualTo(pairs.at("/request/headers"));
  }

  @Test
  void theOutermostExceptionIsTheLastOfItsChain() {
    var grouped =
        process(
            """
            {"exception":{"values":[{"type":"Cause","value":"why"},{"type":"Outer","value":"what"}]}}
            """);

    assertThat(grouped.title()).isEqualTo("Outer: what");
  }

  @Test
  void titlesAreCutWhereSentryCutsThem() {
    var exception =
        process("{\"exception\":{\"type\":\"T\",\"value\":\"" + "v".repeat(300) + "\\nsecond\"}}");
    var message = process("{\"message\":\"" + "m".repeat(300) + "\\nsecond\"}");

    assertThat(exception.title()).hasSize("T: ".length() + 100).startsWith("T: vvv");
    assertThat(message.title()).hasSize(256).startsWith("mmm");
  }

  @Test
  void theCulpritIsTheTransactionElseTheLastFrameOfTheApp() {
    var frames =
        """
        "exception":{"type":"T","stacktrace":{"frames":[
          {"module":"app.Outer","function":"a","in_app":true},
          {"module":"app.Shop","function":"pay","in_app":true},
          {"module":"lib.Http","function":"send","in_app":false}]}}\
        """;

    assertThat(process("{" + frames + "}").culprit()).isEqualTo("app.Shop in pay");
    assertThat(process("{\"transaction\":\"GET /cart\"," + frames + "}").culprit())
        .isEqualTo("GET /cart");
  }

  @Test
  void aProjectsOwnFieldsAndItsAddressesGoBeforeAnythingLeaves() throws IOException {
    var json =
        """
        {"message":"m","extra":{"passport_no":"X123","kept":"y"},"tags":{"passport_no":"X123"},
         "user":{"id":"7","ip_address":"192.0.2.9"},"request":{"env":{"REMOTE_ADDR":"192.0.2.9"}}}
        """;

    var grouped = process(json, new ScrubRules(List.of("passport_no"), true));

    assertThat(payload(grouped).toString())
        .contains("\"kept\":\"y\"")
        .doesNotContain("X123", "192.0.2");
    assertThat(grouped.tags().toString()).doesNotContain("X123");
    assertThat(grouped.user()).isEqualTo("id:7");
  }

  private GroupedEvent process(String json) {
    return process(json, ScrubRules.NONE);
  }

  private GroupedEvent process(String json, ScrubRules rules) {
    return processor.process(
        new AcceptedEvent(
            new UUID(0, 1),
            new UUID(0, 2),
            Instant.parse("2026-02-03T04:05:06Z"),
            EventSource.ENVELOPE,
            null,
            null,
            rules),
        json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode payload(GroupedEvent event) throws IOException {
    return JSON.readTree(event.payloadCodec().decode(event.payload()));
  }
}
