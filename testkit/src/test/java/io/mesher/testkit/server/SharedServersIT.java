package io.mesher.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The servers are real in either mode: a row, a record and a PING go there and back. */
class SharedServersIT {

  @Test
  void aRowComesBack() {
    var project = TestProject.create();

    assertThat(TestDatabase.query("SELECT slug FROM projects WHERE number = ?", project.number()))
        .singleElement()
        .satisfies(row -> assertThat(row).containsEntry("slug", project.slug()));
  }

  @Test
  void aRecordComesBack() {
    try (var reader = TopicReader.fromNow(Topic.Names.OUTCOMES);
        var writer = new TopicWriter()) {
      writer.send(new ProducerRecord<>(Topic.Names.OUTCOMES, "key", new byte[] {42}));

      assertThat(reader.await(1, Duration.ofSeconds(10), record -> "key".equals(record.key())))
          .singleElement()
          .satisfies(record -> assertThat(record.value()).containsExactly(42));
    }
  }

  @Test
  void redisAnswers() throws Exception {
    var url = URI.create(SharedServers.environment().get("MESHER_REDIS_URL"));
    try (var socket = new Socket(url.getHost(), url.getPort())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));

      assertThat(new String(socket.getInputStream().readNBytes(7), StandardCharsets.US_ASCII))
          .isEqualTo("+PONG\r\n");
    }
  }

  @Test
  void everybodyGetsTheSameServers() {
    assertThat(SharedServers.environment()).isEqualTo(SharedServers.environment());
  }
}
