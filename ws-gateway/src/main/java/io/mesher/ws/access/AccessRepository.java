package io.mesher.ws.access;

import io.mesher.ws.problem.HandshakeRefusal;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Reads who may see what. */
@ApplicationScoped
class AccessRepository {
  /** A slug is an organisation's own; where a caller sees two of one name, the older is meant. */
  private static final String OF_SESSION =
      """
      SELECT s.user_id, p.id AS project_id
      FROM sessions s
      LEFT JOIN LATERAL (
        SELECT p.id
        FROM projects p JOIN org_memberships m ON m.org_id = p.org_id AND m.user_id = s.user_id
        WHERE p.id = $2 OR p.number = $3 OR p.slug = $4
        ORDER BY p.number LIMIT 1) p ON true
      WHERE s.token = $1 AND s.expires_at > now()
      """;

  private static final String OF_TOKEN =
      """
      SELECT t.user_id, p.id AS project_id
      FROM api_tokens t
      LEFT JOIN LATERAL (
        SELECT p.id
        FROM projects p
        WHERE (p.id = $2 OR p.number = $3 OR p.slug = $4)
          AND (p.org_id = t.org_id OR EXISTS (
            SELECT FROM org_memberships m WHERE m.org_id = p.org_id AND m.user_id = t.user_id))
        ORDER BY p.number LIMIT 1) p ON true
      WHERE t.token = $1 AND t.revoked_at IS NULL
      """;

  /** Of whoever made it, as long as the session or token that they made it with holds. */
  private static final String OF_TICKET =
      """
      SELECT maker.user_id, p.id AS project_id
      FROM (
        SELECT user_id FROM sessions WHERE token = $1 AND expires_at > now()
        UNION ALL
        SELECT user_id FROM api_tokens WHERE token = $1 AND revoked_at IS NULL) maker
      LEFT JOIN LATERAL (
        SELECT p.id
        FROM projects p
        JOIN org_memberships m ON m.org_id = p.org_id AND m.user_id = maker.user_id
        WHERE p.id = $5 AND (p.id = $2 OR p.number = $3 OR p.slug = $4)) p ON true
      """;

  /** Which of many still hold, in one statement: $1 secrets, $2 projects. */
  private static final String STILL_HOLD =
      """
      SELECT asked.place::int AS place
      FROM unnest($1::text[], $2::uuid[])
        WITH ORDINALITY AS asked (secret, project_id, place)
      JOIN projects p ON p.id = asked.project_id
      WHERE EXISTS (
          SELECT FROM sessions s JOIN org_memberships m ON m.user_id = s.user_id
          WHERE s.token = asked.secret AND s.expires_at > now() AND m.org_id = p.org_id)
        OR EXISTS (
          SELECT FROM api_tokens t
          WHERE t.token = asked.secret AND t.revoked_at IS NULL
            AND (t.org_id = p.org_id OR EXISTS (
              SELECT FROM org_memberships m
              WHERE m.org_id = p.org_id AND m.user_id = t.user_id)))
      """;

  private final Pool pool;

  AccessRepository(Pool pool) {
    this.pool = pool;
  }

  /** The access, or a {@link HandshakeRefusal}: 401 for bad credentials, 404 for the project. */
  Future<Access> find(Credential credential, ProjectRef project) {
    return switch (credential) {
      case Credential.Session session -> find(OF_SESSION, credential, project, session.hash());
      case Credential.ApiToken token -> find(OF_TOKEN, credential, project, token.hash());
      case Credential.Ticket ticket ->
          pool.preparedQuery(OF_TICKET)
              .execute(
                  Tuple.of(
                      ticket.hash(),
                      project.id(),
                      project.number(),
                      project.slug(),
                      ticket.projectId()))
              .map(rows -> decide(credential, rows));
    };
  }

  /** Those of some accesses that a new handshake would still be given. */
  Future<Set<Access>> stillHolding(List<Access> accesses) {
    var secrets =
        accesses.stream().map(access -> access.credential().hash()).toArray(String[]::new);
    var projects = accesses.stream().map(Access::projectId).toArray(UUID[]::new);
    return pool.preparedQuery(STILL_HOLD)
        // The second array would be taken for all further parameters.
        .execute(Tuple.of(secrets, (Object) projects))
        .map(
            rows -> {
              var holding = new HashSet<Access>();
              rows.forEach(row -> holding.add(accesses.get(row.getInteger("place") - 1)));
              return holding;
            });
  }

  private Future<Access> find(
      String sql, Credential credential, ProjectRef project, String secret) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(secret, project.id(), project.number(), project.slug()))
        .map(rows -> decide(credential, rows));
  }

  private static Access decide(Credential credential, RowSet<Row> rows) {
    var found = rows.iterator();
    if (!found.hasNext()) {
      throw HandshakeRefusal.unauthorized();
    }
    var row = found.next();
    var projectId = row.getUUID("project_id");
    if (projectId == null) {
      throw HandshakeRefusal.projectNotFound();
    }
    return new Access(projectId, row.getUUID("user_id"), credential);
  }
}
