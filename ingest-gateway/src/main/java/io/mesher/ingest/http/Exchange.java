package io.mesher.ingest.http;

import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.trace.Traces;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One request and its one answer. Everything happens on the request's event loop: {@link #await}
 * brings answers from elsewhere back to it. Whatever way it ends, what it held is given back.
 */
public final class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

  private static final long LINGER_MILLIS = 2_000;

  private final HttpServerRequest request;
  private final Context context;
  private final Dialect dialect;
  private final ByteBudget.Lease lease;
  private final io.opentelemetry.context.Context trace;
  private final List<Runnable> ends = new ArrayList<>(2);
  private final long timer;
  private Consumer<Refusal> refusals = refusal -> {};
  private boolean reading;
  private boolean answered;

  /**
   * Takes a request over. Its body is to be asked for in the same turn, or awaited for after.
   *
   * @param trace ended with the exchange
   * @param bodyTimeout after which a body that is not whole is refused
   */
  Exchange(
      HttpServerRequest request,
      Context context,
      Dialect dialect,
      ByteBudget.Lease lease,
      io.opentelemetry.context.Context trace,
      Duration bodyTimeout) {
    this.request = request;
    this.context = context;
    this.dialect = dialect;
    this.lease = lease;
    this.trace = trace;
    request.exceptionHandler(
        gone -> {
          Traces.end(trace, gone);
          leave();
        });
    timer = context.owner().setTimer(bodyTimeout.toMillis(), late -> timeOut());
  }

  public HttpServerRequest request() {
    return request;
  }

  /** The bytes this request holds; closed with the exchange. */
  public ByteBudget.Lease lease() {
    return lease;
  }

  /** The span of this request; the root when it is not traced. */
  public io.opentelemetry.context.Context trace() {
    return trace;
  }

  /** The announced length of the body; -1 when it is not known. */
  public long contentLength() {
    var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? -1 : Long.parseLong(length);
  }

  /** To be done when the exchange has ended, whichever way. */
  public void onEnd(Runnable end) {
    ends.add(end);
  }

  /** Who is to hear of a refusal that a step of this exchange throws. */
  public void onRefusal(Consumer<Refusal> listener) {
    refusals = listener;
  }

  /** Reads the body; at its end {@code whole} goes on. */
  public void readBody(BodyBounds bounds, BodySink sink, Runnable whole) {
    reading = true;
    var reader =
        new BodyReader(
            this,
            bounds,
            sink,
            () -> {
              context.owner().cancelTimer(timer);
              whole.run();
            });
    onEnd(reader::stop);
    reader.start();
  }

  /**
   * Goes on with what comes, on this request's event loop, or refuses. What is here already is gone
   * on with at once. A body that nobody reads yet waits meanwhile.
   */
  public <T> void await(Future<T> coming, Consumer<T> then) {
    if (coming.isComplete()) {
      goOn(coming, then);
      return;
    }
    if (!reading) {
      request.pause();
    }
    coming.onComplete(come -> context.runOnContext(turn -> goOn(come, then)));
  }

  private <T> void goOn(AsyncResult<T> come, Consumer<T> then) {
    if (come.succeeded()) {
      guarded(() -> then.accept(come.result()));
    } else {
      fail(come.cause());
    }
  }

  /** Goes on after others had their turn. */
  void later(Runnable step) {
    context.runOnContext(turn -> guarded(step));
  }

  /** Does a step of this exchange; what it throws becomes the answer. */
  public void guarded(Runnable step) {
    if (answered) {
      return;
    }
    try {
      step.run();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Answers with JSON. */
  public void answer(int status, byte[] json) {
    if (answered) {
      return;
    }
    var response = request.response();
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    send(Buffer.buffer(json));
  }

  /** Answers with a refusal in this API's dialect. */
  public void refuse(Refusal refusal) {
    refuse(refusal, "");
  }

  /**
   * The same with more to say.
   *
   * @param members of the body's JSON object, after those of the refusal
   */
  public void refuse(Refusal refusal, String members) {
    if (answered) {
      return;
    }
    var response = request.response();
    response.setStatusCode(dialect.status(refusal));
    response.putHeader(HttpHeaders.CONTENT_TYPE, dialect.contentType());
    response.putHeader("X-Sentry-Error", refusal.error());
    long retryAfter = refusal.retryAfterSeconds();
    if (dialect.status(refusal) == 429) {
      RateLimitHeaders.refused(response.headers(), retryAfter);
    } else if (retryAfter > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
    }
    send(body(refusal, members));
  }

  private Buffer body(Refusal refusal, String members) {
    var body = Buffer.buffer(dialect.body(refusal));
    return members.isEmpty()
        ? body
        : body.slice(0, body.length() - 1).copy().appendString("," + members + "}");
  }

  private void fail(Throwable failure) {
    if (answered) {
      return;
    }
    if (failure instanceof Refusal refusal) {
      refusals.accept(refusal);
      refuse(refusal);
      return;
    }
    LOG.error("a request failed by our fault", failure);
    send(Problem.OURS.begin(request.response()));
  }

  private void send(Buffer body) {
    leave();
    if (!request.isEnded()) {
      readPast();
    }
    if (!request.response().closed()) {
      var unused = request.response().end(body);
    }
  }

  /**
   * HTTP/1.1 needs the rest of the body gone before the connection can be used again, and a client
   * that is still sending would not see the answer if the connection were closed at once. So the
   * rest is read past for a while; what takes longer loses its connection.
   */
  private void readPast() {
    long linger =
        context
            .owner()
            .setTimer(
                LINGER_MILLIS,
                late -> {
                  var unused = request.connection().close();
                });
    request.handler(chunk -> {});
    request.exceptionHandler(gone -> context.owner().cancelTimer(linger));
    request.endHandler(end -> context.owner().cancelTimer(linger));
    request.resume();
  }

  private void timeOut() {
    if (!request.isEnded()) {
      guarded(
          () -> {
            throw Refusal.tooSlow();
          });
    }
  }

  /** Gives everything back. */
  private void leave() {
    answered = true;
    context.owner().cancelTimer(timer);
    ends.forEach(Runnable::run);
    ends.clear();
    lease.close();
    Traces.end(trace, request.response().getStatusCode());
  }
}
