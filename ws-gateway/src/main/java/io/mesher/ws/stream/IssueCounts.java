package io.mesher.ws.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How many issues of a project are unresolved, told after changes: however many there are, at most
 * once a period and with one statement for all projects that are watched here.
 */
@ApplicationScoped
class IssueCounts {
  private static final Logger LOG = Logger.getLogger(IssueCounts.class);
  private static final String COUNT =
      """
      SELECT asked.id AS project_id,
        (SELECT count(*) FROM issues i
         WHERE i.project_id = asked.id AND i.status = 'unresolved' AND i.deleted_at IS NULL)
          AS unresolved
      FROM unnest($1::uuid[]) AS asked (id)
      """;

  private final Vertx vertx;
  private final Pool pool;
  private final StreamClients clients;
  private final StreamConfig config;
  private final Set<UUID> changed = ConcurrentHashMap.newKeySet();
  private long timer;

  IssueCounts(Vertx vertx, Pool pool, StreamClients clients, StreamConfig config) {
    this.vertx = vertx;
    this.pool = pool;
    this.clients = clients;
    this.config = config;
  }

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(config.issueCounts().toMillis(), tick -> tell());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  /** Its count is to be told, if anybody here watches it. Any thread. */
  void changed(UUID projectId) {
    if (clients.isWatched(projectId)) {
      changed.add(projectId);
    }
  }

  private void tell() {
    var asked = new HashSet<>(changed);
    if (asked.isEmpty()) {
      return;
    }
    changed.removeAll(asked);
    pool.preparedQuery(COUNT)
        .execute(Tuple.of(asked.toArray(UUID[]::new)))
        .onSuccess(
            rows ->
                rows.forEach(
                    row -> {
                      var projectId = row.getUUID("project_id");
                      clients.publish(
                          projectId,
                          new StreamMessage.IssueCount(projectId, row.getLong("unresolved")));
                    }))
        .onFailure(
            failure -> {
              LOG.debug("issues can't be counted just now", failure);
              changed.addAll(asked);
            });
  }
}
