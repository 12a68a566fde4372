package io.mesher.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  @Test
  void severalPlatformsHaveSomethingToSay() {
    var platforms =
        Scenario.all().stream()
            .map(scenario -> scenario.event().path("platform").asText())
            .collect(Collectors.toSet());

    assertThat(platforms).contains("javascript", "python", "java", "node", "go", "php");
  }

  @Test
  void placeholdersAreFilled() {
    var random = new Random(1);

    assertThat(Scenario.all())
        .allSatisfy(
            scenario ->
                assertThat(scenario.happening(random)).doesNotContain("{user}", "{number}"));
  }

  @Test
  void heavierScenariosHappenMoreOften() {
    var all = Scenario.all();
    var random = new Random(7);

    var counts =
        random
            .ints(2_000)
            .mapToObj(i -> Scenario.any(all, random))
            .collect(Collectors.groupingBy(all::indexOf, Collectors.counting()));

    assertThat(counts).hasSize(all.size());
    assertThat(counts.get(0)).isGreaterThan(counts.get(all.size() - 1));
  }
}
