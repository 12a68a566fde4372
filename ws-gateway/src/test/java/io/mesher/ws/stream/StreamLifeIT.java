package io.mesher.ws.stream;

import static io.mesher.ws.fixture.TestSocket.refusal;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.ws.fixture.Stored;
import io.mesher.ws.fixture.StreamRequest;
import io.mesher.ws.fixture.TestSocket;
import io.mesher.ws.fixture.Viewer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** How a stream ends, and how many a user may have. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StreamLifeIT extends WatchedProject {
  @Test
  void whoIsNoMemberAnyMoreIsCutOffAtOnceAndOthersStay() {
    var colleague = Viewer.memberOf(project);
    try (var socket = open();
        var staying = TestSocket.open(asBearer(colleague.token(), project.slug()))) {
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
        open.add(open());
      }

      assertThat(refusal(asBearer(viewer.token(), project.slug())).getStatus()).isEqualTo(429);
      try (var other =
          TestSocket.open(asBearer(Viewer.memberOf(project).token(), project.slug()))) {
        assertThat(other.raw().isClosed()).isFalse();
      }
    } finally {
      open.forEach(TestSocket::close);
    }
  }
}
