package io.mesher.writer.batch;

import io.mesher.contracts.event.GroupedEvent;
import java.util.UUID;

/** What makes an event one event: clients choose the id, so the project belongs to it. */
public record EventKey(UUID projectId, UUID eventId) {

  public static EventKey of(GroupedEvent event) {
    return new EventKey(event.projectId(), event.eventId());
  }
}
