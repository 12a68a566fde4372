package io.mesher.api.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.mesher.api.alert.AProject;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alerts and notices by mail, through a mail server. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
@QuarkusTestResource(value = MailServer.class, restrictToAnnotatedClass = true)
class MailDeliveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private AProject project;

  @BeforeEach
  void someoneWithAProject() {
    project = new AProject();
  }

  @Test
  void mailHasAPlainAndAnHtmlPartAndGoesToMembersOnly() {
    var member = project.owner();
    project.ruleTelling("{\"type\": \"email\", \"to\": [\"" + member.email() + "\"]}");
    var issue = project.newIssue("no <b>stock</b>");

    AProject.publish(List.of(issue));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(MailServer.mailOf(member.email()))
                    .singleElement()
                    .satisfies(
                        mail -> {
                          assertThat(mail.subject()).contains("New issue: no <b>stock</b>");
                          assertThat(mail.from()).isEqualTo("mesher@example.org");
                          assertThat(mail.text())
                              .contains("New issue: no <b>stock</b>")
                              .contains("/issues/" + issue.issueId());
                          assertThat(mail.html())
                              .contains("no &lt;b&gt;stock&lt;/b&gt;")
                              .contains("/issues/" + issue.issueId());
                        }));
  }

  @Test
  void whoHasLeftGetsNoMail() {
    var guest = Person.register();
    var org =
        TestDatabase.query(
                "SELECT org_id::text AS id FROM projects WHERE id = CAST(? AS uuid)", project.id())
            .getFirst()
            .get("id");
    TestDatabase.execute(
        "INSERT INTO org_memberships (user_id, org_id) VALUES (CAST(? AS uuid), CAST(? AS uuid))",
        guest.id(),
        org);
    var rule =
        project
            .ruleTelling("{\"type\": \"email\", \"to\": [\"" + guest.email() + "\"]}")
            .getString("id");
    TestDatabase.execute("DELETE FROM org_memberships WHERE user_id = CAST(? AS uuid)", guest.id());

    var alert = project.test(rule);

    project.awaitAttempt(alert, "none of the addresses is a member's any more");
    assertThat(MailServer.mailOf(guest.email())).isEmpty();
  }

  @Test
  void aTargetThatIsDeadForADayIsSwitchedOffWithANoticeAndOnAgainByHand() {
    try (var receiver = Receiver.answering(number -> number <= 2 ? 500 : 200)) {
      var rule =
          project
              .ruleTelling("{\"type\": \"webhook\", \"url\": \"" + receiver.url() + "\"}")
              .getString("id");
      var alert = project.test(rule);
      project.awaitAttempt(alert, "answered 500");
      TestDatabase.execute(
          "UPDATE alert_rules SET failing_since = now() - interval '25 hours'"
              + " WHERE id = CAST(? AS uuid)",
          rule);

      AProject.makeDue(alert);

      project.awaitDelivery(alert, "abandoned");
      rules().body("[0].target_disabled_at", notNullValue());
      assertThat(project.messages().getLast()).startsWith("Nothing is sent to 127.0.0.1 any more");
      assertThat(project.told()).hasSize(2);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(MailServer.mailOf(project.owner().email()))
                      .extracting(MailServer.Received::subject)
                      .singleElement()
                      .asString()
                      .contains("Nothing is sent to 127.0.0.1 any more"));
      var unsent = project.test(rule);
      assertThat(deliveriesOf(unsent)).isEmpty();
      project
          .owner()
          .call()
          .body("{\"enabled\": true}")
          .post("/api/v1/alert-rules/" + rule + "/toggle")
          .then()
          .body("affected", equalTo(1));
      rules().body("[0].target_disabled_at", nullValue());
      project.awaitDelivery(project.test(rule), "delivered");
    }
  }

  private List<Object> deliveriesOf(String alert) {
    return project
        .owner()
        .call()
        .get("/api/v1/alerts/" + alert + "/deliveries")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("$");
  }

  private ValidatableResponse rules() {
    return project.owner().call().get("/api/v1/projects/" + project.id() + "/alert-rules").then();
  }
}
