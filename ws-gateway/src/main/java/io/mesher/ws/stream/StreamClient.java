package io.mesher.ws.stream;

import io.mesher.contracts.event.StoredEvent;
import io.mesher.ws.access.Access;
import io.mesher.ws.socket.CloseCode;
import io.mesher.ws.socket.Upgraded;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One watching socket. Anyone may send; only the socket's own event loop writes, and only while the
 * write queue has room, so a client that does not read costs its ring and nobody's time.
 */
final class StreamClient {
  private final ServerWebSocket socket;
  private final Context context;
  private final Access access;
  private final StreamConfig config;
  private final MessageRing ring;

  /** True from the moment a write is due until the ring is seen empty. */
  private final AtomicBoolean writing = new AtomicBoolean();

  private volatile StreamFilter filter = StreamFilter.ALL;
  private volatile boolean quiet = true;

  StreamClient(Upgraded upgraded, Access access, StreamConfig config) {
    this.socket = upgraded.socket();
    this.context = upgraded.context();
    this.access = access;
    this.config = config;
    this.ring = new MessageRing(config.ringMessages(), config.ringBytes());
    socket.setWriteQueueMaxSize(config.writeQueueBytes());
    socket.drainHandler(ignored -> write());
    socket.textMessageHandler(this::onText);
  }

  Access access() {
    return access;
  }

  boolean wants(StoredEvent event) {
    return filter.matches(event);
  }

  /**
   * Sends, or lets wait, or drops the oldest that waits. Returns at once; any thread.
   *
   * @return how many messages were dropped
   */
  int send(String message) {
    int lost = ring.offer(message);
    if (writing.compareAndSet(false, true)) {
      context.runOnContext(ignored -> write());
    }
    return lost;
  }

  /** Keeps the way open and finds out whether it is. */
  void ping() {
    if (socket.isClosed() || socket.writeQueueFull()) {
      return;
    }
    socket.writePing(Buffer.buffer());
    if (quiet) {
      send(new StreamMessage.Ping().json());
    }
    quiet = true;
  }

  void close(CloseCode code, String reason) {
    context.runOnContext(ignored -> code.end(socket, reason));
  }

  /** On the socket's event loop. Where the queue is full the drain handler goes on. */
  private void write() {
    while (!socket.isClosed() && !socket.writeQueueFull()) {
      if (ring.isEmpty()) {
        writing.set(false);
        if (ring.isEmpty() || !writing.compareAndSet(false, true)) {
          return;
        }
      }
      var dropped = ring.takeDropped();
      if (dropped > 0) {
        socket.writeTextMessage(new StreamMessage.Dropped(dropped).json());
      }
      var message = ring.poll();
      if (message != null) {
        quiet = false;
        socket.writeTextMessage(message);
      }
    }
  }

  private void onText(String text) {
    if (text.length() > config.maxInboundCharacters()) {
      CloseCode.TOO_BIG.end(socket, "message too big");
      return;
    }
    switch (ClientMessage.parse(text)) {
      case ClientMessage.Subscribe subscribe -> {
        filter = subscribe.filter();
        send(new StreamMessage.FiltersUpdated().json());
      }
      case ClientMessage.Misunderstood misunderstood ->
          send(new StreamMessage.Misunderstood(misunderstood.error()).json());
    }
  }
}
