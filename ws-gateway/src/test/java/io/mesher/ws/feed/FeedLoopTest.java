package io.mesher.ws.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.topic.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FeedLoopTest {
  private static final String TOPIC = Topic.Names.EVENTS_STORED;
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);

  private final FeedConfig config =
      new Config(seconds(0), seconds(2), seconds(3), seconds(10), seconds(8), seconds(30));
  private final AtomicLong now = new AtomicLong(1);
  private final FeedState state = new FeedState(now::get);
  private final Counter unreadable = new SimpleMeterRegistry().counter("unreadable");
  private final List<String> heard = new ArrayList<>();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final FeedLoop loop = loopOver(consumer);

  @Test
  void startsAtThePresentAndIsReadyThen() {
    topicHasPartitions(1, 7L);
    assertThat(state.trouble(config.awayAfter())).isNotNull();

    loop.turn(consumer);
    consumer.addRecord(recordAt(FIRST, 7, "news"));
    loop.turn(consumer);

    assertThat(heard).containsExactly("news");
    assertThat(state.trouble(config.awayAfter())).isNull();
  }

  @Test
  void aPartitionThatIsAddedIsReadFromItsBeginning() {
    topicHasPartitions(1, 7L);
    loop.turn(consumer);
    topicHasPartitions(2, 7L);
    consumer.updateBeginningOffsets(Map.of(SECOND, 0L));

    later(config.discovery());
    loop.turn(consumer);
    consumer.addRecord(recordAt(SECOND, 0, "first of the second"));
    loop.turn(consumer);

    assertThat(heard).containsExactly("first of the second");
  }

  @Test
  void whatConcernsNobodyIsNotRead() {
    topicHasPartitions(1, 7L);
    loop.turn(consumer);
    var key = "of no concern".getBytes(StandardCharsets.UTF_8);
    var damaged = "damaged".getBytes(StandardCharsets.UTF_8);

    consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, 7, key, damaged));
    consumer.addRecord(recordAt(FIRST, 8, "news"));
    loop.turn(consumer);

    assertThat(heard).containsExactly("news");
    assertThat(unreadable.count()).isZero();
  }

  @Test
  void aMissingTopicIsWaitedFor() {
    loop.turn(consumer);

    assertThat(state.trouble(config.awayAfter())).isNotNull();

    topicHasPartitions(1, 0L);
    loop.turn(consumer);
    assertThat(state.trouble(config.awayAfter())).isNull();
  }

  @Test
  void silenceOfKafkaIsTroubleUntilItAnswers() {
    topicHasPartitions(1, 0L);
    loop.turn(consumer);
    consumer.setOffsetsException(new TimeoutException("away"));

    later(config.probe());
    loop.turn(consumer);

    assertThat(state.trouble(config.awayAfter())).isEqualTo("Kafka does not answer");

    loop.turn(consumer);
    assertThat(state.trouble(config.awayAfter())).isNull();
  }

  @Test
  void aRecordNobodyCanReadIsCountedAndPassedOver() {
    topicHasPartitions(1, 0L);
    loop.turn(consumer);
    consumer.addRecord(recordAt(FIRST, 0, "damaged"));
    consumer.addRecord(recordAt(FIRST, 1, "whole"));

    loop.turn(consumer);

    assertThat(heard).containsExactly("whole");
    assertThat(unreadable.count()).isEqualTo(1);
  }

  @Test
  void aConsumerThatBreaksIsReplacedWhereItStopped() {
    var replacement = new MockConsumer<byte[], byte[]>("none");
    var consumers = List.of(consumer, replacement).iterator();
    var mended = loopOver(consumers::next);
    topicHasPartitions(1, 5L);
    // The turns of the first consumer: found, a record, broken. Of the second: the rest.
    consumer.schedulePollTask(() -> consumer.addRecord(recordAt(FIRST, 5, "before")));
    consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("broken")));
    replacement.updatePartitions(TOPIC, partitions(1));
    replacement.updateEndOffsets(Map.of(FIRST, 9L));
    replacement.schedulePollTask(() -> replacement.addRecord(recordAt(FIRST, 6, "after")));
    replacement.schedulePollTask(mended::stop);

    mended.run();

    assertThat(heard).containsExactly("before", "after");
  }

  private FeedLoop loopOver(MockConsumer<byte[], byte[]> only) {
    return loopOver(() -> only);
  }

  private FeedLoop loopOver(Supplier<Consumer<byte[], byte[]>> consumers) {
    return new FeedLoop(
        consumers, Map.of(TOPIC, List.of(new Listener())), config, state, now::get, unreadable);
  }

  private void topicHasPartitions(int count, long end) {
    consumer.updatePartitions(TOPIC, partitions(count));
    IntStream.range(0, count)
        .forEach(i -> consumer.updateEndOffsets(Map.of(new TopicPartition(TOPIC, i), end)));
  }

  private static List<PartitionInfo> partitions(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new PartitionInfo(TOPIC, i, null, null, null))
        .toList();
  }

  private static ConsumerRecord<byte[], byte[]> recordAt(
      TopicPartition partition, long offset, String text) {
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offset,
        new byte[0],
        text.getBytes(StandardCharsets.UTF_8));
  }

  private void later(Duration duration) {
    now.addAndGet(duration.toNanos());
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private record Config(
      Duration poll,
      Duration probe,
      Duration requestTimeout,
      Duration discovery,
      Duration awayAfter,
      Duration stuckAfter)
      implements FeedConfig {}

  private final class Listener implements TopicListener {
    @Override
    public Topic topic() {
      return Topic.EVENTS_STORED;
    }

    @Override
    public boolean concerns(byte[] key) {
      return key.length == 0;
    }

    @Override
    public void onRecord(byte[] value) {
      var text = new String(value, StandardCharsets.UTF_8);
      if (text.equals("damaged")) {
        throw new UnreadableRecordException(text);
      }
      heard.add(text);
    }
  }
}
