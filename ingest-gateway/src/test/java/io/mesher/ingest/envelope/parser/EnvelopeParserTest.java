package io.mesher.ingest.envelope.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeParserTest {
  private static final int ALL = Integer.MAX_VALUE;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // the smallest
        "`{}`|H",
        "`{}¶`|H",
        "`{}¶¶¶`|H",
        // with a length, with and without the last LF
        "`{}¶{\"type\":\"event\",\"length\":2}¶{}`|H K({})",
        "`{}¶{\"type\":\"event\",\"length\":2}¶{}¶`|H K({})",
        "`{}¶{\"type\":\"event\",\"length\":7}¶{¶¶¶¶¶}¶`|H K({¶¶¶¶¶})",
        "`{}¶{\"type\":\"event\",\"length\":0}¶¶`|H K()",
        "`{}¶{\"type\":\"event\",\"length\":0}¶`|H K()",
        "`{}¶{\"type\":\"event\",\"length\":0}`|H K()",
        // without: up to LF or the end
        "`{}¶{\"type\":\"event\"}¶{}`|H K({})",
        "`{}¶{\"type\":\"event\"}¶{}¶`|H K({})",
        "`{}¶{\"type\":\"event\"}¶`|H K()",
        "`{}¶{\"type\":\"event\"}`|H K()",
        "`{}¶{\"type\":\"event\"}¶¶`|H K()",
        "`{}¶{\"type\":\"event\",\"length\":null}¶{}`|H K({})",
        // other members, other order, other items
        "`{\"sdk\":{\"name\":\"x\"},\"trace\":{}}¶{\"content_type\":\"a\",\"type\":\"event\"}¶{}`|H K({})",
        "`{}¶{\"type\":\"session\"}¶{\"x\":1}¶{\"type\":\"event\"}¶{}¶{\"type\":\"odd\",\"length\":3}¶abc¶`"
            + "|H S(session) K({}) S(odd)",
        "`{}¶{\"length\":1}¶x¶{\"type\":7}¶y`|H S() S()",
        "`{}¶{\"type\":\"attachment\",\"length\":3}¶¶¶¶¶{\"type\":\"event\"}¶{}`|H S(attachment) K({})",
        // a CR is no end of a line
        "`{}\r¶{\"type\":\"event\"}\r¶{}\r¶`|H K({}\r)",
      })
  void whatSdksSendIsRead(String envelope, String heard) {
    var text = envelope.replace('¶', '\n').replace("\\r", "\r");

    for (int piece : new int[] {1, 2, 5, ALL}) {
      assertThat(Heard.of(text.getBytes(ISO_8859_1), piece))
          .hasToString(heard.replace('¶', '\n').replace("\\r", "\r"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "¶",
        "no json¶",
        "[]¶",
        "{}{}¶",
        "{¶}¶",
        "{}¶no json¶",
        "{}¶[]¶",
        "{}¶{\"type\":\"event\"¶{}",
        "{}¶{\"type\":\"event\",\"length\":3}¶{}",
        "{}¶{\"type\":\"event\",\"length\":3}",
        "{}¶{\"type\":\"event\",\"length\":1}¶{}",
        "{}¶{\"type\":\"event\",\"length\":-1}¶{}",
        "{}¶{\"type\":\"event\",\"length\":1.5}¶{}",
        "{}¶{\"type\":\"event\",\"length\":\"2\"}¶{}",
        "{}¶{\"type\":\"event\",\"length\":99999999999999999999}¶{}",
        "{}¶{\"type\":\"session\",\"length\":3}¶{}",
      })
  void whatIsBrokenIsRefused(String envelope) {
    var bytes = envelope.replace('¶', '\n').getBytes(ISO_8859_1);

    for (int piece : new int[] {1, ALL}) {
      assertThatThrownBy(() -> Heard.of(bytes, piece))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.kind()).isEqualTo(RefusalKind.MALFORMED);
                assertThat(refusal.error()).isEqualTo("invalid envelope");
              });
    }
  }

  @Test
  void theHeaderTellsIdAndDsn() {
    var heard =
        Heard.of(
            "{\"dsn\":\"http://k@h/1\",\"x\":[{}],\"event_id\":\"e\"}".getBytes(ISO_8859_1), ALL);

    assertThat(heard.header()).isEqualTo(new EnvelopeHeader("e", "http://k@h/1"));
  }

  @Test
  void anEventThatIsTooLargeIsRefusedAtItsHeaderOrAtItsEnd() {
    var announced = "{}\n{\"type\":\"event\",\"length\":%d}\n".formatted(Heard.MOST + 1);
    var silent = "{}\n{\"type\":\"event\"}\n" + "x".repeat(Heard.MOST + 1);

    for (var envelope : new String[] {announced, silent}) {
      assertThatThrownBy(() -> Heard.of(envelope.getBytes(ISO_8859_1), 100))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(RefusalKind.TOO_LARGE));
    }
  }

  @Test
  void aReportThatIsTooLargeIsReadPast() {
    var report = "x".repeat(Heard.MOST + 1);
    var envelope =
        "{}\n{\"type\":\"client_report\"}\n%s\n{\"type\":\"client_report\",\"length\":%d}\n%s\n{\"type\":\"event\"}\n{}"
            .formatted(report, report.length(), report);

    assertThat(Heard.of(envelope.getBytes(ISO_8859_1), 100))
        .hasToString("H S(client_report) S(client_report) K({})");
  }

  @Test
  void aPromiseHoldsNoMemory() {
    var heard = new Heard();
    var parser = new EnvelopeParser(heard);

    parser.feed(
        java.nio.ByteBuffer.wrap(
            "{}\n{\"type\":\"event\",\"length\":1000}\nxx".getBytes(ISO_8859_1)));

    assertThat(heard.held()).isEqualTo(2);
  }

  @Test
  void headersAreBounded() {
    var endless = "{\"x\":\"" + "y".repeat(EnvelopeParser.MAX_HEADER);

    assertThatThrownBy(() -> Heard.of(endless.getBytes(ISO_8859_1), 1000))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("header");
  }
}
