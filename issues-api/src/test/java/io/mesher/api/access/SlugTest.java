package io.mesher.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.api.problem.BadRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {

  @ParameterizedTest
  @CsvSource({"My Shop!,my-shop", "42 Errors,errors", "Ünïcode Söft,n-code-s-ft"})
  void aNameSuggestsASlug(String name, String slug) {
    assertThat(Slug.chosen(null, name)).isEqualTo(slug);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"v1", "a", "9lives", "Shop", "a_b", "abcdef01-2345-6789-abcd-ef0123456789", ""})
  void whatWouldBeMistakenForSomethingElseIsNoSlug(String text) {
    assertThatThrownBy(() -> Slug.chosen(text, "fine name"))
        .isInstanceOf(BadRequestException.class);
  }

  @Test
  void aNameThatSuggestsNothingAsksForASlug() {
    assertThatThrownBy(() -> Slug.chosen(null, "日本")).isInstanceOf(BadRequestException.class);
  }
}
