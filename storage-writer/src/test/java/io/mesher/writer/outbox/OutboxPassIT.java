package io.mesher.writer.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.SharedServers;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.testkit.server.TopicReader;
import io.mesher.writer.broker.Publisher;
import io.mesher.writer.store.Writers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxPassIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ROWS = 1_200;

  private final String key = UUID.randomUUID().toString();

  @Test
  void ofManyRelaysEachRowIsSentOnceAndInOrder() {
    Map<String, Object> kafka =
        Map.of(
            "bootstrap.servers",
            SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", ""));
    try (var sent = TopicReader.fromNow(Topic.Names.ISSUES_CHANGED);
        var writers = new Writers(1);
        var publisher = new Publisher(kafka)) {
      TestDatabase.execute(
          """
          INSERT INTO outbox (topic, key, version, payload)
          SELECT ?, ?, n, jsonb_build_object('n', n) FROM generate_series(1, ?) AS n ORDER BY n\
          """,
          Topic.Names.ISSUES_CHANGED,
          key,
          ROWS);
      var pass = new OutboxPass(writers.database(), publisher);

      // Threads of our own: those of the common pool may have the context class loader of a Quarkus
      // test that ran before, and Kafka's client loads its plug-ins by it.
      var relays =
          IntStream.range(0, 3)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(
                          () -> untilNothingIsLeft(pass), Thread::startVirtualThread))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(relays).join();

      sent.await(ROWS, SOON, record -> key.equals(record.key()));
      assertThat(sent.seen())
          .filteredOn(record -> key.equals(record.key()))
          .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, ROWS).mapToObj(n -> "{\"n\": " + n + "}").toList());
    }
  }

  private void untilNothingIsLeft(OutboxPass pass) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              pass.run();
              return TestDatabase.query("SELECT FROM outbox WHERE key = ?", key).isEmpty();
            });
  }
}
