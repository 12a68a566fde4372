package io.mesher.api.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeededWordsTest {
  @Test
  void everyWordIsNeededAndThoseOfPhrases() {
    assertThat(NeededWords.of("Timeout \"of v1.2\" can't"))
        .containsExactly("%timeout%", "%of%", "%v1%", "%2%", "%can%", "%t%");
  }

  @Test
  void wordsThatOnlyBeginLikeOrAreNeeded() {
    assertThat(NeededWords.of("order floor")).containsExactly("%order%", "%floor%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a or b",
        "a OR b",
        "\"a\"or\"b\"",
        "a -b",
        "a&amp;b",
        "<b>c</b>",
        "http://a",
        "50%"
      })
  void whatAMatchMayDoWithoutIsNotNeeded(String query) {
    assertThat(NeededWords.of(query)).isEmpty();
  }

  @Test
  void lettersBeyondAsciiAreLeftToPostgresql() {
    assertThat(NeededWords.of("Größe")).containsExactly("%gr%", "%e%");
  }
}
