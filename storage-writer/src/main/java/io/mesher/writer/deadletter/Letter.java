package io.mesher.writer.deadletter;

import io.mesher.contracts.event.DeadEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A dead record and why it died. */
record Letter(ConsumerRecord<byte[], byte[]> record, DeadEvent death) {

  LetterId id() {
    return new LetterId(record.partition(), record.offset());
  }
}
