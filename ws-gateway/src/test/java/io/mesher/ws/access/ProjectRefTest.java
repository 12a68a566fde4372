package io.mesher.ws.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectRefTest {

  @Test
  void theFormTellsTheKind() {
    var id = UUID.randomUUID();

    assertThat(ProjectRef.parse(id.toString())).isEqualTo(new ProjectRef(id, null, null));
    assertThat(ProjectRef.parse("42")).isEqualTo(new ProjectRef(null, 42L, null));
    assertThat(ProjectRef.parse("my-shop-2")).isEqualTo(new ProjectRef(null, null, "my-shop-2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "x", "9999999999999999999", "-1", "a b", "2shops", "é", "a'--"})
  void anythingElseNamesNothing(String text) {
    assertThat(ProjectRef.parse(text)).isEqualTo(new ProjectRef(null, null, null));
  }
}
