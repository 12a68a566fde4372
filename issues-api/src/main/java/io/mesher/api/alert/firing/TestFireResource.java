package io.mesher.api.alert.firing;

import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.mesher.api.alert.rule.Rule;
import io.mesher.api.problem.NotFoundException;
import io.mesher.api.problem.TooManyRequestsException;
import io.mesher.api.sql.Rows;
import io.mesher.api.sql.Transactions;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Fires a rule to see whether its target hears. */
@Path("/api/v1")
@Tag(name = "Alerts")
public class TestFireResource {
  private static final int MOST_A_MINUTE = 10;
  private static final long RETRY_AFTER_SECONDS = 60;
  private static final String CAUSE = "test:";

  private static final String LATELY =
      """
      SELECT count(*) AS tests FROM alerts
      WHERE rule_id = $1 AND triggered_at > now() - interval '1 minute' AND cause LIKE 'test:%'
      """;

  private final Firing firing;
  private final Transactions transactions;
  private final Tenancy tenancy;

  TestFireResource(Firing firing, Transactions transactions, Tenancy tenancy) {
    this.firing = firing;
    this.transactions = transactions;
    this.tenancy = tenancy;
  }

  /** The alert that was made; its deliveries show what became of it. */
  public record Fired(UUID id) {}

  @POST
  @Path("/alert-rules/{rule}/test")
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(
      summary =
          "Fire a rule once as a test, at most 10 times a minute; leaves its cooldown as it is")
  public Uni<Fired> fire(String rule) {
    var id = Ids.uuid("alert rule", rule);
    return tenancy
        .projectOfAlertRule(id, Role.ADMIN)
        .chain(() -> transactions.run(connection -> fire(connection, id)));
  }

  private Uni<Fired> fire(SqlConnection connection, UUID id) {
    return RuleLock.take(connection, id)
        .map(found -> found.orElseThrow(() -> new NotFoundException("alert rule")))
        .call(rule -> requireCalm(connection, rule))
        .chain(
            rule ->
                firing.note(
                    connection,
                    rule,
                    CAUSE + UUID.randomUUID(),
                    new Story("Test of the alert rule “" + rule.name() + "”", List.of(), 0),
                    rule.action()))
        .map(made -> new Fired(made.orElseThrow()));
  }

  private static Uni<Void> requireCalm(SqlConnection connection, Rule rule) {
    return connection
        .preparedQuery(LATELY)
        .execute(Tuple.of(rule.id()))
        .map(rows -> Rows.first(rows, row -> row.getLong("tests")).orElse(0L))
        .invoke(
            tests -> {
              if (tests >= MOST_A_MINUTE) {
                throw new TooManyRequestsException("too many tests", RETRY_AFTER_SECONDS);
              }
            })
        .replaceWithVoid();
  }
}
