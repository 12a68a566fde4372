package io.mesher.writer.deadletter;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.codec.UnreadableRecordException;
import io.mesher.contracts.topic.Topic;
import java.nio.charset.StandardCharsets;

/**
 * A letter for people. Only what has been scrubbed is shown: the body of an accepted event is not.
 */
final class LetterView {
  private LetterView() {}

  static String line(Letter letter) {
    var death = letter.death();
    return "%-10s %s  %-16s %s"
        .formatted(letter.id(), death.diedAt(), death.stage(), death.reason());
  }

  static String full(Letter letter) {
    var death = letter.death();
    var record = letter.record();
    return """
        id       %s
        died     %s in %s
        reason   %s
        from     %s, partition %d, offset %d
        bytes    %d
        %s"""
        .formatted(
            letter.id(),
            death.diedAt(),
            death.stage(),
            death.reason(),
            death.topic(),
            death.partition(),
            death.offset(),
            record.value() == null ? 0 : record.value().length,
            body(letter));
  }

  private static String body(Letter letter) {
    if (!letter.death().topic().equals(Topic.Names.EVENTS_GROUPED)) {
      return "body     not shown, as it is not scrubbed";
    }
    try {
      var event = RecordCodec.groupedEvents().decode(letter.record().value());
      var json = event.payloadCodec().decode(event.payload());
      return """
          project  %s
          event    %s, received %s
          title    %s
          body     %s"""
          .formatted(
              event.projectId(),
              event.eventId(),
              event.receivedAt(),
              event.title(),
              new String(json, StandardCharsets.UTF_8));
    } catch (UnreadableRecordException e) {
      return "body     can't be read: " + e.getMessage();
    }
  }
}
