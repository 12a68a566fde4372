package io.mesher.ingest.envelope.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.admission.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A thousand tries of each property; with {@code ./mesher test --soak} 400,000, for minutes. */
class EnvelopeFuzzTest {

  /** An item as it is written, and what is to be heard of it. */
  record Item(String type, String payload, boolean counted) {
    String written(boolean last) {
      var length = counted ? ",\"length\":" + payload.getBytes(ISO_8859_1).length : "";
      return "{\"type\":\"" + type + "\"" + length + "}\n" + payload + (last ? "" : "\n");
    }

    String heard() {
      boolean kept = type.equals("event") || type.equals("client_report");
      return kept ? "K(" + payload + ")" : "S(" + type + ")";
    }
  }

  @Provide
  Arbitrary<Item> items() {
    var types = Arbitraries.of("event", "session", "attachment", "client_report", "x");
    var counted =
        Combinators.combine(
                types, Arbitraries.strings().withChars("\n\r{}\"a\u00e9\0").ofMaxLength(40))
            .as((type, payload) -> new Item(type, payload, true));
    var lines =
        Combinators.combine(
                types, Arbitraries.strings().withChars("\r{}\"a\u00e9\0").ofMaxLength(40))
            .as((type, payload) -> new Item(type, payload, false));
    return Arbitraries.oneOf(counted, lines);
  }

  @Property
  void whatIsWrittenIsHeardInPiecesOfAnySize(
      @ForAll("listOfItems") List<Item> items,
      @ForAll boolean lastLf,
      @ForAll @IntRange(min = 1, max = 50) int piece) {
    var written = new StringBuilder("{}\n");
    for (int i = 0; i < items.size(); i++) {
      written.append(items.get(i).written(!lastLf && i == items.size() - 1));
    }
    var expected =
        items.stream()
            .map(Item::heard)
            .collect(Collectors.joining(" ", items.isEmpty() ? "H" : "H ", ""));

    var heard = Heard.of(written.toString().getBytes(ISO_8859_1), piece);

    assertThat(heard).hasToString(expected);
  }

  @Provide
  Arbitrary<List<Item>> listOfItems() {
    return items().list().ofMaxSize(6);
  }

  @Property
  void bytesOfAnyKindAreReadOrRefused(
      @ForAll byte[] bytes, @ForAll @IntRange(min = 1, max = 20) int piece) {
    assertThat(outcome(bytes, piece)).isEqualTo(outcome(bytes, bytes.length + 1));
  }

  @Property
  void damagedEnvelopesAreReadOrRefusedTheSameInAnyPieces(
      @ForAll("listOfItems") List<Item> items,
      @ForAll @IntRange(min = 0, max = 400) int at,
      @ForAll byte damage,
      @ForAll @IntRange(min = 1, max = 20) int piece) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("{\"event_id\":\"x\"}\n".getBytes(UTF_8));
    items.forEach(item -> out.writeBytes(item.written(false).getBytes(ISO_8859_1)));
    byte[] bytes = out.toByteArray();
    bytes[at % bytes.length] = damage;

    assertThat(outcome(bytes, piece)).isEqualTo(outcome(bytes, bytes.length));
  }

  /** What is heard, or the refusal; anything else that is thrown fails the property. */
  private static String outcome(byte[] bytes, int piece) {
    try {
      return Heard.of(bytes, piece).toString();
    } catch (Refusal refusal) {
      return refusal.error() + refusal.detail();
    }
  }
}
