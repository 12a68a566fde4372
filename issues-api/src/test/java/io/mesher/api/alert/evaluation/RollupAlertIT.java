package io.mesher.api.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.api.alert.AProject;
import io.mesher.api.alert.AlertConfig;
import io.mesher.api.support.AnIssue;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch itself runs all the while, as one replica; tests add others. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class RollupAlertIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MORE_THAN_10 =
      "{\"condition_type\": \"threshold\", \"threshold\": 10, \"window_minutes\": 5}";

  @Inject Pool pool;
  @Inject AlertConfig config;
  @Inject Episode episode;
  @Inject AffectedUsers affectedUsers;

  private AProject project;

  @BeforeEach
  void someoneWithAProject() {
    project = new AProject();
  }

  @Test
  void exactlyTheThresholdIsQuietAndOneMoreFiresOnce() {
    var rule = project.rule(MORE_THAN_10, 0);
    project.events(10, "error", "");
    awaitLook(rule);
    assertThat(project.alerts()).isEmpty();

    project.events(1, "info", "staging");

    awaitMessages("11 events in 5 minutes: the limit is 10");
    project.events(50, "error", "");
    awaitLook(rule);
    assertThat(project.alerts()).hasSize(1);
    assertThat(project.told()).hasSize(1);
  }

  @Test
  void eventsOutsideTheWindowOrTheFilterDoNotCount() {
    var rule =
        project.rule(
            "{\"condition_type\": \"threshold\", \"threshold\": 0, \"window_minutes\": 5,"
                + " \"filter\": {\"level\": \"error\", \"environment\": \"production\"}}",
            0);
    project.events(100, "error", "production", 7);
    project.events(100, "error", "staging");
    project.events(100, "info", "production");
    awaitLook(rule);
    assertThat(project.alerts()).isEmpty();

    project.events(3, "error", "production", 4);

    awaitMessages("3 events of level error in production in 5 minutes: the limit is 0");
  }

  @Test
  void anAlertEndsByItselfWhenItsConditionWasFalseForOneWindowAndMayThenComeAgain() {
    var rule = project.rule(MORE_THAN_10, 0);
    project.events(11, "error", "");
    awaitMessages("11 events in 5 minutes: the limit is 10");

    project.age(7);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(project.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.get("false_since")).isNotNull()));
    assertThat(project.alerts().getFirst().get("status")).isEqualTo("active");
    AProject.age(rule, 6);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(project.alerts())
                    .singleElement()
                    .satisfies(alert -> assertThat(alert.get("status")).isEqualTo("resolved")));
    project.events(12, "error", "");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(project.alerts()).hasSize(2));
  }

  @Test
  void whileARuleCoolsDownItIsSilent() {
    var rule = project.rule(MORE_THAN_10, 60);
    project.events(11, "error", "");
    awaitMessages("11 events in 5 minutes: the limit is 10");
    TestDatabase.execute(
        "UPDATE alerts SET status = 'resolved' WHERE rule_id = CAST(? AS uuid)", rule);
    awaitLook(rule);
    assertThat(project.alerts()).hasSize(1);

    AProject.age(rule, 61);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(project.alerts()).hasSize(2));
  }

  @Test
  void aSpikeIsManyTimesTheUsual() {
    // 1,440 events in the day before are 5 in 5 minutes; three times that are 15.
    project.events(1440, "error", "", 60);
    project.events(15, "error", "");
    var rule = project.rule("{\"condition_type\": \"spike\"}", 0);
    awaitLook(rule);
    assertThat(project.alerts()).isEmpty();

    project.events(1, "error", "");

    awaitMessages("16 events in 5 minutes: usual are 5, the limit is 3 times as many");
  }

  @Test
  void anIssueThatTooManyPeopleMetFiresOnce() {
    var issue = AnIssue.in(project.id()).titled("checkout fails").withUsers(3).insert();
    AnIssue.in(project.id()).titled("harmless").withUsers(2).insert();
    var rule = project.rule("{\"condition_type\": \"users_affected\", \"threshold\": 2}", 0);

    awaitMessages("Issue affects more than 2 people: checkout fails");
    TestDatabase.execute(
        "UPDATE issues SET user_count = 9, last_seen = now() WHERE id = CAST(? AS uuid)", issue);
    awaitLook(rule);
    assertThat(project.alerts()).hasSize(1);
  }

  @Test
  void manyReplicasFireOncePerRule() {
    var rules = Stream.generate(() -> project.rule(MORE_THAN_10, 60)).limit(12).toList();
    project.events(11, "error", "");

    var replicas =
        Stream.generate(() -> new RollupWatch(pool, config, episode, affectedUsers))
            .limit(4)
            .map(RollupWatch::round)
            .toList();
    for (int i = 0; i < 3; i++) {
      Uni.combine().all().unis(replicas).discardItems().await().atMost(PATIENCE);
    }

    awaitLooks(rules);
    assertThat(project.alerts())
        .extracting(alert -> alert.get("rule_id"))
        .containsExactlyInAnyOrderElementsOf(List.<Object>copyOf(rules));
    assertThat(project.told()).hasSize(12);
  }

  private void awaitMessages(String... messages) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(project.messages()).containsExactly(messages));
  }

  private void awaitLook(String rule) {
    awaitLooks(List.of(rule));
  }

  /** Until looks have begun and ended after now, so that what did not fire will not. */
  private void awaitLooks(List<String> rules) {
    var look =
        "SELECT evaluated_at > CAST(? AS timestamptz) AS looked FROM alert_rules WHERE id = CAST(? AS uuid)";
    var now = TestDatabase.query("SELECT clock_timestamp()::text AS now").getFirst().get("now");
    for (var rule : rules) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  Boolean.TRUE.equals(
                      TestDatabase.query(look, now, rule).getFirst().get("looked")));
    }
  }
}
