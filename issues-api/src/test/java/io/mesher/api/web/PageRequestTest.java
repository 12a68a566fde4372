package io.mesher.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.api.problem.BadRequestException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  @Test
  void aCursorIsTakenToTheMicrosecond() {
    var cursor = cursor("2026-03-01T12:00:00.123456Z");

    assertThat(cursor.time()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123456Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-9999-01-01T00:00:00Z",
        "0000-12-31T23:59:59Z",
        "9999-01-01T00:00:00Z",
        "+1000000000-12-31T23:59:59.999999999Z",
        "yesterday"
      })
  void aTimeThatNoDatabaseHoldsIsNoCursor(String value) {
    var cursor = cursor(value);

    assertThatThrownBy(cursor::time)
        .isInstanceOf(BadRequestException.class)
        .hasMessage("malformed cursor");
  }

  private static PageRequest.Cursor cursor(String value) {
    return PageRequest.of(null, value, UUID.randomUUID().toString()).after().orElseThrow();
  }
}
