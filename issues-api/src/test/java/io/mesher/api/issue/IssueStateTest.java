package io.mesher.api.issue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueStateTest {

  @ParameterizedTest
  @CsvSource({
    "UNRESOLVED, RESOLVE, RESOLVED",
    "UNRESOLVED, ARCHIVE, ARCHIVED",
    "UNRESOLVED, DISCARD, DISCARDED",
    "UNRESOLVED, UNRESOLVE,",
    "RESOLVED, UNRESOLVE, UNRESOLVED",
    "RESOLVED, ARCHIVE, ARCHIVED",
    "RESOLVED, DISCARD, DISCARDED",
    "RESOLVED, RESOLVE,",
    "ARCHIVED, UNRESOLVE, UNRESOLVED",
    "ARCHIVED, RESOLVE, RESOLVED",
    "ARCHIVED, DISCARD, DISCARDED",
    "ARCHIVED, ARCHIVE,",
    "DISCARDED, UNRESOLVE, UNRESOLVED",
    "DISCARDED, RESOLVE,",
    "DISCARDED, ARCHIVE,",
    "DISCARDED, DISCARD,"
  })
  void onlyLegalTransitionsLeadSomewhere(
      IssueStatus from, Transition transition, IssueStatus expected) {
    var reached = IssueState.of(from).after(transition).map(IssueState::status).orElse(null);

    assertThat(reached).isEqualTo(expected);
  }
}
