package io.mesher.contracts.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.PayloadCodec;
import io.mesher.contracts.event.ScrubRules;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.outcome.OutcomeReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files under {@code golden/} are bytes that a released version wrote: they are never changed,
 * only joined by those of a new version. What can't read them would lose events in an upgrade.
 */
class GoldenBytesTest {
  private static final UUID PROJECT = UUID.fromString("11111111-2222-3333-4444-555555555555");
  private static final UUID EVENT = UUID.fromString("9ec79c33-ec99-42ab-8353-589fcb2e04dc");
  private static final UUID ISSUE = UUID.fromString("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee");
  private static final UUID ACTOR = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final Instant RECEIVED = Instant.parse("2026-02-03T04:05:06.789012Z");
  private static final Instant SENT = Instant.parse("2026-02-03T04:05:05.5Z");

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of(
            "grouped-event.v1.hex",
            RecordCodec.groupedEvents(),
            new GroupedEvent(
                PROJECT,
                EVENT,
                RECEIVED,
                SENT,
                "error",
                "it broke: ünïcode",
                "IllegalStateException: it broke",
                "com.example.Shop in pay",
                "java",
                "production",
                "shop@1.2.3",
                Map.of("region", "eu"),
                "id:42",
                "sentry.java",
                "8.62.0",
                1,
                List.of("0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"),
                PayloadCodec.PLAIN,
                "{\"message\":\"it broke\"}".getBytes(StandardCharsets.UTF_8))),
        Arguments.of(
            "stored-event.v1.json",
            RecordCodec.json(StoredEvent.class),
            new StoredEvent(
                PROJECT,
                ISSUE,
                EVENT,
                true,
                RECEIVED,
                SENT,
                "error",
                "it broke",
                "IllegalStateException: it broke",
                "com.example.Shop in pay",
                "production",
                null,
                Map.of("region", "eu"))),
        Arguments.of(
            "issue-changed.v1.json",
            RecordCodec.json(IssueChanged.class),
            new IssueChanged(
                PROJECT, ISSUE, 7, "resolved", "resolved", "error", "it broke", RECEIVED, ACTOR)),
        Arguments.of(
            "alert-fired.v1.json",
            RecordCodec.json(AlertFired.class),
            new AlertFired(
                PROJECT,
                ISSUE,
                ACTOR,
                "too many",
                Map.of("condition_type", "threshold"),
                "more than 5 events in 10 minutes",
                RECEIVED)),
        Arguments.of(
            "outcome-report.v1.json",
            RecordCodec.json(OutcomeReport.class),
            new OutcomeReport(
                ISSUE,
                7,
                PROJECT,
                RECEIVED,
                List.of(
                    new OutcomeReport.Count("limited", "project", "error", 12),
                    new OutcomeReport.Count("client_discard", "queue_overflow", "session", 3)))),
        Arguments.of(
            "config-changed.v1.json",
            RecordCodec.json(ConfigChanged.class),
            new ConfigChanged(
                ConfigChanged.Kind.API_KEY, ISSUE, 2, "mshr_00", PROJECT, null, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  <T> void oldBytesAreStillRead(String golden, RecordCodec<T> codec, T expected)
      throws IOException {
    assertThat(codec.decode(goldenBytes(golden))).usingRecursiveComparison().isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  <T> void theNewestVersionWritesItsGoldenBytes(String golden, RecordCodec<T> codec, T record)
      throws IOException {
    assertThat(codec.encode(record)).asHexString().isEqualTo(hex(goldenBytes(golden)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("records")
  <T> void damageIsNamed(String golden, RecordCodec<T> codec, T record) {
    byte[] whole = codec.encode(record);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.decode(cut)).isInstanceOf(UnreadableRecordException.class);
    }
  }

  @Test
  void newerSchemasAreRefused() {
    byte[] grouped = {2, (byte) 0xa0};
    assertThatThrownBy(() -> RecordCodec.groupedEvents().decode(grouped))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("schema 2");
    byte[] stored = "{\"schema\":2}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RecordCodec.json(StoredEvent.class).decode(stored))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("schema 2");
  }

  @Test
  void headersOfAnAcceptedEventComeBack() {
    var accepted =
        new AcceptedEvent(
            PROJECT, EVENT, RECEIVED, EventSource.ENVELOPE, "sentry.java/8.62.0", "192.0.2.7");
    var headers = new RecordHeaders();

    accepted.writeTo(headers);

    assertThat(AcceptedEvent.readFrom(headers)).isEqualTo(accepted);
    assertThat(headers.lastHeader("mesher-schema").value()).containsExactly(1);
    assertThat(hex(headers.lastHeader("received-at").value())).isEqualTo("000649E38B7B6A94");
  }

  @Test
  void aProjectsScrubRulesTravelWithItsEvent() {
    var accepted =
        new AcceptedEvent(
            PROJECT,
            EVENT,
            RECEIVED,
            EventSource.NATIVE,
            null,
            null,
            new ScrubRules(List.of("iban", "kundennummer"), true));
    var headers = new RecordHeaders();

    accepted.writeTo(headers);

    assertThat(AcceptedEvent.readFrom(headers)).isEqualTo(accepted);
    assertThat(hex(headers.lastHeader("scrub-fields").value()))
        .isEqualTo("6962616E0A6B756E64656E6E756D6D6572");
    assertThat(headers.lastHeader("scrub-ip").value()).containsExactly(1);
  }

  @Test
  void headersOfADeadEventAreGoldenAndComeOffForAReplay() {
    var dead =
        new DeadEvent("mesher.events.accepted", 3, 258, "event-processor", "not json", RECEIVED);
    var headers = new RecordHeaders();
    new AcceptedEvent(PROJECT, EVENT, RECEIVED, EventSource.STORE, null, null).writeTo(headers);
    int before = headers.toArray().length;

    dead.writeTo(headers);
    dead.writeTo(headers);

    assertThat(DeadEvent.readFrom(headers)).isEqualTo(dead);
    assertThat(headers.toArray()).hasSize(before + 7);
    assertThat(headers.lastHeader("dead-schema").value()).containsExactly(1);
    assertThat(hex(headers.lastHeader("dead-topic").value()))
        .isEqualTo("6D65736865722E6576656E74732E6163636570746564");
    assertThat(hex(headers.lastHeader("dead-partition").value())).isEqualTo("00000003");
    assertThat(hex(headers.lastHeader("dead-offset").value())).isEqualTo("0000000000000102");
    assertThat(hex(headers.lastHeader("dead-stage").value()))
        .isEqualTo("6576656E742D70726F636573736F72");
    assertThat(hex(headers.lastHeader("dead-reason").value())).isEqualTo("6E6F74206A736F6E");
    assertThat(hex(headers.lastHeader("dead-at").value())).isEqualTo("000649E38B7B6A94");
    assertThat(DeadEvent.withoutDeath(headers).toArray()).hasSize(before);
  }

  @Test
  void anAcceptedEventWithoutItsHeadersIsUnreadable() {
    assertThatThrownBy(() -> AcceptedEvent.readFrom(new RecordHeaders()))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessage("header mesher-schema is missing or malformed");
  }

  private static byte[] goldenBytes(String name) throws IOException {
    try (var in = GoldenBytesTest.class.getResourceAsStream("/golden/" + name)) {
      assertThat(in).as("golden file %s", name).isNotNull();
      byte[] bytes = in.readAllBytes();
      var text = new String(bytes, StandardCharsets.UTF_8).strip();
      return name.endsWith(".hex")
          ? HexFormat.of().parseHex(text)
          : text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
