package io.mesher.api.alert.rule;

import io.mesher.api.alert.AlertConfig;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.sql.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Who may get a project's alerts by mail: members of its organisation, and allowed domains. */
@ApplicationScoped
public class Recipients {
  private static final String MEMBERS =
      """
      SELECT lower(u.email) AS email FROM projects p
      JOIN org_memberships m ON m.org_id = p.org_id JOIN users u ON u.id = m.user_id
      WHERE p.id = $1 ORDER BY m.joined_at, u.id LIMIT 1000
      """;

  private static final String MANAGERS =
      """
      SELECT lower(u.email) AS email FROM projects p
      JOIN org_memberships m ON m.org_id = p.org_id AND m.role IN ('owner', 'admin')
      JOIN users u ON u.id = m.user_id
      WHERE p.id = $1 ORDER BY m.joined_at, u.id LIMIT 20
      """;

  private final Pool pool;
  private final List<String> domains;

  Recipients(Pool pool, AlertConfig config) {
    this.pool = pool;
    this.domains =
        config.emailDomains().orElse(List.of()).stream()
            .map(domain -> domain.strip().toLowerCase(Locale.ROOT))
            .toList();
  }

  /** Refuses an action that mails strangers. */
  Uni<Void> check(UUID project, Action action) {
    var to = action.to();
    if (to == null) {
      return Uni.createFrom().voidItem();
    }
    return emails(MEMBERS, project)
        .invoke(
            members ->
                to.stream()
                    .filter(address -> !isAllowed(address, members))
                    .findFirst()
                    .ifPresent(Recipients::refuse))
        .replaceWithVoid();
  }

  /** Those of an action who may get it now: somebody may have left since the rule was written. */
  public Uni<List<String>> of(UUID project, Action action) {
    var to = action.to();
    return emails(MEMBERS, project)
        .map(
            members ->
                to == null
                    ? members
                    : to.stream().filter(address -> isAllowed(address, members)).toList());
  }

  /** Who looks after the project. */
  public Uni<List<String>> managers(UUID project) {
    return emails(MANAGERS, project);
  }

  private Uni<List<String>> emails(String sql, UUID project) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(project))
        .map(rows -> Rows.list(rows, row -> row.getString("email")));
  }

  private boolean isAllowed(String address, List<String> members) {
    return members.contains(address)
        || domains.contains(address.substring(address.lastIndexOf('@') + 1));
  }

  private static void refuse(String address) {
    throw BadRequestException.field(
        "action.to", "must be members of the organisation: " + address + " is none");
  }
}
