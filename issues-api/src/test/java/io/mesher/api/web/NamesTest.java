package io.mesher.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(ints = {' ', '\t', '\n', 0x1C, 0x85, 0xA0, 0x2003, 0x202F, 0x200B, 0x3000, 0xFEFF})
  void whatIsMadeOfNothingElseIsNoName(int blank) {
    assertThat(Names.isVisible(Character.toString(blank).repeat(2))).isFalse();
    assertThat(Names.isVisible(Character.toString(blank) + "x")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "-", "店", "🛒", "\u3000店"})
  void whatHasACharacterThatIsSeenIsOne(String name) {
    assertThat(Names.isVisible(name)).isTrue();
  }
}
