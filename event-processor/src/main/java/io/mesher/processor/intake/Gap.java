package io.mesher.processor.intake;

import io.mesher.contracts.outcome.OutcomeReport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;

/**
 * Records that Kafka deleted before they were read.
 *
 * @param from the first of them
 * @param to the one after the last
 */
record Gap(TopicPartition partition, long from, long to) {
  private static final String OUTCOME = "lost";
  private static final String CATEGORY = "error";

  long records() {
    return to - from;
  }

  /** Whose they were nobody knows. A gap that is found again, after a crash, is the same report. */
  OutcomeReport report(Instant noticed) {
    var instance = UUID.nameUUIDFromBytes(partition.toString().getBytes(StandardCharsets.UTF_8));
    var lost = new OutcomeReport.Count(OUTCOME, partition.topic(), CATEGORY, records());
    return new OutcomeReport(instance, from, OutcomeReport.NOBODY, noticed, List.of(lost));
  }
}
