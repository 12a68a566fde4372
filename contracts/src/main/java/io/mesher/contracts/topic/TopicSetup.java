package io.mesher.contracts.topic;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing and gives those of an older version the settings that they
 * lack; what their operator has set stays.
 *
 * @param partitions of each topic, 1 or more; 12 spread well over 1, 2, 3, 4, 6 and 12 consumers
 * @param replication copies of each partition, at most the number of brokers
 * @param minInSyncReplicas copies that must hold a record before it counts as acknowledged
 * @param maxTopicBytes most that each topic keeps of each copy, so that the disk does not fill; 64
 *     MiB a partition or more. Kafka may hold a segment a partition more
 */
public record TopicSetup(
    int partitions, short replication, int minInSyncReplicas, long maxTopicBytes) {

  /** 10 GiB: of 2 KB events, which compress to a third, about 15 million. */
  public static final long MAX_TOPIC_BYTES = 10L * 1024 * 1024 * 1024;

  /** One broker: what is acknowledged survives any process, not the loss of the disk. */
  public static final TopicSetup SINGLE_BROKER = new TopicSetup(12, (short) 1, 1, MAX_TOPIC_BYTES);

  private static final long LEAST_PARTITION_BYTES = 64L * 1024 * 1024;

  public TopicSetup {
    if (maxTopicBytes / partitions < LEAST_PARTITION_BYTES) {
      throw new IllegalArgumentException(
          "%d bytes a topic are less than 64 MiB for each of %d partitions"
              .formatted(maxTopicBytes, partitions));
    }
  }

  /**
   * Creates and completes, and waits for it.
   *
   * @param clientConfig Kafka's admin client settings, {@code bootstrap.servers} at least
   * @return the names of the topics that were made by this call
   * @throws IllegalStateException when the broker refuses or can't be reached
   */
  public Set<String> prepare(Map<String, Object> clientConfig) {
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
      complete(admin, Arrays.stream(Topic.values()).filter(t -> existing.contains(t.topicName())));
      return made;
    } catch (ExecutionException e) {
      throw new IllegalStateException("topics could not be created: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topics", e);
    }
  }

  private NewTopic asNewTopic(Topic topic) {
    return new NewTopic(topic.topicName(), partitions, replication).configs(settings(topic));
  }

  private Map<String, String> settings(Topic topic) {
    return topic.settings(minInSyncReplicas, maxTopicBytes / partitions);
  }

  private void complete(Admin admin, Stream<Topic> existing)
      throws ExecutionException, InterruptedException {
    var topics = existing.collect(Collectors.toMap(TopicSetup::resource, topic -> topic));
    var changes = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
    for (var found : admin.describeConfigs(topics.keySet()).all().get().entrySet()) {
      var lacking = lacking(topics.get(found.getKey()), found.getValue());
      if (!lacking.isEmpty()) {
        changes.put(found.getKey(), lacking);
      }
    }
    if (!changes.isEmpty()) {
      admin.incrementalAlterConfigs(changes).all().get();
    }
  }

  private static ConfigResource resource(Topic topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
  }

  /** What is the broker's default there, though it is ours to say. */
  private List<AlterConfigOp> lacking(@Nullable Topic topic, Config found) {
    if (topic == null) {
      return List.of();
    }
    return settings(topic).entrySet().stream()
        .filter(setting -> !isOfTopic(found.get(setting.getKey())))
        .map(setting -> new ConfigEntry(setting.getKey(), setting.getValue()))
        .map(setting -> new AlterConfigOp(setting, AlterConfigOp.OpType.SET))
        .toList();
  }

  private static boolean isOfTopic(@Nullable ConfigEntry setting) {
    return setting != null && setting.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG;
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
