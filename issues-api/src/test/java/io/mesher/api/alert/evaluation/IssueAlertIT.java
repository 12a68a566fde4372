package io.mesher.api.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.api.alert.AProject;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class IssueAlertIT {
  private static final String NEW_ISSUE = "{\"condition_type\": \"new_issue\"}";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject IssueRules rules;
  @Inject Digests digests;

  private AProject project;

  @BeforeEach
  void someoneWithAProject() {
    project = new AProject();
  }

  @Test
  void aNewIssueOnTheTopicFiresAndARepetitionDoesNot() {
    project.rule(NEW_ISSUE, 0);
    project.rule("{\"condition_type\": \"regression\"}", 0);
    var first = project.newIssue("no stock");

    AProject.publish(List.of(first, first));
    awaitMessages("New issue: no stock");
    // Again, after it was committed; what follows it in its partition proves that it was judged.
    AProject.publish(List.of(first, regressed(first, 2)));

    awaitMessages("New issue: no stock", "Issue happens again: no stock");
    assertThat(project.told())
        .extracting(told -> told.get("message"))
        .containsExactly("New issue: no stock", "Issue happens again: no stock");
  }

  @Test
  void aRegressionFiresForEachTimeItHappens() {
    project.rule("{\"condition_type\": \"regression\"}", 0);
    var once = project.change("regressed", 4, "error", "again");
    var twice = regressed(once, 6);

    judge(List.of(project.newIssue("unheard"), once, once));
    judge(List.of(once, twice));

    assertThat(project.messages())
        .containsExactly("Issue happens again: again", "Issue happens again: again");
  }

  @Test
  void levelsThatARuleDoesNotWatchPass() {
    project.rule("{\"condition_type\": \"new_issue\", \"filter\": {\"level\": \"fatal\"}}", 0);

    judge(
        List.of(
            project.change("new", 1, "error", "an error"),
            project.change("new", 1, "fatal", "a crash")));

    assertThat(project.messages()).containsExactly("New issue: a crash");
  }

  @Test
  void disabledRulesAndOtherProjectsAreLeftAlone() {
    var rule = project.rule(NEW_ISSUE, 0);
    var other = new AProject();
    other.rule(NEW_ISSUE, 0);
    TestDatabase.execute("UPDATE alert_rules SET enabled = false WHERE id = CAST(? AS uuid)", rule);

    judge(List.of(project.newIssue("unwatched")));

    assertThat(project.alerts()).isEmpty();
    assertThat(other.alerts()).isEmpty();
  }

  @Test
  void aStormBecomesOneMessageAtOnceAndOneAtTheCooldownsEnd() {
    var rule = project.rule(NEW_ISSUE, 60);

    judge(issues("a", 7));
    judge(issues("b", 200));
    judge(issues("b", 200));
    tellDigests();
    assertThat(project.messages()).hasSize(1);
    AProject.age(rule, 61);
    tellDigests();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(project.alerts())
                    .extracting(alert -> alert.get("count"))
                    .containsExactly(7, 400));
    assertThat(project.messages().getFirst())
        .isEqualTo("7 new issues: a 0, a 1, a 2, a 3, a 4 and 2 more");
    assertThat(project.messages().getLast()).startsWith("400 new issues: b ").endsWith(" more");
  }

  @Test
  void withoutACooldownTenAreToldOneByOneAndTheRestTogether() {
    var rule = project.rule(NEW_ISSUE, 0);

    judge(issues("c", 25));
    assertThat(project.messages()).hasSize(10).allMatch(message -> message.startsWith("New issue"));
    AProject.age(rule, 2);
    tellDigests();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(project.messages())
                    .hasSize(11)
                    .anyMatch(message -> message.startsWith("15 new issues: ")));
  }

  @Test
  void twoReplicasThatJudgeTheSameFireOnce() {
    project.rule(NEW_ISSUE, 0);
    var changes = issues("d", 5);

    Uni.combine()
        .all()
        .unis(IntStream.range(0, 8).mapToObj(i -> rules.judge(changes)).toList())
        .discardItems()
        .await()
        .atMost(PATIENCE);

    assertThat(project.messages())
        .containsExactlyInAnyOrder(
            "New issue: d 0",
            "New issue: d 1",
            "New issue: d 2",
            "New issue: d 3",
            "New issue: d 4");
    assertThat(project.told()).hasSize(5);
  }

  private List<IssueChanged> issues(String title, int count) {
    return IntStream.range(0, count).mapToObj(i -> project.newIssue(title + " " + i)).toList();
  }

  private void judge(List<IssueChanged> changes) {
    rules.judge(changes).await().atMost(PATIENCE);
  }

  private void tellDigests() {
    digests.round().await().atMost(PATIENCE);
  }

  private void awaitMessages(String... messages) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(project.messages()).containsExactly(messages));
  }

  private static IssueChanged regressed(IssueChanged issue, long version) {
    return new IssueChanged(
        issue.projectId(),
        issue.issueId(),
        version,
        "regressed",
        "unresolved",
        issue.level(),
        issue.title(),
        issue.at(),
        null);
  }
}
