package io.mesher.contracts.topic;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Creates the topics that are missing; existing ones are left as their operator has them.
 *
 * @param partitions of each topic, 1 or more; 12 spread well over 1, 2, 3, 4, 6 and 12 consumers
 * @param replication copies of each partition, at most the number of brokers
 * @param minInSyncReplicas copies that must hold a record before it counts as acknowledged
 */
public record TopicSetup(int partitions, short replication, int minInSyncReplicas) {

  /** One broker: what is acknowledged survives any process, not the loss of the disk. */
  public static final TopicSetup SINGLE_BROKER = new TopicSetup(12, (short) 1, 1);

  /**
   * Creates what is missing and waits for it.
   *
   * @param clientConfig Kafka's admin client settings, {@code bootstrap.servers} at least
   * @return the names of the topics that were made by this call
   * @throws IllegalStateException when the broker refuses or can't be reached
   */
  public Set<String> createMissing(Map<String, Object> clientConfig) {
    try (var admin = Admin.create(clientConfig)) {
      var existing = admin.listTopics().names().get();
      var missing =
          Arrays.stream(Topic.values())
              .filter(topic -> !existing.contains(topic.topicName()))
              .map(this::asNewTopic)
              .collect(Collectors.toMap(NewTopic::name, topic -> topic));
      var made = new TreeSet<String>();
      for (var creation : admin.createTopics(missing.values()).values().entrySet()) {
        if (wasCreated(creation.getValue())) {
          made.add(creation.getKey());
        }
      }
      return made;
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics could not be created: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  private NewTopic asNewTopic(Topic topic) {
    return new NewTopic(topic.topicName(), partitions, replication)
        .configs(topic.settings(minInSyncReplicas));
  }

  /** Another process may have been quicker: that is as good. */
  private static boolean wasCreated(KafkaFuture<Void> creation)
      throws ExecutionException, InterruptedException {
    try {
      creation.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
  }
}
