package io.mesher.writer.outbox;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Hears when a transaction has written to the outbox, so that the relay need not wait its turn. */
@ApplicationScoped
class OutboxListener {
  private static final Logger LOG = Logger.getLogger(OutboxListener.class);

  private final Pool pool;
  private final AtomicBoolean listening = new AtomicBoolean();

  OutboxListener(Pool pool) {
    this.pool = pool;
  }

  /** Listens unless it does already; a connection that was lost is replaced by a later call. */
  void ensure(Runnable wake) {
    if (listening.compareAndSet(false, true)) {
      pool.getConnection()
          .compose(connection -> listen(connection, wake))
          .onFailure(
              failure -> {
                listening.set(false);
                LOG.debugf("can't listen to the outbox: %s", failure.getMessage());
              });
    }
  }

  private Future<?> listen(SqlConnection connection, Runnable wake) {
    var postgres = PgConnection.cast(connection);
    postgres.notificationHandler(notification -> wake.run());
    postgres.closeHandler(closed -> listening.set(false));
    // Without a handler the driver prints it past the log.
    postgres.exceptionHandler(failure -> LOG.debugf("the outbox is not heard: %s", failure));
    return connection
        .query("LISTEN mesher_outbox")
        .execute()
        .onFailure(failure -> connection.close());
  }
}
