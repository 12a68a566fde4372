package io.mesher.admission.credential;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Without PostgreSQL a gateway goes on with the keys that it and Redis know: ready, but degraded.
 * Asked for anew at each probe, once at a time: a database that is frozen answers none of them.
 */
@Readiness
@ApplicationScoped
public class DatabaseReady implements AsyncHealthCheck {
  private static final Logger LOG = Logger.getLogger(DatabaseReady.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Pool pool;
  private final AtomicBoolean asking = new AtomicBoolean();

  DatabaseReady(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return answers().map(DatabaseReady::ready);
  }

  private static HealthCheckResponse ready(boolean answers) {
    return HealthCheckResponse.named("postgresql")
        .up()
        .withData("state", answers ? "connected" : "degraded")
        .build();
  }

  private Uni<Boolean> answers() {
    if (!asking.compareAndSet(false, true)) {
      return Uni.createFrom().item(false);
    }
    var answer = pool.query("SELECT 1").execute().subscribeAsCompletionStage();
    answer.whenComplete((rows, failure) -> asking.set(false));
    return Uni.createFrom()
        .completionStage(answer.copy())
        .ifNoItem()
        .after(TIMEOUT)
        .fail()
        .replaceWith(true)
        .onFailure()
        .invoke(failure -> LOG.debug("the database does not answer", failure))
        .onFailure()
        .recoverWithItem(false);
  }
}
