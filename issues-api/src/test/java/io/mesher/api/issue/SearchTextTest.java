package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.api.issue.SearchTerm.AssignedTo;
import io.mesher.api.issue.SearchTerm.HappenedTo;
import io.mesher.api.issue.SearchTerm.OfLevel;
import io.mesher.api.issue.SearchTerm.OfStatus;
import io.mesher.api.issue.SearchTerm.Regressed;
import io.mesher.api.issue.SearchTerm.Tagged;
import io.mesher.api.issue.SearchTerm.Words;
import io.mesher.api.problem.BadRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTextTest {

  @Test
  void everyKindOfTermIsUnderstood() {
    assertThat(
            SearchText.parse(
                "is:unresolved is:regressed level:error environment:production release:1.2.3"
                    + " assigned:me user.id:42 browser:\"Mobile Safari\" \"exact phrase\" words"))
        .containsExactly(
            new OfStatus(IssueStatus.UNRESOLVED),
            new Regressed(),
            new OfLevel("error"),
            new Tagged("environment", "production"),
            new Tagged("release", "1.2.3"),
            new AssignedTo("me", "at character 77: assigned:me"),
            new HappenedTo("id:42"),
            new Tagged("browser", "Mobile Safari"),
            new Words("exact phrase", true),
            new Words("words", false));
  }

  @Test
  void aPastedErrorMessageIsWords() {
    assertThat(SearchText.parse("java.lang.NullPointerException: at https://shop.example/cart"))
        .containsExactly(
            new Words("java.lang.NullPointerException:", false),
            new Words("at", false),
            new Words("https://shop.example/cart", false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a -> b", "-> \"it broke\"", "/_", "ü", "→"})
  void signsBesideWordsAreNoFault(String text) {
    assertThat(SearchText.parse(text)).isNotEmpty();
  }

  @Test
  void nothingAsksForNothing() {
    assertThat(SearchText.parse("  ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'is:open', 'invalid search: is must be unresolved, resolved, archived, discarded, or regressed',"
        + " at character 1: is:open",
    "'boom level:bad', 'invalid search: level must be fatal, error, warning, info, or debug',"
        + " at character 6: level:bad",
    "'assigned:bob', 'invalid search: assigned must be me, none, or a user''s id',"
        + " at character 1: assigned:bob",
    "'x level: y', invalid search: level needs a value, at character 3: level:",
    "'so \"open', invalid search: a quotation mark is not closed, at character 4: \"",
    "'-> \"\" &&', invalid search: neither a letter nor a digit to look for, at character 1: ->",
    "'is:resolved \"\"', invalid search: neither a letter nor a digit to look for,"
        + " at character 13: \"\"",
    "'browser:\"\"', invalid search: browser must have 1 to 200 characters,"
        + " at character 1: browser:\"\""
  })
  void theTermThatCantBeUnderstoodIsPointedAt(String text, String error, String detail) {
    assertThatThrownBy(() -> SearchText.parse(text))
        .isInstanceOfSatisfying(
            BadRequestException.class,
            e -> {
              assertThat(e.problem().error()).isEqualTo(error);
              assertThat(e.problem().detail()).isEqualTo(detail);
            });
  }

  @Test
  void aTextHasItsBounds() {
    assertThatThrownBy(() -> SearchText.parse("a ".repeat(21)))
        .isInstanceOf(BadRequestException.class);
    assertThatThrownBy(() -> SearchText.parse("a".repeat(1001)))
        .isInstanceOf(BadRequestException.class);
  }
}
