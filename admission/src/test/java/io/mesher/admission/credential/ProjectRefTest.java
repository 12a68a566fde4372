package io.mesher.admission.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectRefTest {
  private static final UUID ID = UUID.fromString("11111111-2222-3333-4444-555555555555");

  @ParameterizedTest
  @CsvSource({
    "7, true",
    "8, false",
    "shop, true",
    "shop2, false",
    "11111111-2222-3333-4444-555555555555, true",
    "11111111-2222-3333-4444-555555555556, false"
  })
  void aProjectIsNamedByNumberSlugOrId(String text, boolean names) {
    var ref = Objects.requireNonNull(ProjectRef.parse(text));

    assertThat(ref.names(project(List.of("*")))).isEqualTo(names);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "A",
        "a",
        "-7",
        "7x",
        "99999999999999999999",
        "sh op",
        "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz"
      })
  void otherTextsNameNone(String text) {
    assertThat(ProjectRef.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "*, https://a.example, true",
    "*, null, true",
    "https://a.example, https://a.example, true",
    "https://a.example/, https://A.example, true",
    "https://a.example, http://a.example, false",
    "https://a.example, https://a.example:8443, false",
    "https://a.example, https://xa.example, false",
    "a.example, http://a.example:3000, true",
    "a.example, https://b.a.example, false",
    "*.example, https://b.a.example, true",
    "*.a.example, https://a.example, false",
    "*.a.example, https://xa.example, false",
    "https://*.a.example, https://b.a.example, true",
    "https://*.a.example, http://b.a.example, false",
    "a.example, null, false"
  })
  void originsAreAllowedByPattern(String pattern, String origin, boolean allowed) {
    assertThat(Origins.allow(List.of("https://other.example", pattern), origin)).isEqualTo(allowed);
  }

  private static Project project(List<String> origins) {
    return new Project(ID, 7, "shop", 1, 1000, 60, origins, List.of(), false);
  }
}
