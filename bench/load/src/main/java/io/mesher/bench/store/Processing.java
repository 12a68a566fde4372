package io.mesher.bench.store;

import io.mesher.bench.corpus.Corpus;
import io.mesher.bench.process.ServerProcess;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.topic.Topic;
import io.mesher.testkit.server.EmbeddedTestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sends events through the packaged processor, as gateways do, and reads what it makes of them. */
final class Processing {
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, String> servers;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<UUID> projects;
  private final Corpus corpus = new Corpus(42);

  Processing(
      Map<String, String> servers, KafkaProducer<byte[], byte[]> producer, List<UUID> projects) {
    this.servers = servers;
    this.producer = producer;
    this.projects = projects;
  }

  /** So many grouped events, as their records' values. */
  List<byte[]> grouped(Path processorJar, int events) {
    var sent = new ArrayList<Future<RecordMetadata>>(events);
    for (int i = 0; i < events; i++) {
      sent.add(producer.send(accepted(corpus.next())));
    }
    Sent.requireAll(sent);
    int port = EmbeddedTestServers.freePort();
    var environment = new HashMap<>(servers);
    environment.put("MESHER_BIND_HOST", "127.0.0.1");
    environment.put("MESHER_PROCESSOR_MANAGEMENT_PORT", Integer.toString(port));
    try (var processor = ServerProcess.start(processorJar, environment)) {
      processor.awaitReady(port);
      return read(events);
    }
  }

  private ProducerRecord<byte[], byte[]> accepted(Corpus.Event event) {
    var record = new ProducerRecord<byte[], byte[]>(Topic.Names.EVENTS_ACCEPTED, event.json());
    new AcceptedEvent(
            projects.get(event.failure() % projects.size()),
            UUID.randomUUID(),
            Instant.now(),
            EventSource.NATIVE,
            "sentry.java/8.27.0",
            "192.0.2.7")
        .writeTo(record.headers());
    return record;
  }

  private List<byte[]> read(int events) {
    var values = new ArrayList<byte[]>(events);
    long end = System.nanoTime() + LONGEST.toNanos();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", servers.get("MESHER_KAFKA_BOOTSTRAP_SERVERS")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topic.Names.EVENTS_GROUPED).stream()
              .map(one -> new TopicPartition(one.topic(), one.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (values.size() < events) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException(
              "the processor made %d of %d events in %s".formatted(values.size(), events, LONGEST));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }
}
