package io.mesher.ws.ingest;

import io.mesher.ws.ingest.MessageAssembler.Arrived;
import io.mesher.ws.socket.CloseCode;
import io.mesher.ws.socket.Inflow;
import io.mesher.ws.socket.Upgraded;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import org.jboss.logging.Logger;

/**
 * One sending client. Reads no further while too much of its is without a verdict, or while it does
 * not read its verdicts: then the network holds it back. Lives on its socket's event loop.
 */
final class IngestSocket {
  private static final Logger LOG = Logger.getLogger(IngestSocket.class);

  private final ServerWebSocket socket;
  private final Inflow inflow;
  private final Context context;
  private final Client client;
  private final Intake intake;
  private final IngestConfig config;
  private final MessageAssembler assembler;
  private final OrderedReplies replies = new OrderedReplies();
  private long bytesInFlight;
  private boolean ended;

  IngestSocket(
      Upgraded upgraded, Client client, Intake intake, IngestConfig config, int maxMessageBytes) {
    this.socket = upgraded.socket();
    this.inflow = upgraded.inflow();
    this.context = upgraded.context();
    this.client = client;
    this.intake = intake;
    this.config = config;
    this.assembler = new MessageAssembler(maxMessageBytes, intake::lease);
    socket.frameHandler(this::onFrame);
    socket.drainHandler(ignored -> regulate());
  }

  /** The connection is gone; what is under way goes on without anybody to tell. */
  void closed() {
    ended = true;
    assembler.abandon();
  }

  void ping() {
    if (!ended && !socket.writeQueueFull()) {
      socket.writePing(Buffer.buffer());
    }
  }

  void goingDown() {
    context.runOnContext(ignored -> end(CloseCode.RESTART, "service restart"));
  }

  private void onFrame(WebSocketFrame frame) {
    if (ended) {
      return;
    }
    if (frame.isBinary()) {
      end(CloseCode.UNSUPPORTED, "events are text messages");
    } else if (frame.isText() || frame.isContinuation()) {
      var arrived = assembler.add(frame.binaryData().getBytes(), frame.isFinal());
      if (arrived != null) {
        onMessage(arrived);
      }
    }
  }

  private void onMessage(Arrived arrived) {
    switch (arrived) {
      case Arrived.Refused refused -> await(intake.reply(client, refused.refusal()), 0);
      case Arrived.Whole whole ->
          await(
              intake.reply(client, whole.json()).onComplete(settled -> whole.lease().close()),
              whole.json().length);
    }
  }

  private void await(Future<Reply> reply, int bytes) {
    var place = replies.reserve();
    bytesInFlight += bytes;
    regulate();
    reply
        .onSuccess(found -> context.runOnContext(ignored -> settle(place, found, bytes)))
        .onFailure(this::failed);
  }

  private void settle(OrderedReplies.Place place, Reply reply, int bytes) {
    bytesInFlight -= bytes;
    replies.fill(place, reply, this::say);
    regulate();
  }

  private void say(Reply reply) {
    if (ended || socket.isClosed()) {
      return;
    }
    socket.writeTextMessage(reply.text());
    if (reply.goodbye()) {
      end(CloseCode.POLICY, "the key is not accepted any more");
    }
  }

  private void failed(Throwable failure) {
    LOG.error("a message could not be judged", failure);
    context.runOnContext(ignored -> end(CloseCode.INTERNAL_ERROR, "internal error"));
  }

  private void end(CloseCode code, String reason) {
    ended = true;
    assembler.abandon();
    // The client's answer to the goodbye has to be read.
    inflow.open(true);
    code.end(socket, reason);
  }

  private void regulate() {
    if (ended) {
      return;
    }
    boolean hold =
        replies.size() >= config.inFlightMessages()
            || bytesInFlight >= config.inFlightBytes()
            || socket.writeQueueFull();
    inflow.open(!hold);
  }
}
