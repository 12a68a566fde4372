package io.mesher.ws.stream;

import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.codec.RecordCodec;
import io.mesher.contracts.topic.Topic;
import io.mesher.ws.feed.TopicListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Alerts on their way to sockets, each once. */
@ApplicationScoped
class FiredAlerts implements TopicListener {
  private static final RecordCodec<AlertFired> CODEC = RecordCodec.json(AlertFired.class);

  private final StreamClients clients;
  private final RecentIds<UUID> seen;

  FiredAlerts(StreamClients clients, StreamConfig config) {
    this.clients = clients;
    this.seen = new RecentIds<>(config.rememberedIds());
  }

  @Override
  public Topic topic() {
    return Topic.ALERTS_FIRED;
  }

  @Override
  public void onRecord(byte[] value) {
    var alert = CODEC.decode(value);
    if (seen.isNew(alert.alertId())) {
      clients.publish(alert.projectId(), StreamMessage.Alert.of(alert));
    }
  }
}
