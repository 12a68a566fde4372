package io.mesher.admission.scan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalKind;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventScanTest {
  private static final UUID ID = UUID.fromString("9ec79c33-ec99-42ab-8353-589fcb2e04dc");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"message\":\"it broke\"}",
        "{\"message\":\"x\",\"level\":\"warning\",\"tags\":[[\"a\",null]],\"extra\":{\"n\":1e999}}",
        "{\"message\":\"x\",\"level\":null}",
        "{\"exception\":{\"type_name\":\"E\",\"value\":\"v\"}}",
        "{\"message\":\"\",\"exception\":{\"values\":[{\"type\":\"E\"}]}}",
        "{\"message\":{\"formatted\":\"x\"}}",
        "{\"message\":\"\",\"message\":\"the last counts\"}",
        " \n{\"message\":\"ünï\\u0000\"} \n",
      })
  void whatHasContentIsFit(String json) {
    assertThat(EventScan.nativeEvent(json.getBytes(UTF_8)).id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"message\":\"\"}",
        "{\"message\":\" \\t\"}",
        "{\"message\":null,\"exception\":null}",
        "{\"exception\":{}}",
        "{\"exception\":{\"values\":[]}}",
        "{\"exception\":[{\"type\":null}],\"level\":\"nonsense\"}",
        "{\"message\":\"first\",\"message\":\"\"}",
      })
  void withoutMessageAndExceptionItIsRefused(String json) {
    assertThatThrownBy(() -> EventScan.nativeEvent(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo("missing required field: message"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ERROR\"", "\"log\"", "\"\"", "40", "[]", "{\"level\":\"error\"}"})
  void levelsOutsideTheSetAreRefused(String level) {
    var json = "{\"level\":%s,\"message\":\"x\"}".formatted(level);

    assertThatThrownBy(() -> EventScan.nativeEvent(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.error())
                    .isEqualTo("invalid level: must be fatal, error, warning, info, or debug"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{\"message\":`|line 1, column 12",
        "`{\"message\":\"x\"`|line 1, column 15",
        "`{\"message\":\"x\",}`|line 1, column 16",
        "`{\"a\":NaN,\"message\":\"x\"}`|line 1, column",
        "`not json`|line 1, column",
        "`{\"message\":\"x\"} {}`|more after the end at line 1, column 17",
        "`[]`|an event is a JSON object",
        "`\"text\"`|an event is a JSON object",
        "``|an event is a JSON object",
      })
  void whatIsNoJsonObjectIsRefusedWithItsPlace(String json, String detail) {
    assertThatThrownBy(() -> EventScan.nativeEvent(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.kind()).isEqualTo(RefusalKind.MALFORMED);
              assertThat(refusal.error()).isEqualTo("invalid json");
              assertThat(refusal.detail()).contains(detail);
            });
  }

  @Test
  void brokenUtf8CostsNoEvent() {
    byte[] json = "{\"message\":\"\u00e9\",\"event_id\":\"%s\"}".formatted(ID).getBytes(ISO_8859_1);
    byte[] skipped = "{\"extra\":\"\u00e9\",\"message\":\"x\"}".getBytes(ISO_8859_1);
    byte[] bulk = "[{\"message\":\"\u00e9\"},{\"message\":\"y\"}]".getBytes(ISO_8859_1);

    assertThat(EventScan.nativeEvent(json).id()).isEqualTo(ID);
    assertThat(EventScan.sentryEvent(skipped).id()).isNull();
    assertThat(EventScan.bulk(bulk))
        .extracting(element -> new String(((BulkElement.Scanned) element).json(), UTF_8))
        .containsExactly("{\"message\":\"\ufffd\"}", "{\"message\":\"y\"}");
  }

  @Test
  void brokenUtf8DoesNotHideBrokenJson() {
    byte[] json = "{\"message\":\"\u00e9\"".getBytes(ISO_8859_1);

    assertThat(refusal(json).error()).isEqualTo("invalid json");
    assertThat(refusal("{\"message\":\"\u00e9\"} x".getBytes(ISO_8859_1)).detail())
        .contains("line 1");
  }

  @Test
  void nestingIsBounded() {
    assertThat(EventScan.nativeEvent(nested(EventScan.MAX_DEPTH - 1)).id()).isNull();
    assertThat(refusal(nested(EventScan.MAX_DEPTH)).error()).isEqualTo("invalid json");
    assertThat(refusal("[".repeat(1_000_000).getBytes(UTF_8)).error()).isEqualTo("invalid json");
  }

  @Test
  void sizeIsBoundedToTheByte() {
    var frame = "{\"message\":\"\"}";
    var largest =
        "{\"message\":\"%s\"}".formatted("x".repeat(EventScan.MAX_EVENT - frame.length()));

    assertThat(EventScan.nativeEvent(largest.getBytes(UTF_8)).id()).isNull();
    assertThat(refusal((largest + " ").getBytes(UTF_8)).error()).isEqualTo("payload too large");
  }

  @Test
  void longNumbersAreOnlyNumbers() {
    var json = "{\"message\":\"x\",\"extra\":%s}".formatted("9".repeat(500_000));

    assertThat(EventScan.nativeEvent(json.getBytes(UTF_8)).id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9ec79c33ec9942ab8353589fcb2e04dc",
        "9EC79C33EC9942AB8353589FCB2E04DC",
        "9ec79c33-ec99-42ab-8353-589fcb2e04dc"
      })
  void idsAreReadInEveryForm(String id) {
    var json = "{\"event_id\":\"%s\",\"message\":\"x\"}".formatted(id);

    assertThat(EventScan.nativeEvent(json.getBytes(UTF_8)).id()).isEqualTo(ID);
    assertThat(EventScan.sentryEvent(json.getBytes(UTF_8)).id()).isEqualTo(ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"nonsense\"",
        "7",
        "{}",
        "\"9ec79c33ec9942ab8353589fcb2e04d\"",
        "\"9ec79c33-ec99-42ab-8353-589fcb2e04dg\"",
        "\"9ec79c33+ec99+42ab+8353+589fcb2e04dc\"",
        "\"00000000000000000000000000000000\""
      })
  void oddIdsAreRefusedNativelyAndReplacedForSdks(String id) {
    var json = "{\"event_id\":%s,\"message\":\"x\"}".formatted(id).getBytes(UTF_8);

    assertThat(refusal(json).error())
        .isEqualTo("invalid event_id: must be 32 hex digits or a UUID");
    assertThat(EventScan.sentryEvent(json).id()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"level\":\"log\",\"message\":null}",
        "{\"x\":NaN,\"y\":[Infinity,-Infinity]}",
        "{\"exception\":[null,{\"values\":7}]}"
      })
  void sdksMaySendAnyObject(String json) {
    assertThat(EventScan.sentryEvent(json.getBytes(UTF_8)).id()).isNull();
  }

  @Test
  void everyElementOfABulkHasItsOwnVerdictAndBytes() {
    var json =
        """
        [ {"message":"ö one"},
          {"level":"odd","message":"two"}, 3,
          {"event_id":"%s","exception":{"type":"E"}} ]
        """
            .formatted(EventIds.hex(ID));

    var elements = EventScan.bulk(json.getBytes(UTF_8));

    assertThat(elements)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isInstanceOfSatisfying(
                        BulkElement.Scanned.class,
                        fit ->
                            assertThat(new String(fit.json(), UTF_8))
                                .isEqualTo("{\"message\":\"ö one\"}")),
            second -> assertThat(second).isInstanceOf(BulkElement.Refused.class),
            third -> assertThat(third).isInstanceOf(BulkElement.Refused.class),
            fourth ->
                assertThat(fourth)
                    .isInstanceOfSatisfying(
                        BulkElement.Scanned.class,
                        fit -> assertThat(fit.event().id()).isEqualTo(ID)));
  }

  @Test
  void anElementThatIsTooLargeCostsOnlyItself() {
    var json =
        "[{\"message\":\"%s\"},{\"message\":\"y\"}]".formatted("x".repeat(EventScan.MAX_EVENT));

    var elements = EventScan.bulk(json.getBytes(UTF_8));

    assertThat(elements.get(0))
        .isInstanceOfSatisfying(
            BulkElement.Refused.class,
            refused -> assertThat(refused.refusal().error()).isEqualTo("payload too large"));
    assertThat(elements.get(1)).isInstanceOf(BulkElement.Scanned.class);
  }

  @Test
  void aBulkHasAHundredEventsAtMost() {
    assertThat(EventScan.bulk(bulkOf(100))).hasSize(100);
    assertThatThrownBy(() -> EventScan.bulk(bulkOf(101)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal ->
                assertThat(refusal.error()).isEqualTo("too many events in bulk request (max 100)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "7", "[{]", "[{}", "[] []", "", "["})
  void whatIsNoArrayIsNoBulk(String json) {
    assertThatThrownBy(() -> EventScan.bulk(json.getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo("invalid json"));
  }

  private static Refusal refusal(byte[] json) {
    return catchThrowableOfType(Refusal.class, () -> EventScan.nativeEvent(json));
  }

  private static byte[] nested(int depth) {
    return "{\"message\":\"x\",\"extra\":%s%s}"
        .formatted("[".repeat(depth), "]".repeat(depth))
        .getBytes(UTF_8);
  }

  private static byte[] bulkOf(int events) {
    return IntStream.range(0, events)
        .mapToObj(i -> "{\"message\":\"x\"}")
        .collect(Collectors.joining(",", "[", "]"))
        .getBytes(UTF_8);
  }
}
