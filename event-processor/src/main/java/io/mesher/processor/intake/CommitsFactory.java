package io.mesher.processor.intake;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiConsumer;

/** Lets a channel's {@code commit-strategy} be {@value #STRATEGY}. */
@ApplicationScoped
@Identifier(CommitsFactory.STRATEGY)
class CommitsFactory implements KafkaCommitHandler.Factory {
  static final String STRATEGY = "kept-until-committed";

  @Override
  public KafkaCommitHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    return new Commits(vertx, consumer);
  }
}
