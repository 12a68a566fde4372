package io.mesher.writer.outcome;

/**
 * Records that Kafka deleted before they were read.
 *
 * @param from the first of them
 * @param to the one after the last
 */
public record Gap(String topic, int partition, long from, long to) {
  long records() {
    return to - from;
  }
}
