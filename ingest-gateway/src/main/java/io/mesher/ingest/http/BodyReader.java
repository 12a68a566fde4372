package io.mesher.ingest.http;

import io.mesher.admission.refusal.Refusal;
import io.mesher.ingest.encoding.BodyDecoder;
import io.mesher.ingest.encoding.BodyDecoders;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Streams a request's body through its decoder into a sink, within bounds. All on the request's
 * event loop; a body that decodes to much lets others have their turn in between.
 */
final class BodyReader {
  private static final int STEP = 16 * 1024;

  /** Its content is good for one step of one reader. */
  private static final FastThreadLocal<ByteBuffer> STEPS =
      new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
          return ByteBuffer.allocate(STEP);
        }
      };

  /** Decoded bytes after which the event loop serves others first. */
  private static final int TURN = 1024 * 1024;

  private final Exchange exchange;
  private final BodyBounds bounds;
  private final BodySink sink;
  private final Runnable whole;
  private final @Nullable BodyDecoder decoder;
  private long received;
  private long decoded;
  private boolean stopped;
  private boolean released;

  /**
   * A reader.
   *
   * @param whole called once, after the last byte went to the sink
   * @throws Refusal malformed encoding, or too large by its announced length
   */
  BodyReader(Exchange exchange, BodyBounds bounds, BodySink sink, Runnable whole) {
    this.exchange = exchange;
    this.bounds = bounds;
    this.sink = sink;
    this.whole = whole;
    if (exchange.contentLength() > bounds.received()) {
      throw Refusal.tooLarge(null);
    }
    this.decoder = BodyDecoders.of(exchange.request().getHeader(HttpHeaders.CONTENT_ENCODING));
    if (decoder != null) {
      exchange.onEnd(this::release);
      exchange.lease().grow(decoder.memory());
    }
  }

  void start() {
    if ("100-continue".equalsIgnoreCase(exchange.request().getHeader(HttpHeaders.EXPECT))) {
      exchange.request().response().writeContinue();
    }
    exchange
        .request()
        .handler(chunk -> exchange.guarded(() -> take(chunk)))
        .endHandler(end -> exchange.guarded(this::finish))
        .resume();
  }

  /** Nothing goes to the sink any more. */
  void stop() {
    stopped = true;
  }

  private void take(Buffer chunk) {
    if (stopped) {
      return;
    }
    received += chunk.length();
    if (received > bounds.received()) {
      throw Refusal.tooLarge(null);
    }
    if (decoder == null) {
      pass(chunk.getByteBuf().nioBuffer());
    } else {
      decoder.offer(chunk.getBytes());
      decode(decoder);
    }
  }

  private void decode(BodyDecoder decoder) {
    if (!decodeSome(decoder)) {
      exchange.request().pause();
      exchange.later(() -> decodeRest(decoder));
    }
  }

  /** No chunk comes before this one is used up: the decoder holds one. */
  private void decodeRest(BodyDecoder decoder) {
    if (decodeSome(decoder)) {
      exchange.request().resume();
    } else {
      exchange.later(() -> decodeRest(decoder));
    }
  }

  /** Decodes for a turn; whether the input is used up. */
  private boolean decodeSome(BodyDecoder decoder) {
    var step = STEPS.get();
    int turn = 0;
    while (turn < TURN && !stopped) {
      step.clear();
      int written = decoder.decode(step);
      if (written == 0) {
        return true;
      }
      pass(step.flip());
      turn += written;
    }
    return stopped;
  }

  private void pass(ByteBuffer bytes) {
    decoded += bytes.remaining();
    if (decoded > bounds.decoded()) {
      throw Refusal.tooLarge(null);
    }
    sink.accept(bytes);
  }

  private void finish() {
    if (stopped) {
      return;
    }
    if (decoder != null) {
      if (received > 0) {
        decoder.finish();
      }
      // What it holds is not to be paid for until Kafka has answered.
      exchange.lease().shrink(decoder.memory());
      release();
    }
    whole.run();
  }

  private void release() {
    if (decoder != null && !released) {
      released = true;
      decoder.close();
    }
  }
}
