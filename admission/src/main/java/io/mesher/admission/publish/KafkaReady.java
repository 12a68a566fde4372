package io.mesher.admission.publish;

import io.mesher.contracts.topic.Topic;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A gateway without Kafka can accept nothing: not ready. Asked for anew at each probe. */
@Readiness
@ApplicationScoped
public class KafkaReady implements AsyncHealthCheck {
  private static final String NAME = "kafka";
  private static final int TIMEOUT_MILLIS = 2_000;

  private final Publisher publisher;
  private final Admin admin;

  KafkaReady(Publisher publisher, Admin admin) {
    this.publisher = publisher;
    this.admin = admin;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    if (!publisher.ready()) {
      return Uni.createFrom().item(HealthCheckResponse.down(NAME));
    }
    return Uni.createFrom()
        .completionStage(
            () ->
                admin
                    .describeTopics(List.of(Topic.Names.EVENTS_ACCEPTED))
                    .allTopicNames()
                    .toCompletionStage())
        .ifNoItem()
        .after(Duration.ofMillis(TIMEOUT_MILLIS))
        .fail()
        .map(topics -> HealthCheckResponse.up(NAME))
        .onFailure()
        .recoverWithItem(() -> HealthCheckResponse.down(NAME));
  }
}
