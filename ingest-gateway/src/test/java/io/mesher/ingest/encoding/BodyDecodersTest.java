package io.mesher.ingest.encoding;

import static io.mesher.ingest.Bodies.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.admission.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecodersTest {
  private static final byte[] TEXT = text();

  static Stream<Arguments> encodings() {
    return Stream.of(
        Arguments.of("gzip", encoded("gzip", TEXT)),
        Arguments.of("X-GZIP ", encoded("gzip", TEXT)),
        Arguments.of("deflate", encoded("deflate", TEXT)),
        Arguments.of("deflate", encoded("raw-deflate", TEXT)),
        Arguments.of("br", encoded("br", TEXT)),
        Arguments.of("zstd", encoded("zstd", TEXT)));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void whatWasEncodedComesBackInPiecesOfAnySize(String name, byte[] encoded) {
    for (int piece : new int[] {1, 7, 1000, encoded.length}) {
      assertThat(decode(name, encoded, piece, 4096)).isEqualTo(TEXT);
    }
    assertThat(decode(name, encoded, encoded.length, 13)).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void aBodyThatEndsTooEarlyIsRefused(String name, byte[] encoded) {
    for (int cut : new int[] {1, 2, 9, encoded.length / 2}) {
      var head = Arrays.copyOf(encoded, encoded.length - cut);

      assertThatThrownBy(() -> decode(name, head, 100, 4096))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("invalid content encoding");
    }
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void noiseIsRefusedOrDecodedButNeverWorse(String name, byte[] encoded) {
    var random = new Random(42);
    for (int i = 0; i < 2_000; i++) {
      var noisy = encoded.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        noisy[random.nextInt(noisy.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        decode(name, noisy, 100, 4096);
      } catch (Refusal refusal) {
        assertThat(refusal.error()).isEqualTo("invalid content encoding");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void textIsNoEncoding(String name) {
    assertThatThrownBy(() -> decode(name, "{\"message\":\"plain\"}".getBytes(UTF_8), 100, 100))
        .isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "zstd"})
  void aBombGoesOffInSteps(String name) {
    var bomb = encoded(name, new byte[50_000_000]);
    try (var decoder = Objects.requireNonNull(BodyDecoders.of(name))) {
      decoder.offer(bomb);
      var step = ByteBuffer.allocate(1024);

      int written = decoder.decode(step);

      assertThat(written).isEqualTo(1024);
    }
  }

  @Test
  void aZstdWindowThatTakesTooMuchMemoryIsRefused() {
    // A frame header that asks for a window of 2 GiB (RFC 8878, section 3.1.1.1.2).
    byte[] frame = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (21 << 3), 1, 0, 0};

    assertThatThrownBy(() -> decode("zstd", frame, 100, 100)).isInstanceOf(Refusal.class);
  }

  @Test
  void gzipHasMembersNamesAndComments() {
    var two = new ByteArrayOutputStream();
    two.writeBytes(encoded("gzip", "one ".getBytes(UTF_8)));
    var second = encoded("gzip", "two".getBytes(UTF_8));
    second[3] = 8 | 16 | 4 | 2;
    two.write(second, 0, 10);
    two.writeBytes(new byte[] {2, 0, 'x', 'y'});
    two.writeBytes("name\0comment\0".getBytes(UTF_8));
    two.writeBytes(new byte[] {0, 0});
    two.write(second, 10, second.length - 10);

    assertThat(new String(decode("gzip", two.toByteArray(), 1, 5), UTF_8)).isEqualTo("one two");
  }

  @Test
  void aWrongCheckSumIsRefused() {
    var encoded = encoded("gzip", TEXT);
    encoded[encoded.length - 8] ^= 1;

    assertThatThrownBy(() -> decode("gzip", encoded, 100, 100)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "identity", "Identity"})
  void thereMayBeNothingToUndo(String name) {
    assertThat(BodyDecoders.of(name)).isNull();
    assertThat(BodyDecoders.of(null)).isNull();
  }

  @Test
  void otherEncodingsAreNamed() {
    assertThatThrownBy(() -> BodyDecoders.of("gzip, br"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("unsupported content encoding");
  }

  private static byte[] decode(String name, byte[] encoded, int piece, int room) {
    var out = new ByteArrayOutputStream();
    try (var decoder = Objects.requireNonNull(BodyDecoders.of(name))) {
      for (int at = 0; at < encoded.length; at += piece) {
        decoder.offer(Arrays.copyOfRange(encoded, at, Math.min(encoded.length, at + piece)));
        var step = ByteBuffer.allocate(room);
        while (decoder.decode(step) > 0) {
          out.write(step.array(), 0, step.position());
          step.clear();
        }
      }
      decoder.finish();
    }
    return out.toByteArray();
  }

  private static byte[] text() {
    var random = new Random(7);
    var text = new StringBuilder();
    while (text.length() < 20_000) {
      text.append("{\"message\":\"it broke ").append(random.nextInt(1000)).append("\"}\n");
    }
    return text.toString().getBytes(UTF_8);
  }
}
