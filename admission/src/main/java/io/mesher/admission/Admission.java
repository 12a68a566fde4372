package io.mesher.admission;

import com.github.benmanes.caffeine.cache.Ticker;
import io.mesher.admission.credential.Credentials;
import io.mesher.admission.credential.ProjectRef;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.credential.Senders;
import io.mesher.admission.limit.Charge;
import io.mesher.admission.limit.RateLimiter;
import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.outcome.Outcomes;
import io.mesher.admission.pressure.FairShares;
import io.mesher.admission.pressure.PipelinePressure;
import io.mesher.admission.pressure.PressureConfig;
import io.mesher.admission.publish.Publisher;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.sampling.Sampling;
import io.mesher.admission.trace.Traces;
import io.mesher.contracts.event.AcceptedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door of both gateways. The order of checks is the order of its methods: {@link #identify},
 * {@link #knownEmptyFor} (before a body is read), the body's bytes on a {@link #lease}, the scan,
 * then {@link #submit}: sampling, fair share, limit, publish. Thread-safe, never blocks; answers
 * may come on any thread.
 */
@Singleton
public class Admission {
  private final Senders senders;
  private final RateLimiter limiter;
  private final Publisher publisher;
  private final Outcomes outcomes;
  private final PipelinePressure pressure;
  private final FairShares shares;
  private final Traces traces;
  private final Counter acknowledged;
  private final ByteBudget budget;

  Admission(
      Senders senders,
      RateLimiter limiter,
      Publisher publisher,
      Outcomes outcomes,
      PipelinePressure pressure,
      PressureConfig pressureConfig,
      AdmissionConfig config,
      Traces traces,
      MeterRegistry metrics) {
    this.senders = senders;
    this.limiter = limiter;
    this.publisher = publisher;
    this.outcomes = outcomes;
    this.pressure = pressure;
    this.traces = traces;
    this.shares =
        new FairShares(
            Ticker.systemTicker(), pressureConfig.shareWindow(), pressureConfig.leastShare());
    this.acknowledged =
        Counter.builder("mesher.admission.accepted")
            .description("Events that Kafka has acknowledged")
            .register(metrics);
    this.budget = new ByteBudget(config.bytesInFlight());
    Gauge.builder("mesher.admission.bytes.in.flight", budget, ByteBudget::used)
        .description("Bytes of bodies between their arrival and their answer")
        .baseUnit("bytes")
        .register(metrics);
  }

  /**
   * Who sends. Fails with a {@link Refusal}: unauthorized, forbidden, unavailable when nobody can
   * tell, or overloaded when the pipeline is so far behind that accepted events could be lost.
   *
   * @param credentials null when the request had none
   * @param project that the path names; null where it names none
   * @param origin of the page that sends; null when no page does
   */
  public Future<Sender> identify(
      @Nullable Credentials credentials, @Nullable ProjectRef project, @Nullable String origin) {
    if (credentials == null) {
      return Future.failedFuture(Refusal.unauthorized());
    }
    var found = senders.find(credentials, project, origin);
    return pressure.now() == PipelinePressure.Level.NEAR_LOSS
        ? found.compose(sender -> Future.failedFuture(counted(sender, Refusal.backlogged())))
        : found;
  }

  /**
   * How long the sender's window still lasts when it is known to be used up, so that no body need
   * be read to refuse it; null otherwise.
   */
  public @Nullable Duration knownEmptyFor(Sender sender) {
    return limiter.knownEmptyFor(sender);
  }

  /**
   * A share of the bytes that may be in flight: grown while a body arrives, closed after its
   * answer.
   */
  public ByteBudget.Lease lease() {
    return budget.open();
  }

  /**
   * Counts an event that was refused before it could be submitted. What {@link #submit} refuses is
   * counted already.
   */
  public void refused(Sender sender, Refusal refusal) {
    outcomes.refused(sender.project().id(), refusal.kind());
  }

  /** Counts items that are read past, by their type. */
  public void unsupported(Sender sender, String itemType) {
    outcomes.unsupported(sender.project().id(), itemType);
  }

  /** Counts what a client says it did not send. */
  public void discardedByClient(Sender sender, String reason, String category, long quantity) {
    outcomes.discardedByClient(sender.project().id(), reason, category, quantity);
  }

  /** Admits one event; never fails. */
  public Future<Verdict> submit(Sender sender, Incoming event) {
    if (!keeps(sender, event)) {
      return Future.succeededFuture(sampledOut(sender, event));
    }
    if (overShare(sender, 1)) {
      return Future.succeededFuture(refusedNow(sender, Refusal.backlogged()));
    }
    return limiter
        .charge(sender, 1)
        .compose(
            charge ->
                charge.granted() == 1
                    ? publish(sender, event, charge)
                    : Future.succeededFuture(limited(sender, charge)));
  }

  /**
   * Admits events together: charged by one call, each with its own verdict, in their order; never
   * fails.
   */
  public Future<List<Verdict>> submitAll(Sender sender, List<Incoming> events) {
    int charged = (int) events.stream().filter(event -> keeps(sender, event)).count();
    if (charged > 0 && overShare(sender, charged)) {
      return Future.succeededFuture(backlogged(sender, events));
    }
    var charge =
        charged == 0 ? Future.succeededFuture(Charge.NONE) : limiter.charge(sender, charged);
    return charge.compose(
        granted -> Future.all(publishGranted(sender, events, granted)).map(CompositeFuture::list));
  }

  /** What was sampled out stays so: a client that sends it again has the same answer. */
  private List<Verdict> backlogged(Sender sender, List<Incoming> events) {
    return events.stream()
        .map(
            event ->
                keeps(sender, event)
                    ? refusedNow(sender, Refusal.backlogged())
                    : sampledOut(sender, event))
        .toList();
  }

  private boolean overShare(Sender sender, int events) {
    return pressure.now() == PipelinePressure.Level.BEHIND
        && !shares.take(sender.project().id(), events);
  }

  private List<Future<Verdict>> publishGranted(
      Sender sender, List<Incoming> events, Charge charge) {
    int granted = charge.granted();
    var verdicts = new ArrayList<Future<Verdict>>(events.size());
    for (var event : events) {
      if (!keeps(sender, event)) {
        verdicts.add(Future.succeededFuture(sampledOut(sender, event)));
      } else if (granted > 0) {
        granted--;
        verdicts.add(publish(sender, event, charge));
      } else {
        verdicts.add(Future.succeededFuture(limited(sender, charge)));
      }
    }
    return verdicts;
  }

  private static boolean keeps(Sender sender, Incoming event) {
    var project = sender.project();
    return Sampling.keeps(project.id(), event.eventId(), project.sampleRate());
  }

  private Verdict sampledOut(Sender sender, Incoming event) {
    outcomes.sampledOut(sender.project().id());
    return new Verdict.Accepted(event.eventId(), null);
  }

  private Verdict limited(Sender sender, Charge charge) {
    return refusedNow(sender, Refusal.limited(charge.untilEnd()));
  }

  private Future<Verdict> publish(Sender sender, Incoming event, Charge charge) {
    var accepted =
        new AcceptedEvent(
            sender.project().id(),
            event.eventId(),
            Instant.now(),
            event.source(),
            event.sdk(),
            sender.project().scrubIp() ? null : event.peerAddress(),
            sender.project().scrubRules());
    var usedUpFor = charge.usedUp() ? charge.untilEnd() : null;
    var trace = traces.publish(event.trace(), accepted);
    return publisher
        .publish(accepted, event.body(), trace)
        .transform(
            ack -> {
              Traces.end(trace, ack.cause());
              if (ack.succeeded()) {
                acknowledged.increment();
                return Future.succeededFuture(new Verdict.Accepted(event.eventId(), usedUpFor));
              }
              return ack.cause() instanceof Refusal refusal
                  ? Future.succeededFuture(refusedNow(sender, refusal))
                  : Future.failedFuture(ack.cause());
            });
  }

  private Verdict refusedNow(Sender sender, Refusal refusal) {
    return new Verdict.Refused(counted(sender, refusal));
  }

  private Refusal counted(Sender sender, Refusal refusal) {
    refused(sender, refusal);
    return refusal;
  }
}
