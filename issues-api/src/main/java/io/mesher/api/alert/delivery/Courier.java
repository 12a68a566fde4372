package io.mesher.api.alert.delivery;

import io.mesher.api.alert.AlertConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Makes attempts, many at the same time and one a rule, so that a slow target holds up nobody but
 * itself. Targets that failed lately share a part of the room, so that they can't fill it.
 */
@ApplicationScoped
class Courier {
  private static final Logger LOG = Logger.getLogger(Courier.class);

  private final Parcels parcels;
  private final Channels channels;
  private final Ledger ledger;
  private final AlertConfig config;

  /** Rules that an attempt is made for, and whether their target failed lately. */
  private final Map<UUID, Boolean> underWay = new ConcurrentHashMap<>();

  Courier(Parcels parcels, Channels channels, Ledger ledger, AlertConfig config) {
    this.parcels = parcels;
    this.channels = channels;
    this.ledger = ledger;
    this.config = config;
  }

  /** Starts what is due; attempts go on after it. */
  @Scheduled(every = "{mesher.alerts.tick}", concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return start(false)
        .chain(() -> start(true))
        .onFailure()
        .invoke(failure -> LOG.warnf("alerts are delivered later: %s", failure.getMessage()))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  private Uni<Void> start(boolean failing) {
    return parcels
        .claim(failing, Set.copyOf(underWay.keySet()), room(failing))
        .invoke(claimed -> claimed.forEach(parcel -> begin(parcel, failing)))
        .replaceWithVoid();
  }

  private int room(boolean failing) {
    int free = config.concurrentAttempts() - underWay.size();
    if (!failing) {
      return free;
    }
    int retrying = (int) underWay.values().stream().filter(retry -> retry).count();
    return Math.min(free, config.concurrentRetries() - retrying);
  }

  private void begin(Parcel parcel, boolean failing) {
    underWay.put(parcel.ruleId(), failing);
    deliver(parcel)
        .subscribe()
        .with(
            done -> goOn(parcel, failing),
            failure -> {
              LOG.warnf("an attempt's outcome is lost, it is made again: %s", failure.getMessage());
              underWay.remove(parcel.ruleId());
            });
  }

  /** A rule's next delivery does not wait for the next round. */
  private void goOn(Parcel parcel, boolean failing) {
    underWay.remove(parcel.ruleId());
    if (!failing) {
      start(false)
          .subscribe()
          .with(
              started -> {},
              failure -> LOG.debugf("the next round goes on: %s", failure.getMessage()));
    }
  }

  /** One attempt and its entry in the ledger. */
  Uni<Void> deliver(Parcel parcel) {
    var started = Instant.now();
    return channels
        .attempt(parcel)
        .chain(
            outcome ->
                ledger.record(
                    parcel,
                    started,
                    (int) Duration.between(started, Instant.now()).toMillis(),
                    outcome));
  }
}
