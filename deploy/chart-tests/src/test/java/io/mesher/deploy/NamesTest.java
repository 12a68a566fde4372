package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that the API server takes. */
class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "mesher, mesher",
    "errors, errors-mesher",
    "errors.eu, errors-eu-mesher",
    "a-name-of-forty-characters-and-some-more-mesher, a-name-of-forty-characters-and-some-more",
  })
  void servicesAreNamedAfterTheRelease(String release, String prefix) {
    assertThat(Chart.of(release).ofKind("Service"))
        .extracting(Manifests::name)
        .contains(prefix + "-issues-api")
        .allMatch(name -> name.matches("[a-z]([-a-z0-9]{0,61}[a-z0-9])?"));
  }

  @Test
  void aReleaseThatBeginsWithADigitNeedsANameOfItsOwn() {
    assertThatThrownBy(() -> Chart.of("1st")).hasMessageContaining("set fullnameOverride");
  }

  @ParameterizedTest
  @ValueSource(strings = {"errors.eu", "1st", "-errors"})
  void whatNoServiceMayBeNamedIsRefused(String name) {
    assertThatThrownBy(() -> Chart.with("defaults", "fullnameOverride", name))
        .hasMessageContaining("/fullnameOverride");
  }
}
