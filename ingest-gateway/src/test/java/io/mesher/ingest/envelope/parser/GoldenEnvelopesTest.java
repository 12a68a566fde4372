package io.mesher.ingest.envelope.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Envelopes in the manner of each SDK, with what is to be heard of them beside it. */
class GoldenEnvelopesTest {

  static Stream<Path> envelopes() throws IOException, URISyntaxException {
    var corpus =
        Path.of(
            Objects.requireNonNull(GoldenEnvelopesTest.class.getResource("/envelopes")).toURI());
    try (var files = Files.list(corpus)) {
      return files.filter(file -> file.toString().endsWith(".envelope")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("envelopes")
  void everySdksEnvelopeIsRead(Path envelope) throws IOException {
    byte[] bytes = Files.readAllBytes(envelope);
    var expected =
        Files.readString(
            envelope.resolveSibling(
                envelope.getFileName().toString().replace(".envelope", ".heard")),
            StandardCharsets.ISO_8859_1);

    for (int piece : new int[] {1, 3, 64, bytes.length}) {
      var heard = Heard.of(bytes, piece);

      assertThat(heard.header() + "\n" + heard + "\n").isEqualTo(expected);
    }
  }
}
