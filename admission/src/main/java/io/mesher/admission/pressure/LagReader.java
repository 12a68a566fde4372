package io.mesher.admission.pressure;

import io.mesher.admission.pressure.PipelinePressure.Level;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka, and nobody else, how old the oldest record is that a group has not read: older than a
 * moment if the group's committed offset lies before the first offset of that moment. A group that
 * has never committed has read nothing. So many unread bytes that Kafka will soon delete some are
 * as bad as great age.
 */
final class LagReader {
  private final Admin admin;
  private final ByteBound bytes;

  LagReader(Admin admin) {
    this.admin = admin;
    this.bytes = new ByteBound(admin);
  }

  /** The level of one group on one topic. */
  Uni<Level> read(String group, String topic, Instant behind, Instant nearLoss) {
    return partitions(topic)
        .flatMap(
            partitions ->
                unread(group, partitions)
                    .flatMap(
                        unread ->
                            Uni.combine()
                                .all()
                                .unis(
                                    offsets(partitions, behind),
                                    offsets(partitions, nearLoss),
                                    bytes.isNear(topic, unread))
                                .with(
                                    (old, veryOld, isFull) ->
                                        isFull ? Level.NEAR_LOSS : level(unread, old, veryOld))));
  }

  private static Level level(
      Map<TopicPartition, Long> unread,
      Map<TopicPartition, Long> behind,
      Map<TopicPartition, Long> nearLoss) {
    if (anyBefore(unread, nearLoss)) {
      return Level.NEAR_LOSS;
    }
    return anyBefore(unread, behind) ? Level.BEHIND : Level.FLOWING;
  }

  private static boolean anyBefore(
      Map<TopicPartition, Long> unread, Map<TopicPartition, Long> moment) {
    return unread.entrySet().stream()
        .anyMatch(first -> first.getValue() < moment.getOrDefault(first.getKey(), 0L));
  }

  private Uni<List<TopicPartition>> partitions(String topic) {
    return uni(admin.describeTopics(List.of(topic)).allTopicNames())
        .map(
            topics ->
                topics.values().stream()
                    .flatMap(description -> description.partitions().stream())
                    .map(TopicPartitionInfo::partition)
                    .map(partition -> new TopicPartition(topic, partition))
                    .toList());
  }

  /** The first record that is unread and still there, by partition. */
  private Uni<Map<TopicPartition, Long>> unread(String group, List<TopicPartition> partitions) {
    return Uni.combine()
        .all()
        .unis(
            uni(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata()),
            list(partitions, OffsetSpec.earliest()))
        .with(
            (committed, earliest) ->
                byPartition(
                    partitions,
                    partition ->
                        Math.max(
                            offset(committed.get(partition)), offset(earliest.get(partition)))));
  }

  /**
   * The first offset of a moment, by partition; the end where nothing was written since, which
   * Kafka says as -1. The end is asked for first: a record that is written between the two answers
   * would else count as older than the moment, and the very first one as near loss.
   */
  private Uni<Map<TopicPartition, Long>> offsets(List<TopicPartition> partitions, Instant moment) {
    return list(partitions, OffsetSpec.latest())
        .flatMap(
            end ->
                list(partitions, OffsetSpec.forTimestamp(moment.toEpochMilli()))
                    .map(
                        since ->
                            byPartition(
                                partitions,
                                partition -> {
                                  long first = offset(since.get(partition));
                                  return first < 0 ? offset(end.get(partition)) : first;
                                })));
  }

  private static Map<TopicPartition, Long> byPartition(
      List<TopicPartition> partitions, Function<TopicPartition, Long> offset) {
    return partitions.stream().collect(Collectors.toMap(Function.identity(), offset));
  }

  private static long offset(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private static long offset(@Nullable ListOffsetsResultInfo listed) {
    return listed == null ? 0 : listed.offset();
  }

  private Uni<Map<TopicPartition, ListOffsetsResultInfo>> list(
      List<TopicPartition> partitions, OffsetSpec spec) {
    return uni(
        admin
            .listOffsets(
                partitions.stream()
                    .collect(Collectors.toMap(Function.identity(), partition -> spec)))
            .all());
  }

  private static <T> Uni<T> uni(KafkaFuture<T> future) {
    return Uni.createFrom().completionStage(future.toCompletionStage());
  }
}
