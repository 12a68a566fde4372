package io.mesher.processor.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.processor.decode.UndecodableEventException;
import io.mesher.processor.grouping.Grouper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventProcessorTest {
  private static final Instant RECEIVED = Instant.parse("2026-02-03T04:05:06.789012Z");
  private static final AcceptedEvent ACCEPTED =
      new AcceptedEvent(
          UUID.fromString("11111111-2222-3333-4444-555555555555"),
          UUID.fromString("9ec79c33-ec99-42ab-8353-589fcb2e04dc"),
          RECEIVED,
          EventSource.ENVELOPE,
          "sentry.java/8.62.0",
          "192.0.2.7");

  private final EventProcessor processor = new EventProcessor(new Grouper());

  @Test
  void aNativeEventBecomesSentrysShape() throws IOException {
    var grouped =
        process(
            """
            {"exception":{"type_name":"IllegalStateException","value":"it broke","module_name":"java.lang"},
             "stacktrace":[{"filename":"Shop.java","function_name":"pay","lineno":"12","in_app":true}],
             "user_context":{"id":42},"sdk_name":"curl","sdk_version":"1","level":"critical",
             "tags":[["region","eu"],["n",3],["gone",null]],"release":"shop@1"}
            """);

    assertThat(grouped.title()).isEqualTo("IllegalStateException: it broke");
    assertThat(grouped.culprit()).isEqualTo("Shop.java in pay");
    assertThat(grouped.level()).isEqualTo("fatal");
    assertThat(grouped.user()).isEqualTo("id:42");
    assertThat(grouped.sdkName()).isEqualTo("curl");
    assertThat(grouped.tags())
        .containsOnly(java.util.Map.entry("region", "eu"), java.util.Map.entry("n", "3"));
    var exception = payload(grouped).at("/exception/values/0");
    assertThat(exception.path("type").asText()).isEqualTo("IllegalStateException");
    assertThat(exception.path("module").asText()).isEqualTo("java.lang");
    assertThat(exception.at("/stacktrace/frames/0/function").asText()).isEqualTo("pay");
    assertThat(exception.at("/stacktrace/frames/0/lineno").intValue()).isEqualTo(12);
    assertThat(payload(grouped).has("stacktrace")).isFalse();
    assertThat(payload(grouped).path("event_id").asText())
        .isEqualTo("9ec79c33ec9942ab8353589fcb2e04dc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"values\":[{\"type\":\"A\",\"value\":\"b\"}]}",
        "[{\"type\":\"A\",\"value\":\"b\"}]",
        "{\"type\":\"A\",\"value\":\"b\"}",
        "{\"values\":{\"type\":\"A\",\"value\":\"b\"}}",
        "[null,{\"type\":\"A\",\"value\":\"b\",\"stacktrace\":{\"frames\":null}}]",
        "[{\"type\":\"A\",\"value\":\"b\",\"stacktrace\":{\"frames\":[null]}}]"
      })
  void everyShapeOfExceptionIsRead(String exception) throws IOException {
    var grouped = process("{\"exception\":" + exception + "}");

    assertThat(grouped.title()).isEqualTo("A: b");
    assertThat(payload(grouped).at("/exception/values")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"message\":\"plain\"} | plain",
        "{\"message\":{\"message\":\"hi %s\",\"params\":[\"bob\"]}} | hi bob",
        "{\"message\":{\"message\":\"hi %s\",\"formatted\":\"hi eve\"}} | hi eve",
        "{\"logentry\":{\"message\":\"n=%d of {}\",\"params\":[3,\"x\"]}} | n=3 of x",
        "{\"logentry\":{\"message\":\"%(who)s left\",\"params\":{\"who\":\"bob\"}}} | bob left",
        "{\"logentry\":\"bare\"} | bare",
        "{\"message\":42} | 42",
        "{\"message\":null,\"logentry\":null} | <untitled>",
        "{\"message\":\"first\\nsecond\"} | first"
      })
  void everyShapeOfMessageIsTitled(String json, String title) {
    assertThat(process(json).title()).isEqualTo(title);
  }

  @ParameterizedTest
  @CsvSource({
    "1770091505.5, 2026-02-03T04:05:05.500Z",
    "'\"2026-02-03T04:05:05Z\"', 2026-02-03T04:05:05Z",
    "'\"2026-02-03T05:05:05+01:00\"', 2026-02-03T04:05:05Z",
    "'\"2026-02-03T04:05:05.123456\"', 2026-02-03T04:05:05.123456Z",
    "'\"2026-02-03 04:05:05\"', 2026-02-03T04:05:05Z",
    "'\"1770091505\"', 2026-02-03T04:05:05Z",
    "'\"2026-02-03T04:06:06Z\"', 2026-02-03T04:06:06Z",
    "'\"2026-02-03T04:06:07Z\"', 2026-02-03T04:05:06.789012Z",
    "'\"2026-01-03T04:05:06Z\"', 2026-02-03T04:05:06.789012Z",
    "'\"2026-01-04T04:05:07Z\"', 2026-01-04T04:05:07Z",
    "1770091505000, 2026-02-03T04:05:06.789012Z",
    "'\"yesterday\"', 2026-02-03T04:05:06.789012Z",
    "null, 2026-02-03T04:05:06.789012Z",
    "[], 2026-02-03T04:05:06.789012Z",
    "NaN, 2026-02-03T04:05:06.789012Z"
  })
  void theClientsTimeCountsWhereItIsPlausible(String timestamp, Instant expected) {
    var grouped = process("{\"message\":\"m\",\"timestamp\":" + timestamp + "}");

    assertThat(grouped.timestamp()).isEqualTo(expected);
    assertThat(grouped.receivedAt()).isEqualTo(RECEIVED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"m\",\"exception\":7,\"threads\":\"t\",\"breadcrumbs\":[[1]],\"tags\":3}",
        "{\"message\":\"m\",\"user\":[1],\"request\":\"r\",\"contexts\":[1],\"extra\":5,\"sdk\":\"s\"}",
        "{\"message\":\"m\",\"fingerprint\":{\"a\":1},\"level\":{},\"platform\":[],\"release\":{}}",
        "{\"message\":\"m\",\"x\":NaN,\"y\":-Infinity,\"z\":1e999,\"n\":123456789012345678901234567890}",
        "{\"message\":\"m\",\"message\":\"m\",\"_mesher\":{\"trimmed\":1}}",
        "{\"message\":\"m\",\"raw\":\"\u0001\"}",
        "\uFEFF{\"message\":\"m\"}"
      })
  void oddEventsAreStoredWithWhatCouldBeRead(String json) throws IOException {
    var grouped = process(json);

    assertThat(grouped.title()).isNotBlank();
    assertThat(payload(grouped).path("message").asText()).isEqualTo("m");
  }

  @Test
  void nulAndLoneSurrogatesAreReplacedEverywhere() throws IOException {
    var grouped =
        process("{\"message\":\"a\\u0000b\\ud800c\",\"extra\":{\"k\\u0000\":[\"\\udc00\"]}}");

    assertThat(grouped.message()).isEqualTo("a\uFFFDb\uFFFDc");
    assertThat(payload(grouped).at("/extra/k\uFFFD/0").asText()).isEqualTo("\uFFFD");
  }

  @Test
  void brokenUtf8IsReadWithReplacements() {
    byte[] json = "{\"message\":\"a?b\"}".getBytes(StandardCharsets.ISO_8859_1);
    json[13] = (byte) 0xE9;

    assertThat(processor.process(ACCEPTED, json).message()).isEqualTo("a\uFFFDb");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{\"message\":\"secret", "{} {}", "nonsense"})
  void whatIsNoJsonObjectIsNamedWithoutQuotingIt(String body) {
    assertThatThrownBy(() -> process(body))
        .isInstanceOf(UndecodableEventException.class)
        .message()
        .doesNotContain("secret", "nonsense");
  }

  @Test
  void deepNestingIsCutWithAMark() throws IOException {
    var deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);

    var grouped = process("{\"message\":\"m\",\"extra\":" + deep + "}");

    assertThat(payload(grouped).path("extra").toString()).contains("[cut: nested too deeply]");
  }

  @Test
  void longTextsAndListsAreCutWithAMark() throws IOException {
    var crumbs = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      crumbs.append(i == 0 ? "" : ",").append("{\"message\":\"c").append(i).append("\"}");
    }
    var json =
        "{\"message\":\"%s\",\"breadcrumbs\":[%s],\"tags\":{\"t\":\"%s\"}}"
            .formatted("m".repeat(9_000), crumbs, "v".repeat(300));

    var grouped = process(json);

    var payload = payload(grouped);
    assertThat(grouped.message()).hasSize(8_192).endsWith("…");
    assertThat(grouped.tags().get("t")).hasSize(200);
    assertThat(payload.at("/breadcrumbs/values")).hasSize(100);
    assertThat(payload.at("/breadcrumbs/values/99/message").asText()).isEqualTo("c149");
    assertThat(payload.at("/_mesher/trimmed/message").asInt()).isEqualTo(9_000);
    assertThat(payload.at("/_mesher/trimmed/breadcrumbs.values").asInt()).isEqualTo(150);
    assertThat(payload.at("/_mesher/trimmed/tags.t").asInt()).isEqualTo(300);
  }

  @Test
  void autoMeansThePeersAddress() {
    var grouped = process("{\"message\":\"m\",\"user\":{\"ip_address\":\"{{auto}}\"}}");

    assertThat(grouped.user()).isEqualTo("ip:192.0.2.7");
  }

  @Test
  void aBrowsersSyntheticExceptionIsTitledByItsMessage() {
    var grouped =
        process(
            """
            {"message":"checkout slow","platform":"javascript","exception":{"values":[{"value":"checkout slow",
             "mechanism":{"synthetic":true},"stacktrace":{"frames":[{"function":"onClick","filename":"app.js","in_app":true}]}}]}}
            """);

    assertThat(grouped.title()).isEqualTo("checkout slow");
    assertThat(grouped.culprit()).isEqualTo("app.js in onClick");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 | Chrome 140 | Windows",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0 | Edge 140 | Windows",
        "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0 | Firefox 131 | Linux",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15 | Safari 18 | macOS",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1 | Safari 18 | iOS"
      })
  void aBrowserIsKnownByItsUserAgent(String agent, String browser, String os) {
    var grouped =
        process(
            "{\"message\":\"m\",\"request\":{\"headers\":[[\"user-agent\",\"" + agent + "\"]]}}");

    assertThat(grouped.tags()).containsEntry("browser", browser).containsEntry("os", os);
  }

  @Test
  void tagsAreDerivedWhereTheClientSetNone() {
    var grouped =
        process(
            """
            {"message":"m","server_name":"shop-7","tags":{"os":"mine"},
             "contexts":{"os":{"name":"Linux","version":"6.1"},"browser":{"name":"Chrome","version":"140"}}}
            """);

    assertThat(grouped.tags())
        .containsEntry("os", "mine")
        .containsEntry("browser", "Chrome 140")
        .containsEntry("server_name", "shop-7");
  }

  @Test
  void theSdkAtTheDoorStandsInForAMissingOne() {
    var grouped = process("{\"message\":\"m\"}");

    assertThat(grouped.sdkName()).isEqualTo("sentry.java");
    assertThat(grouped.sdkVersion()).isEqualTo("8.62.0");
    assertThat(grouped.platform()).isEqualTo("other");
    assertThat(grouped.level()).isEqualTo("error");
  }

  private GroupedEvent process(String json) {
    return processor.process(ACCEPTED, json.getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode payload(GroupedEvent event) throws IOException {
    return new ObjectMapper().readTree(event.payloadCodec().decode(event.payload()));
  }
}
