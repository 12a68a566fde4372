package io.mesher.bench.ingest;

import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.SharedServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What Kafka really holds. */
final class AcceptedTopic {
  private AcceptedTopic() {}

  /** How many records were ever written to the topic of accepted events. */
  static long size() {
    var bootstrap = SharedServers.environment().getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", "");
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      var topic = List.of(Topic.Names.EVENTS_ACCEPTED);
      var ends = new HashMap<TopicPartition, OffsetSpec>();
      for (var description : admin.describeTopics(topic).allTopicNames().get().values()) {
        for (var partition : description.partitions()) {
          ends.put(
              new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest());
        }
      }
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(ListOffsetsResultInfo::offset)
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell its offsets", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
