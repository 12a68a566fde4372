package io.mesher.api.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.api.alert.AProject;
import io.mesher.api.alert.AlertConfig;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class DeliveryIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Parcels parcels;
  @Inject Channels channels;
  @Inject Ledger ledger;
  @Inject AlertConfig config;

  private AProject project;

  @BeforeEach
  void someoneWithAProject() {
    project = new AProject();
  }

  @Test
  void aWebhookIsSignedAndItsDeliveryShown() throws GeneralSecurityException {
    try (var receiver = Receiver.answering(204)) {
      var rule = project.ruleTelling(webhook(receiver.urlByName()));
      var issue = project.newIssue("no <stock>");

      AProject.publish(List.of(issue));

      var request = receiver.await(1).getFirst();
      assertThat(request.path()).isEqualTo("/hook?a=b");
      assertThat(request.host()).startsWith("localhost:");
      assertThat(request.signature())
          .isEqualTo("v1," + signature(rule.getString("secret"), request));
      var body = JsonPath.from(request.body());
      assertThat(body.getString("type")).isEqualTo("alert.fired");
      assertThat(body.getString("data.rule_id")).isEqualTo(rule.getString("id"));
      assertThat(body.getString("data.message")).isEqualTo("New issue: no <stock>");
      assertThat(body.getString("data.condition.condition_type")).isEqualTo("new_issue");
      assertThat(body.getString("data.issues[0].id")).isEqualTo(issue.issueId().toString());
      assertThat(body.getString("data.url")).endsWith("/issues/" + issue.issueId());
      var delivery = project.awaitDelivery(body.getString("data.alert_id"), "delivered");
      assertThat(delivery.getString("id")).isEqualTo(request.id());
      assertThat(delivery.getString("channel")).isEqualTo("webhook");
      assertThat(delivery.getString("target")).isEqualTo("localhost");
      assertThat(delivery.getList("attempts.status_code")).containsExactly(204);
    }
  }

  @Test
  void aTargetThatFailsIsTriedAgainWithTheSameIdAndEveryAttemptIsKept() {
    try (var receiver = Receiver.answering(number -> number == 1 ? 500 : 200)) {
      var alert = fire(webhook(receiver.url()));
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(project.delivery(alert).getList("attempts.status_code"))
                      .containsExactly(500));
      assertThat(project.delivery(alert).getString("next_attempt_at")).isNotNull();

      AProject.makeDue(alert);

      var delivery = project.awaitDelivery(alert, "delivered");
      assertThat(delivery.getList("attempts.succeeded")).containsExactly(false, true);
      assertThat(delivery.getList("attempts.detail"))
          .containsExactly("answered 500", "answered 200");
      var ids = receiver.requests().stream().map(Receiver.Request::id).distinct().toList();
      assertThat(ids).containsExactly(delivery.getString("id"));
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    try (var receiver = Receiver.answering(302)) {
      var alert = fire(webhook(receiver.url()));

      project.awaitAttempt(alert, "answered with a redirect, which is not followed");

      assertThat(receiver.requests()).extracting(Receiver.Request::path).containsOnly("/hook?a=b");
    }
  }

  @Test
  void aPrivateAddressIsNotConnectedToEvenWhenItIsInTheDatabase() {
    try (var secret = Receiver.inPrivate()) {
      var rule = project.ruleTelling(webhook("http://hooks.example/")).getString("id");
      TestDatabase.execute(
          "UPDATE alert_rules SET action_json = CAST(? AS jsonb) WHERE id = CAST(? AS uuid)",
          webhook(secret.url()),
          rule);

      var alert = project.test(rule);

      project.awaitAttempt(alert, "refused: the host has no address of the public internet");
      assertThat(secret.requests()).isEmpty();
    }
  }

  @Test
  void aSilentTargetIsCutOffAndHoldsNobodyUp() {
    try (var silent = Receiver.silent();
        var quick = Receiver.answering(200)) {
      var slow = Stream.generate(() -> fire(webhook(silent.url()))).limit(5).toList();
      silent.await(5);

      var alert = fire(webhook(quick.url()));

      project.awaitDelivery(alert, "delivered");
      slow.forEach(
          late -> project.awaitAttempt(late, "no answer within %d seconds".formatted(seconds())));
    }
  }

  private long seconds() {
    return config.attemptTimeout().toSeconds();
  }

  @Test
  void aDeliveryIsGivenUpAfterADay() {
    try (var receiver = Receiver.answering(503)) {
      var alert = fire(webhook(receiver.url()));
      project.awaitAttempt(alert, "answered 503");
      TestDatabase.execute(
          "UPDATE deliveries SET created_at = created_at - interval '24 hours'"
              + " WHERE alert_id = CAST(? AS uuid)",
          alert);

      AProject.makeDue(alert);

      var delivery = project.awaitDelivery(alert, "failed");
      assertThat(delivery.getList("attempts")).hasSize(2);
      assertThat(delivery.getString("next_attempt_at")).isNull();
    }
  }

  @Test
  void slackGetsAReadableMessageWithALink() {
    try (var receiver = Receiver.answering(200)) {
      project.ruleTelling("{\"type\": \"slack\", \"url\": \"" + receiver.url() + "\"}");
      var issue = project.newIssue("<!channel> & more");

      AProject.publish(List.of(issue));

      var text = JsonPath.from(receiver.await(1).getFirst().body()).getString("text");
      assertThat(text)
          .contains("*tell*")
          .contains("New issue: &lt;!channel&gt; &amp; more")
          .contains("/issues/" + issue.issueId() + "|Open in Mesher>");
    }
  }

  @Test
  void manyReplicasDeliverEachAlertOnce() {
    try (var receiver = Receiver.answering(200)) {
      var replicas =
          Stream.generate(() -> new Courier(parcels, channels, ledger, config)).limit(4).toList();
      var alerts = new ArrayList<String>();
      for (int i = 0; i < 12; i++) {
        alerts.add(fire(webhook(receiver.url())));
        replicas.forEach(replica -> replica.round().subscribe().with(done -> {}, failure -> {}));
      }

      alerts.forEach(alert -> project.awaitDelivery(alert, "delivered"));

      assertThat(receiver.requests()).hasSize(12);
      assertThat(receiver.requests()).extracting(Receiver.Request::id).doesNotHaveDuplicates();
    }
  }

  @Test
  void anAttemptThatItsReplicaDidNotSurviveIsMadeAgain() {
    try (var receiver = Receiver.answering(200)) {
      var rule = project.ruleTelling(webhook(receiver.url())).getString("id");
      TestDatabase.execute(
          "UPDATE alert_rules SET failing_since = now() WHERE id = CAST(? AS uuid)", rule);
      var alert = UUID.randomUUID().toString();
      TestDatabase.execute(
          "INSERT INTO alerts (id, rule_id, project_id, message, condition_snapshot, cause, details)"
              + " VALUES (CAST(? AS uuid), CAST(? AS uuid), CAST(? AS uuid), 'm', '{}', 'c',"
              + " '{\"issues\": [], \"count\": 0}')",
          alert,
          rule,
          project.id());

      // As a replica leaves it that dies between the claim and the record, when its lease is over.
      TestDatabase.execute(
          "INSERT INTO deliveries (alert_id, rule_id, channel, action_json, attempts)"
              + " SELECT CAST(? AS uuid), id, 'webhook', action_json, 1 FROM alert_rules"
              + " WHERE id = CAST(? AS uuid)",
          alert,
          rule);

      var delivery = project.awaitDelivery(alert, "delivered");
      assertThat(delivery.getList("attempts.attempt")).containsExactly(2);
    }
  }

  /** A new rule with this action, fired as a test; the alert. */
  private String fire(String action) {
    return project.test(project.ruleTelling(action).getString("id"));
  }

  private static String webhook(String url) {
    return "{\"type\": \"webhook\", \"url\": \"" + url + "\"}";
  }

  /** As docs/webhooks.md tells receivers to compute it. */
  private static String signature(String secret, Receiver.Request request)
      throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(
        new SecretKeySpec(
            Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
    var signed = request.id() + "." + request.timestamp() + "." + request.body();
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
