package io.mesher.writer.batch;

import static io.mesher.writer.EventBuilder.anEvent;
import static io.mesher.writer.EventBuilder.hash;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private static final UUID PROJECT = UUID.randomUUID();
  private static final UUID KNOWN = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  @Test
  void anUnknownHashMakesOneIssueHoweverManyEventsCarryIt() {
    var first = anEvent(PROJECT).hashed("a").build();
    var second = anEvent(PROJECT).hashed("a").build();

    var assignment = new Assignment(List.of(first, second), Map.of(), UUID::randomUUID);

    assertThat(assignment.newIssues()).hasSize(1).containsValue(first);
    assertThat(assignment.issueOf(second)).isEqualTo(assignment.issueOf(first));
  }

  @Test
  void theFirstKnownHashDecidesAndTheOthersJoin() {
    var event = anEvent(PROJECT).hashed("new", "known").build();

    var assignment = new Assignment(List.of(event), Map.of(key("known"), KNOWN), UUID::randomUUID);

    assertThat(assignment.issueOf(event)).isEqualTo(KNOWN);
    assertThat(assignment.proposed()).containsExactly(Map.entry(key("new"), KNOWN));
    assertThat(assignment.newIssues()).isEmpty();
  }

  @Test
  void hashesOfTwoIssuesStayWhereTheyAre() {
    var event = anEvent(PROJECT).hashed("one", "two").build();

    var assignment =
        new Assignment(
            List.of(event), Map.of(key("one"), KNOWN, key("two"), OTHER), UUID::randomUUID);

    assertThat(assignment.issueOf(event)).isEqualTo(KNOWN);
    assertThat(assignment.proposed()).isEmpty();
  }

  @Test
  void twoOrdersOfTheSameHashesAreOneIssue() {
    var one = anEvent(PROJECT).hashed("a", "b").build();
    var two = anEvent(PROJECT).hashed("b", "a").build();

    var assignment = new Assignment(List.of(one, two), Map.of(), UUID::randomUUID);

    assertThat(assignment.issueOf(one)).isEqualTo(assignment.issueOf(two));
  }

  @Test
  void projectsShareNoHashes() {
    var one = anEvent(PROJECT).hashed("a").build();
    var two = anEvent(UUID.randomUUID()).hashed("a").build();

    var assignment = new Assignment(List.of(one, two), Map.of(), UUID::randomUUID);

    assertThat(assignment.issueOf(one)).isNotEqualTo(assignment.issueOf(two));
  }

  private static HashKey key(String name) {
    return new HashKey(PROJECT, hash(name));
  }
}
