package io.mesher.admission.pressure;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jboss.logging.Logger;

/**
 * How much of what a partition may hold is unread. Past {@code retention.bytes} Kafka deletes the
 * oldest records, read or not; a part of the bound is kept free, so that it never comes to that.
 */
final class ByteBound {
  /** Of the bound: with more unread nothing more may be accepted. */
  static final double NEAR_LOSS = 0.7;

  private static final Logger LOG = Logger.getLogger(ByteBound.class);

  private final Admin admin;
  private final AtomicBoolean hasWarned = new AtomicBoolean();

  ByteBound(Admin admin) {
    this.admin = admin;
  }

  /**
   * Whether a partition is that full of unread records.
   *
   * @param unread the first unread offset of each partition
   */
  Uni<Boolean> isNear(String topic, Map<TopicPartition, Long> unread) {
    return bound(topic)
        .flatMap(bound -> bound < 0 ? Uni.createFrom().item(false) : isNear(bound, unread))
        .onFailure()
        .invoke(this::warnOnce)
        .onFailure()
        .recoverWithItem(false);
  }

  /** The age of what is unread is watched without this: it needs no right to look at the disk. */
  private void warnOnce(Throwable failure) {
    if (hasWarned.compareAndSet(false, true)) {
      LOG.warnf(
          "how many bytes the topics hold can't be read (%s); grant Describe on the cluster and"
              + " DescribeConfigs on the topics, or unread records may be deleted",
          failure.getMessage());
    }
  }

  private Uni<Boolean> isNear(long bound, Map<TopicPartition, Long> unread) {
    return Uni.combine()
        .all()
        .unis(sizes(), list(unread, OffsetSpec.earliest()), list(unread, OffsetSpec.latest()))
        .with(
            (sizes, earliest, end) ->
                unread.entrySet().stream()
                    .anyMatch(
                        first ->
                            bytes(
                                    first.getValue(),
                                    sizes.getOrDefault(first.getKey(), 0L),
                                    offset(earliest, first.getKey()),
                                    offset(end, first.getKey()))
                                > NEAR_LOSS * bound));
  }

  /** Records are taken to be of one size: it is a share of hundreds of thousands. */
  private static double bytes(long unread, long size, long earliest, long end) {
    return end <= earliest ? 0 : (double) size * (end - unread) / (end - earliest);
  }

  /** Below 0 without a bound. */
  private Uni<Long> bound(String topic) {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return uni(admin.describeConfigs(List.of(resource)).all())
        .map(
            found ->
                found.values().stream()
                    .map(config -> config.get(TopicConfig.RETENTION_BYTES_CONFIG))
                    .mapToLong(entry -> Long.parseLong(entry.value()))
                    .findFirst()
                    .orElse(-1));
  }

  /** Of the largest copy of each partition. */
  private Uni<Map<TopicPartition, Long>> sizes() {
    return uni(admin.describeCluster().nodes())
        .flatMap(
            nodes ->
                uni(admin.describeLogDirs(nodes.stream().map(Node::id).toList()).allDescriptions()))
        .map(
            brokers -> {
              var sizes = new HashMap<TopicPartition, Long>();
              brokers.values().forEach(logs -> logs.values().forEach(log -> add(sizes, log)));
              return sizes;
            });
  }

  private static void add(Map<TopicPartition, Long> sizes, LogDirDescription log) {
    log.replicaInfos().forEach((partition, copy) -> sizes.merge(partition, copy.size(), Math::max));
  }

  private Uni<Map<TopicPartition, ListOffsetsResultInfo>> list(
      Map<TopicPartition, Long> partitions, OffsetSpec spec) {
    return uni(
        admin
            .listOffsets(
                partitions.keySet().stream()
                    .collect(Collectors.toMap(Function.identity(), partition -> spec)))
            .all());
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    var listed = offsets.get(partition);
    return listed == null ? 0 : listed.offset();
  }

  private static <T> Uni<T> uni(KafkaFuture<T> future) {
    return Uni.createFrom().completionStage(future.toCompletionStage());
  }
}
