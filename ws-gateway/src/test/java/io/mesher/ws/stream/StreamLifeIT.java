package io.mesher.ws.stream;

import static io.mesher.ws.fixture.TestSocket.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicWriter;
import io.mesher.ws.fixture.Service;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a stream ends, and how many a user may have. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamLifeIT {
  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

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

      writer.send(
          new ProducerRecord<>(
              Topic.CONFIG_CHANGED.topicName(),
              change.key(),
              RecordCodec.json(ConfigChanged.class).encode(change)));

      assertThat(socket.awaitClose()).isEqualTo(1008);
      Stored.publish(writer, Stored.event(project.id(), "for the rest"));
      assertThat(staying.awaitEvent("for the rest")).isNotNull();
    }
  }

  @Test
  void aSessionThatEndsWithoutAWordIsFoundOut() {
    try (var socket =
        TestSocket.open(StreamRequest.withCookie(port, project.slug(), viewer.session()))) {
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

  private TestSocket open(String token) {
    return TestSocket.open(asBearer(token));
  }

  private WebSocketConnectOptions asBearer(String token) {
    return StreamRequest.withToken(port, project.slug(), token);
  }
}
