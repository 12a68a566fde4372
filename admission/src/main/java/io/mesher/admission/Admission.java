package io.mesher.admission;

import io.mesher.admission.credential.Credentials;
import io.mesher.admission.credential.ProjectRef;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.credential.Senders;
import io.mesher.admission.limit.Charge;
import io.mesher.admission.limit.RateLimiter;
import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.outcome.Outcomes;
import io.mesher.admission.pressure.PipelinePressure;
import io.mesher.admission.publish.Publisher;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalKind;
import io.mesher.admission.sampling.Sampling;
import io.mesher.contracts.event.AcceptedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The door of both gateways. The order of checks is the order of its methods: {@link #identify},
 * {@link #knownEmptyFor} (before a body is read), the body's bytes on a {@link #lease}, the scan,
 * then {@link #submit}: sampling, limit, publish. Thread-safe, never blocks; answers may come on
 * any thread.
 */
@ApplicationScoped
public class Admission {
  private final Senders senders;
  private final RateLimiter limiter;
  private final Publisher publisher;
  private final Outcomes outcomes;
  private final PipelinePressure pressure;
  private final Counter acknowledged;
  private final ByteBudget budget;

  Admission(
      Senders senders,
      RateLimiter limiter,
      Publisher publisher,
      Outcomes outcomes,
      PipelinePressure pressure,
      AdmissionConfig config,
      MeterRegistry metrics) {
    this.senders = senders;
    this.limiter = limiter;
    this.publisher = publisher;
    this.outcomes = outcomes;
    this.pressure = pressure;
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
  public Uni<Sender> identify(
      @Nullable Credentials credentials, @Nullable ProjectRef project, @Nullable String origin) {
    if (pressure.now() == PipelinePressure.Level.NEAR_LOSS) {
      return Uni.createFrom().failure(Refusal.backlogged());
    }
    return credentials == null
        ? Uni.createFrom().failure(Refusal.unauthorized())
        : senders.find(credentials, project, origin);
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
  public Uni<Verdict> submit(Sender sender, Incoming event) {
    if (!keeps(sender, event)) {
      return Uni.createFrom().item(sampledOut(sender, event));
    }
    return limiter
        .charge(sender, 1)
        .flatMap(
            charge ->
                charge.granted() == 1
                    ? publish(sender, event, charge)
                    : Uni.createFrom().item(limited(sender, charge)));
  }

  /**
   * Admits events together: charged by one call, each with its own verdict, in their order; never
   * fails.
   */
  public Uni<List<Verdict>> submitAll(Sender sender, List<Incoming> events) {
    int charged = (int) events.stream().filter(event -> keeps(sender, event)).count();
    var charge =
        charged == 0 ? Uni.createFrom().item(Charge.NONE) : limiter.charge(sender, charged);
    return charge.flatMap(granted -> join(publishGranted(sender, events, granted)));
  }

  private List<Uni<Verdict>> publishGranted(Sender sender, List<Incoming> events, Charge charge) {
    int granted = charge.granted();
    var verdicts = new ArrayList<Uni<Verdict>>(events.size());
    for (var event : events) {
      if (!keeps(sender, event)) {
        verdicts.add(Uni.createFrom().item(sampledOut(sender, event)));
      } else if (granted > 0) {
        granted--;
        verdicts.add(publish(sender, event, charge));
      } else {
        verdicts.add(Uni.createFrom().item(limited(sender, charge)));
      }
    }
    return verdicts;
  }

  private static Uni<List<Verdict>> join(List<Uni<Verdict>> verdicts) {
    return verdicts.isEmpty()
        ? Uni.createFrom().item(List.of())
        : Uni.join().all(verdicts).andFailFast();
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
    outcomes.refused(sender.project().id(), RefusalKind.LIMITED);
    return new Verdict.Refused(Refusal.limited(charge.untilEnd()));
  }

  private Uni<Verdict> publish(Sender sender, Incoming event, Charge charge) {
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
    return publisher
        .publish(accepted, event.body())
        .<Verdict>map(
            ack -> {
              acknowledged.increment();
              return new Verdict.Accepted(event.eventId(), usedUpFor);
            })
        .onFailure(Refusal.class)
        .recoverWithItem(failure -> unpublished(sender, (Refusal) failure));
  }

  private Verdict unpublished(Sender sender, Refusal refusal) {
    refused(sender, refusal);
    return new Verdict.Refused(refusal);
  }
}
