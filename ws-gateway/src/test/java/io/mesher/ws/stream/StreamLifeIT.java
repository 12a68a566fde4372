package io.mesher.ws.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.Frozen;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicWriter;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What else a stream tells, and how it ends. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamLifeIT {
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject RedisDataSource redis;

  private final TopicWriter writer = new TopicWriter();
  private TestProject project;
  private Viewer viewer;

  @BeforeEach
  void someoneWithAProject() {
    Service.awaitReady();
    project = TestProject.create();
    viewer = Viewer.memberOf(project);
  }

  @AfterEach
  void closeWriter() {
    writer.close();
  }

  @Test
  void aChangeOfAnIssueIsToldOnceAndWhatIsOlderIsNot() {
    var issue = anUnresolvedIssue();
    try (var socket = open(viewer.token())) {
      change(issue, 3, "resolved");
      change(issue, 3, "resolved");
      change(issue, 2, "assigned");
      change(issue, 4, "unresolved");

      socket.await(message -> "unresolved".equals(message.getString("action")));
      assertThat(socket.heard())
          .filteredOn(message -> "issue".equals(message.getString("type")))
          .extracting(message -> message.getString("action"))
          .containsExactly("resolved", "unresolved");
      assertThat(socket.awaitType("issue").getString("issue_id")).isEqualTo(issue.toString());
    }
  }

  @Test
  void manyChangesBecomeOneCountASecond() {
    try (var socket = open(viewer.token())) {
      for (int i = 0; i < 20; i++) {
        change(anUnresolvedIssue(), 1, "new");
      }

      socket.await(
          message ->
              "issue_count".equals(message.getString("type"))
                  && message.getLong("count") == 20
                  && message.getString("project_id").equals(project.id().toString()));
      assertThat(socket.heard())
          .filteredOn(message -> "issue_count".equals(message.getString("type")))
          .hasSizeLessThan(15);
    }
  }

  @Test
  void anAlertIsToldToTheLetter() {
    try (var socket = open(viewer.token())) {
      var alert =
          new AlertFired(
              project.id(),
              UUID.randomUUID(),
              UUID.randomUUID(),
              "too many",
              Map.of("condition_type", "threshold", "threshold", 5),
              "more than 5 events",
              NOW);

      send(Topic.ALERTS_FIRED, project.id().toString(), AlertFired.class, alert);

      var told = socket.awaitType("alert");
      assertThat(told.getString("alert_id")).isEqualTo(alert.alertId().toString());
      assertThat(told.getString("rule_name")).isEqualTo("too many");
      assertThat(told.getString("message")).isEqualTo("more than 5 events");
      assertThat(told.getJsonObject("condition").getInteger("threshold")).isEqualTo(5);
    }
  }

  @Test
  void aTicketOpensItsProjectOnce() {
    var ticket = ticketFor(viewer, project.id());
    var options = withTicket(ticket);
    try (var socket = TestSocket.open(options)) {
      Stored.publish(writer, Stored.event(project.id(), "by ticket"));

      assertThat(socket.awaitEvent("by ticket")).isNotNull();
      assertThat(refusal(options).getStatus()).isEqualTo(401);
    }
  }

  @Test
  void aTicketOpensNoOtherProjectAndNobodyElses() {
    var other = TestProject.create();
    viewer.join(other);
    var stranger = Viewer.stranger();

    assertThat(
            refusal(
                    TestSocket.to(
                        port,
                        "/stream/projects/"
                            + other.slug()
                            + "?ticket="
                            + ticketFor(viewer, project.id())))
                .getStatus())
        .isEqualTo(404);
    assertThat(refusal(withTicket(ticketFor(stranger, project.id()))).getStatus()).isEqualTo(404);
  }

  @Test
  void whatATicketOpenedEndsWithTheSessionThatItWasMadeWith() {
    var unused = withTicket(ticketFor(viewer, project.id()));
    try (var socket = TestSocket.open(withTicket(ticketFor(viewer, project.id())))) {
      TestDatabase.execute("DELETE FROM sessions WHERE token = ?", Viewer.sha256(viewer.session()));

      assertThat(socket.awaitClose()).isEqualTo(1008);
      assertThat(refusal(unused).getStatus()).isEqualTo(401);
    }
  }

  @Test
  void withoutRedisTicketsAreRefusedForTheMomentAndCookiesGoOn() {
    var ticket = ticketFor(viewer, project.id());
    try (var frozen = Frozen.server("redis-server")) {
      assertThat(refusal(withTicket(ticket)).getStatus()).isEqualTo(503);
      try (var socket = TestSocket.open(asCookie())) {
        Stored.publish(writer, Stored.event(project.id(), "without redis"));

        assertThat(socket.awaitEvent("without redis")).isNotNull();
      }
    }

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              var another = withTicket(ticketFor(viewer, project.id()));
              try (var socket = TestSocket.open(another)) {
                assertThat(socket.raw().isClosed()).isFalse();
              }
            });
  }

  @Test
  void whoIsNoMemberAnyMoreIsCutOffAtOnceAndOthersStay() {
    var colleague = Viewer.memberOf(project);
    try (var socket = open(viewer.token());
        var staying = open(colleague.token())) {
      var membership =
          TestDatabase.query(
                  "DELETE FROM org_memberships WHERE user_id = ? RETURNING id", viewer.userId())
              .getFirst();
      var change =
          new ConfigChanged(
              ConfigChanged.Kind.MEMBERSHIP,
              (UUID) requireNonNull(membership.get("id")),
              2,
              null,
              null,
              viewer.userId(),
              true);

      send(Topic.CONFIG_CHANGED, change.key(), ConfigChanged.class, change);

      assertThat(socket.awaitClose()).isEqualTo(1008);
      Stored.publish(writer, Stored.event(project.id(), "for the rest"));
      assertThat(staying.awaitEvent("for the rest")).isNotNull();
    }
  }

  @Test
  void aSessionThatEndsWithoutAWordIsFoundOut() {
    try (var socket = TestSocket.open(asCookie())) {
      TestDatabase.execute("DELETE FROM sessions WHERE token = ?", Viewer.sha256(viewer.session()));

      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void aUserHasSoManySocketsAndNoMore() {
    var open = new ArrayList<TestSocket>();
    try {
      for (int i = 0; i < 100; i++) {
        open.add(open(viewer.token()));
      }

      assertThat(refusal(asBearer(viewer.token())).getStatus()).isEqualTo(429);
      try (var other = open(Viewer.memberOf(project).token())) {
        assertThat(other.raw().isClosed()).isFalse();
      }
    } finally {
      open.forEach(TestSocket::close);
    }
  }

  private UUID anUnresolvedIssue() {
    var id = UUID.randomUUID();
    TestDatabase.execute(
        "INSERT INTO issues (id, project_id, fingerprint, title, level, first_seen, last_seen,"
            + " grouping_version) VALUES (?, ?, ?, 't', 'error', now(), now(), 1)",
        id,
        project.id(),
        id.toString());
    return id;
  }

  private void change(UUID issue, long version, String action) {
    send(
        Topic.ISSUES_CHANGED,
        issue.toString(),
        IssueChanged.class,
        new IssueChanged(
            project.id(), issue, version, action, "unresolved", "error", "t", NOW, null));
  }

  private <T> void send(Topic topic, String key, Class<T> type, T value) {
    writer.send(new ProducerRecord<>(topic.topicName(), key, RecordCodec.json(type).encode(value)));
  }

  private String ticketFor(Viewer maker, UUID projectId) {
    var ticket = UUID.randomUUID().toString();
    redis
        .value(String.class)
        .setex(
            "mesher:ticket:" + Viewer.sha256(ticket),
            30,
            new JsonObject()
                .put("secret_hash", Viewer.sha256(maker.session()))
                .put("project_id", projectId.toString())
                .encode());
    return ticket;
  }

  private TestSocket open(String token) {
    return TestSocket.open(asBearer(token));
  }

  private WebSocketConnectOptions withTicket(String ticket) {
    return TestSocket.to(port, "/stream/projects/" + project.slug() + "?ticket=" + ticket);
  }

  private WebSocketConnectOptions asCookie() {
    return TestSocket.to(port, "/stream/projects/" + project.slug())
        .addHeader("Cookie", "mesher_session=" + viewer.session());
  }

  private WebSocketConnectOptions asBearer(String token) {
    return TestSocket.to(port, "/stream/projects/" + project.slug())
        .addHeader("Authorization", "Bearer " + token);
  }

  private static UpgradeRejectedException refusal(WebSocketConnectOptions options) {
    return catchThrowableOfType(
        UpgradeRejectedException.class, () -> TestSocket.open(options).close());
  }
}
