package io.mesher.ingest;

import static org.awaitility.Awaitility.await;

import io.mesher.admission.publish.Publisher;
import io.mesher.admission.redis.RedisLine;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TopicReader;
import io.quarkus.arc.Arc;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What tests say to the gateway, and what they find in Kafka after it. */
public final class Gateway implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TopicReader accepted = TopicReader.fromNow(Topic.Names.EVENTS_ACCEPTED);

  public Gateway() {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Arc.container().instance(Publisher.class).get().ready()
                    && Arc.container().instance(RedisLine.class).get().connected());
  }

  /** A request with a project's key. */
  public static RequestSpecification as(TestProject project) {
    return RestAssured.given().header("X-Sentry-Auth", "Sentry sentry_key=" + project.key());
  }

  /** An event's id, as answers write it. */
  public static String hex(UUID id) {
    return id.toString().replace("-", "");
  }

  /** The first records of the project, waiting for them. */
  public List<ConsumerRecord<String, byte[]>> published(TestProject project, int count) {
    return accepted.await(count, PATIENCE, record -> isOf(project, record));
  }

  /** The records of the project that have come so far. */
  public List<ConsumerRecord<String, byte[]>> publishedSoFar(TestProject project) {
    return accepted.seen().stream().filter(record -> isOf(project, record)).toList();
  }

  private static boolean isOf(TestProject project, ConsumerRecord<String, byte[]> record) {
    return AcceptedEvent.readFrom(record.headers()).projectId().equals(project.id());
  }

  @Override
  public void close() {
    accepted.close();
  }
}
