package io.mesher.ws.stream;

import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.topic.Topic;
import io.mesher.ws.feed.TopicListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Stored events on their way to sockets, each once: the writer may publish a summary again. */
@ApplicationScoped
class StoredEvents implements TopicListener {
  private static final RecordCodec<StoredEvent> CODEC = RecordCodec.json(StoredEvent.class);

  /** Clients choose event ids, so an id is a project's own. */
  private record Id(UUID projectId, UUID eventId) {}

  private final StreamClients clients;
  private final RecentIds<Id> seen;

  StoredEvents(StreamClients clients, StreamConfig config) {
    this.clients = clients;
    this.seen = new RecentIds<>(config.rememberedIds());
  }

  @Override
  public Topic topic() {
    return Topic.EVENTS_STORED;
  }

  /** The writer's key is the project: what nobody watches is not worth reading. */
  @Override
  public boolean concerns(byte[] key) {
    try {
      return clients.isWatched(UUID.fromString(new String(key, StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return true; // not the writer's: the value tells
    }
  }

  @Override
  public void onRecord(byte[] value) {
    var event = CODEC.decode(value);
    if (seen.isNew(new Id(event.projectId(), event.eventId()))) {
      clients.publish(event);
    }
  }
}
