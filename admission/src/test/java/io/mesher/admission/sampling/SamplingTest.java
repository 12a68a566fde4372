package io.mesher.admission.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {
  private static final UUID PROJECT = UUID.fromString("11111111-2222-3333-4444-555555555555");

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.25, 0.5, 0.9, 1})
  void theShareIsTheRate(double rate) {
    long kept = ids().filter(id -> Sampling.keeps(PROJECT, id, rate)).count();

    assertThat(kept / 20_000.0).isCloseTo(rate, within(0.012));
  }

  @Test
  void aHigherRateKeepsWhatALowerOneKept() {
    assertThat(ids().filter(id -> Sampling.keeps(PROJECT, id, 0.2)))
        .allMatch(id -> Sampling.keeps(PROJECT, id, 0.3));
  }

  /** Replicas of two versions must agree: this never changes. */
  @Test
  void theChoiceIsFrozen() {
    var kept =
        IntStream.range(0, 32)
            .mapToObj(i -> Sampling.keeps(PROJECT, new UUID(0x4000, i), 0.5) ? "1" : "0")
            .reduce("", String::concat);

    assertThat(kept).isEqualTo("01100011010011000110000100111101");
  }

  private static Stream<UUID> ids() {
    var random = new Random(42);
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong())).limit(20_000);
  }
}
