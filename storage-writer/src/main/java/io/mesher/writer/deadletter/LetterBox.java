package io.mesher.writer.deadletter;

import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The dead letters as they lie in Kafka, read without any group: looking changes nothing. */
final class LetterBox implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> kafka;
  private final KafkaConsumer<byte[], byte[]> consumer;

  LetterBox(String bootstrapServers) {
    // Somebody waits at a terminal: no minute of silence when Kafka is away.
    kafka =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "request.timeout.ms",
            10_000,
            "default.api.timeout.ms",
            15_000);
    var settings = new HashMap<>(kafka);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("fetch.max.bytes", 4 * 1024 * 1024);
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** What is done with a letter; false ends the reading. */
  interface Reader {
    boolean read(Letter letter);
  }

  /** Every letter that is there now, partition by partition. */
  void forEach(Reader reader) {
    for (var info : consumer.partitionsFor(Topic.Names.EVENTS_DEAD)) {
      var partition = new TopicPartition(info.topic(), info.partition());
      var from = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
      if (!read(partition, from, reader)) {
        return;
      }
    }
  }

  /** The letter at a place, if it is still there. */
  Optional<Letter> find(LetterId id) {
    var partition = new TopicPartition(Topic.Names.EVENTS_DEAD, id.partition());
    var found = new ArrayList<Letter>();
    read(
        partition,
        id.offset(),
        letter -> {
          found.add(letter);
          return false;
        });
    return found.stream().filter(letter -> letter.id().equals(id)).findFirst();
  }

  private boolean read(TopicPartition partition, long from, Reader reader) {
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    while (consumer.position(partition) < end) {
      for (var record : consumer.poll(POLL).records(partition)) {
        var letter = letter(record);
        if (letter.isPresent() && !reader.read(letter.get())) {
          return false;
        }
      }
    }
    return true;
  }

  private static Optional<Letter> letter(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(new Letter(record, DeadEvent.readFrom(record.headers())));
    } catch (UnreadableRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Sends letters again where they died, as they were before. The letters stay; to send one twice
   * is harmless, as events are counted by their ids.
   *
   * @throws IllegalStateException when Kafka does not acknowledge
   */
  void replay(Iterable<Letter> letters) {
    var settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("max.request.size", Topic.MAX_MESSAGE_BYTES);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var letter : letters) {
        var record = letter.record();
        producer
            .send(
                new ProducerRecord<>(
                    letter.death().topic(),
                    null,
                    null,
                    record.key(),
                    record.value(),
                    DeadEvent.replayed(record.headers())))
            .get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka did not take a letter", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
