package io.mesher.processor.intake;

import io.mesher.contracts.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A member of the processors' group that reads without committing, and only when it is let. */
final class GroupMember implements AutoCloseable {
  static final String CLIENT = "test-member";

  /** In milliseconds: rebalances are heard of with it. */
  static final int HEARTBEAT = 300;

  private static final Duration POLL = Duration.ofMillis(100);

  private final Thread thread;
  private volatile boolean polling;
  private volatile boolean closing;

  GroupMember(String bootstrapServers, String group) {
    thread = Thread.ofPlatform().start(() -> run(bootstrapServers, group));
  }

  /** Joins the group, or goes on. */
  void poll() {
    polling = true;
  }

  /** Stays in the group but takes no part in a rebalance. */
  void pause() {
    polling = false;
  }

  private void run(String bootstrapServers, String group) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                group,
                "client.id",
                CLIENT,
                "enable.auto.commit",
                false,
                "heartbeat.interval.ms",
                HEARTBEAT,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topic.EVENTS_ACCEPTED.topicName()));
      while (!closing) {
        if (polling) {
          consumer.poll(POLL);
        } else {
          Thread.sleep(POLL);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leaves the group. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
