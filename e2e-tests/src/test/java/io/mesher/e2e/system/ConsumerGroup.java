package io.mesher.e2e.system;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;

/** What Kafka says of a consumer group. */
public record ConsumerGroup(Admin admin, String name) {

  /** How many partitions of all its topics each member reads, fewest first. */
  public List<Integer> shares() {
    return get(admin.describeConsumerGroups(List.of(name)).all()).values().stream()
        .flatMap(group -> group.members().stream())
        .map(member -> member.assignment().topicPartitions().size())
        .sorted()
        .toList();
  }

  /** Records that no member has committed yet. */
  public long lag() {
    var committed = get(admin.listConsumerGroupOffsets(name).partitionsToOffsetAndMetadata());
    var ends =
        get(
            admin
                .listOffsets(
                    committed.keySet().stream()
                        .collect(
                            Collectors.toMap(partition -> partition, any -> OffsetSpec.latest())))
                .all());
    return committed.entrySet().stream()
        .mapToLong(
            place ->
                Objects.requireNonNull(ends.get(place.getKey()), "every partition has an end")
                        .offset()
                    - place.getValue().offset())
        .sum();
  }

  public static Admin admin(int kafkaPort) {
    return Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafkaPort));
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
