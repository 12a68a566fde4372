package io.mesher.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RatiosTest {
  @Test
  void theMedianIsTheMiddleOne() {
    var ratios = new Ratios();
    ratios.add(0.4);
    ratios.add(0.9);
    ratios.add(0.5);

    assertThat(ratios.median()).isEqualTo(0.5);
    assertThat(ratios).hasToString("min 0.40, median 0.50, max 0.90");
  }

  @Test
  void ofTwoTheMedianIsTheirMean() {
    var ratios = new Ratios();
    ratios.add(0.5);
    ratios.add(0.7);

    assertThat(ratios.median()).isEqualTo(0.6);
  }
}
