package io.mesher.writer.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {

  @ParameterizedTest
  @CsvSource({
    "40001, OVERTAKEN",
    "40P01, OVERTAKEN",
    "22021, BAD_DATA",
    "22003, BAD_DATA",
    "23502, BAD_DATA",
    "23503, BAD_DATA",
    "23505, BAD_DATA",
    "54000, BAD_DATA",
    "25P02, UNAVAILABLE",
    "25P03, UNAVAILABLE",
    "08006, UNAVAILABLE",
    "42P01, UNAVAILABLE",
    "53100, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "55P03, UNAVAILABLE",
    "57014, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "XX000, UNAVAILABLE"
  })
  void onlyWhatARecordCausesIsItsFault(String sqlState, Failure expected) {
    assertThat(Failure.of(refusal(sqlState, "a_constraint"))).isEqualTo(expected);
  }

  @Test
  void aMissingDayIsToldFromAForbiddenValue() {
    assertThat(Failure.of(refusal("23514", null))).isEqualTo(Failure.NO_PARTITION);
    assertThat(Failure.of(refusal("23514", "issues_level_check"))).isEqualTo(Failure.BAD_DATA);
  }

  private static PgException refusal(String sqlState, @Nullable String constraint) {
    return new PgException(
        "refused",
        "ERROR",
        sqlState,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        constraint);
  }
}
