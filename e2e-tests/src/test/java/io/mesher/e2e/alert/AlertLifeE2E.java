package io.mesher.e2e.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.e2e.system.MailServer;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Receiver;
import io.mesher.e2e.system.Shared;
import io.mesher.e2e.system.SystemDatabase;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** What takes alerts minutes, through the running system. */
@ExtendWith(Shared.class)
@EnabledIfSystemProperty(named = "soak", matches = ".*", disabledReason = "./mesher test --soak")
class AlertLifeE2E {
  /** A window of a minute, the minute that runs, a look every 10 seconds, and a slow machine. */
  private static final Duration WINDOW_IS_OVER = Duration.ofMinutes(4);

  private static final int STORM = 30;
  private static final Map<String, ?> NEW_ISSUE = Map.of("condition_type", "new_issue");

  private final MesherSystem mesher;
  private final MailServer mail;
  private final Project project;
  private final Receiver receiver = Receiver.start();

  AlertLifeE2E(MesherSystem mesher, MailServer mail) {
    this.mesher = mesher;
    this.mail = mail;
    this.project = mesher.api().project();
  }

  @AfterEach
  void closeReceiver() {
    receiver.close();
  }

  private Map<String, ?> webhook() {
    return Map.of("type", "webhook", "url", receiver.url("/webhook"));
  }

  @Test
  void aStormOfNewIssuesIsTwoMessagesWithTheirCounts() {
    var unused = project.alertRule("storm", NEW_ISSUE, webhook(), 1);

    IntStream.range(0, STORM)
        .forEach(
            number ->
                project.send(Map.of("message", "storm", "fingerprint", "storm " + number)).ok());

    await()
        .atMost(WINDOW_IS_OVER)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        receiver.postsTo("/webhook").stream()
                            .mapToInt(post -> post.body().at("/data/count").asInt())
                            .sum())
                    .isEqualTo(STORM));
    assertThat(receiver.postsTo("/webhook")).hasSize(2);
    assertThat(project.alerts()).hasSize(2);
  }

  @Test
  void aThresholdResolvesByItselfWhenItIsOver() {
    var unused =
        project.alertRule(
            "many",
            Map.of("condition_type", "threshold", "threshold", 5, "window_minutes", 1),
            webhook(),
            0);
    IntStream.range(0, 10).forEach(any -> project.send(Map.of("message", "again")).ok());
    awaitStatus("active");

    awaitStatus("resolved");

    assertThat(project.alerts()).hasSize(1);
  }

  private void awaitStatus(String status) {
    await()
        .atMost(WINDOW_IS_OVER)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(project.alerts())
                    .singleElement()
                    .satisfies(
                        alert -> assertThat(alert.path("status").asText()).isEqualTo(status)));
  }

  @Test
  void aTargetThatWasDeadForADayIsGivenUpAndItsAdminsHearOfIt() {
    var rule = project.alertRule("dead target", NEW_ISSUE, webhook(), 0);
    receiver.close();
    project.send(Map.of("message", "nobody hears of it")).ok();
    var database = new SystemDatabase(mesher.settings());

    await()
        .atMost(Project.PATIENCE)
        .until(
            () ->
                database.update(
                        "UPDATE alert_rules SET failing_since = failing_since - interval '25 hours'"
                            + " WHERE id = ? AND failing_since IS NOT NULL",
                        rule)
                    == 1);

    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(project.alerts())
                    .flatExtracting(project::deliveries)
                    .as("the message, and the notice about its target")
                    .containsExactlyInAnyOrder("abandoned", "delivered"));
    await()
        .atMost(Project.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(mail.subjects())
                    .anyMatch(
                        subject -> subject.contains("Nothing is sent to 127.0.0.1 any more")));
  }
}
