package io.mesher.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Answer;
import java.util.ArrayList;
import java.util.List;

/** What the contract says of the form of all answers. */
final class Wire {
  private Wire() {}

  /** The names of an object's members. */
  static List<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** An exact answer to a call that changes so many things. */
  static void assertChanged(Answer answer, int affected) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(fields(answer.body())).containsExactlyInAnyOrder("status", "affected");
    assertThat(answer.body().path("status").asText()).isEqualTo("ok");
    assertThat(answer.body().path("affected").asInt()).isEqualTo(affected);
  }

  /** A problem with the original's text. */
  static void assertError(Answer answer, int status, String error) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(fields(answer.body())).contains("type", "title", "status", "error", "detail");
    assertThat(answer.body().path("type").asText()).isNotEmpty();
    assertThat(answer.body().path("title").asText()).isNotEmpty();
    assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    assertThat(answer.body().path("error").asText()).isEqualTo(error);
    assertThat(answer.body().path("detail").asText()).isNotEmpty();
  }
}
