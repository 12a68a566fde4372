package io.mesher.localstack.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A fault that happens again and again, a little different each time.
 *
 * @param weight how often, compared with the others
 * @param event Sentry's JSON; {@code {number}} in it becomes a number, {@code {user}} one of the
 *     users
 */
record Scenario(
    @JsonProperty(required = true) int weight, @JsonProperty(required = true) JsonNode event) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int USERS = 40;
  private static final int NUMBERS = 90_000;

  /** All of them. */
  static List<Scenario> all() {
    try (var in = Scenario.class.getResourceAsStream("/demo/scenarios.json")) {
      if (in == null) {
        throw new IllegalStateException("demo/scenarios.json is not on the class path");
      }
      return List.of(JSON.readValue(in, Scenario[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One by weight. */
  static Scenario any(List<Scenario> all, RandomGenerator random) {
    int mark = random.nextInt(all.stream().mapToInt(Scenario::weight).sum());
    for (var scenario : all) {
      mark -= scenario.weight();
      if (mark < 0) {
        return scenario;
      }
    }
    throw new IllegalStateException("weights must be positive");
  }

  /** The event as it happens this time. */
  String happening(RandomGenerator random) {
    return event
        .toString()
        .replace("{number}", Integer.toString(10_000 + random.nextInt(NUMBERS)))
        .replace("{user}", Integer.toString(1 + random.nextInt(USERS)));
  }
}
